/**
 * The parts that an object's bytes consist of. Size rules report them to a sink: `SizeEstimate` adds them up without
 * allocating; `PartList` keeps them, for describeLayout.
 */
import { nullPrototypeList } from '../platform/safe-collections.ts';
import { SizeEstimate } from './size-estimate.ts';

/** The kinds of part. */
export type Part =
  | 'header'
  | 'in-object properties'
  | 'property array'
  | 'dictionary'
  /** Keys of a dictionary, which are not part of a hidden class. */
  | 'property names'
  | 'accessor pairs'
  | 'elements'
  | 'hash table'
  | 'data';

/** Receives the parts of an object. */
export interface PartSink {
  /** A part whose size is known exactly. */
  exact(bytes: number, part: Part): void;
  /** A part whose size is known within an interval; `bytes` is the best guess. */
  between(min: number, bytes: number, max: number, part: Part): void;
}

/** The parts of one object as a list, each kind of part once. */
export class PartList implements PartSink {
  readonly parts: { readonly part: Part; bytes: number }[] = nullPrototypeList();
  readonly sum: SizeEstimate = new SizeEstimate();

  exact(bytes: number, part: Part): void {
    this.between(bytes, bytes, bytes, part);
  }

  between(min: number, bytes: number, max: number, part: Part): void {
    this.sum.between(min, bytes, max);
    if (bytes === 0) return;
    for (let i = 0; i < this.parts.length; i++) {
      if (this.parts[i].part === part) {
        this.parts[i].bytes += bytes;
        return;
      }
    }
    this.parts[this.parts.length] = { part, bytes };
  }
}
