/** A regular expression's data, besides its source: V8 shares it among those of equal source and flags. */
import { taggedElementsBytes } from '../layout/elements.ts';
import type { Layout } from '../layout/layout.ts';
import * as js from '../platform/intrinsics.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import type { PartSink } from './parts.ts';

/** A source without metacharacters (an atom) is matched as it is and needs no code. */
const ATOM = /^[^\\^$.*+?()[\]{}|]+$/;

/** Weighs the data of regular expressions, equal ones once. */
export class RegExpData {
  /** By flags and source: 1 if met once, 2 if met again. */
  #met: Map<string, number> | undefined = undefined;

  /** Removes all of them. */
  clear(): void {
    this.#met = undefined;
  }

  /**
   * Adds the data of one. V8's compilation cache shares them with every other one of equal source and flags until it
   * ages. A literal shares them with its code too, so that even the first of many may have no data of its own.
   */
  add(layout: Layout, regexp: object, sink: PartSink): void {
    const source = js.regexpSource(regexp);
    const flags = js.regexpFlags(regexp);
    const isAtom = js.matches(ATOM, source) && (flags & (js.IGNORE_CASE | js.STICKY)) === 0;
    const bytes = isAtom ? layout.atomData : layout.regexpData;
    // Named groups add a list of their names.
    const most = bytes + (js.includes(source, '(?<') ? taggedElementsBytes(layout, 16) : 0);
    const known = (this.#met ??= new SafeMap());
    const key = `${flags}/${source}`;
    const times = known.get(key) ?? 0;
    if (times === 0) sink.between(bytes, bytes, most, 'data');
    // The second one makes the first one's data uncertain.
    else sink.between(times === 1 ? -bytes : 0, 0, most, 'data');
    if (times < 2) known.set(key, times + 1);
  }
}
