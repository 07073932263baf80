/** What the readers write to: the part of a walk's state that they know of. */
import type { ReferenceSink } from './references.ts';

/** Takes what an object refers to. */
export interface ReadTarget {
  /** Non-empty strings; `inPlainObject` says that a plain object, an array or a Map holds it as data. */
  readonly visitor: { string(text: string, inPlainObject: boolean): void };
  /** Objects that were met; `add` is true for a new one, which is then to be put on the stack. */
  readonly visited: { add(value: object): boolean };
  readonly stack: object[];
  /** The height of the stack. */
  top: number;
  /** Bits by which a number must survive shifting to be a small integer: 0 for 32-bit Smis, 1 for 31-bit. */
  readonly smiShift: number;
  /** True when nothing that an object refers to is reported or visited. */
  readonly shallow: boolean;
  /** Descriptors can be read by plain property access: `Object.prototype` has no fields of these names. */
  readonly plainDescriptors: boolean;
  /** Where references are announced, if they are kept. */
  readonly references: ReferenceSink | undefined;
  /** Any value: a primitive is reported, an object is put on the stack unless it was met before. */
  value(value: unknown, inPlainObject: boolean): void;
}
