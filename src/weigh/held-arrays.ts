/**
 * Arrays that the objects of one shape hold in one field. Code that builds such objects makes the array first and adds to
 * it, so its backing store has grown in V8's steps; what JSON.parse and literals make has no room to spare. Lengths that
 * differ from object to object betray the one, values that no JSON text gives exclude the other.
 */
import { grownCapacity, taggedElementsBytes } from '../layout/elements.ts';
import type { Layout } from '../layout/layout.ts';
import { bareList, SafeMap } from '../walk/safe-collections.ts';
import { Held } from '../walk/visitor.ts';
import type { ObjectFacts } from '../walk/visitor.ts';

/** Different lengths that are told apart in one field. */
const MAX_LENGTHS = 256;

/** The lengths of the arrays in each field of one shape. */
export class HeldArrays {
  readonly #byField: (Map<number, number> | undefined)[] = bareList();
  #starts: number[] | undefined = undefined;

  /** Takes note of the arrays that an object holds. */
  meet(facts: ObjectFacts): void {
    const count = facts.names.length - facts.indices;
    const { held, lengths } = facts;
    for (let i = 0; i < count; i++) {
      if (held[i] === Held.array) this.add(i, lengths[i]);
    }
  }

  /** Takes note of one array. */
  add(at: number, length: number): void {
    const field = (this.#byField[at] ??= new SafeMap<number, number>());
    const before = field.get(length);
    if (before !== undefined) field.set(length, before + 1);
    else if (field.size < MAX_LENGTHS) field.set(length, 1);
  }

  /** True if some field holds arrays of different lengths, as code that adds to them leaves them. */
  get hasGrown(): boolean {
    for (let i = 0; i < this.#byField.length; i++) {
      const field = this.#byField[i];
      if (field !== undefined && field.size > 1) return true;
    }
    return false;
  }

  /** The bytes that the arrays' backing stores have beyond their lengths; call it for classes that add to their arrays. */
  spareBytes(layout: Layout): number {
    let bytes = 0;
    for (let i = 0; i < this.#byField.length; i++) {
      const start = this.#startOf(i);
      this.#byField[i]?.forEach((count, length) => {
        bytes += count * spareBetween(layout, start, length);
      });
    }
    return bytes;
  }

  /** The same for one array of this length in one field; to be asked when all arrays were met. */
  spareOf(layout: Layout, at: number, length: number): number {
    const starts = (this.#starts ??= bareList());
    return spareBetween(layout, (starts[at] ??= this.#startOf(at)), length);
  }

  /** The elements with which the arrays of a field were made. */
  #startOf(at: number): number {
    let shortest = Infinity;
    this.#byField[at]?.forEach((_, length) => {
      if (length < shortest) shortest = length;
    });
    // Two to four elements are what a literal begins with; one, or very many, were added to an empty array.
    return shortest >= 2 && shortest <= MAX_LITERAL ? shortest : 0;
  }
}

/** Literals longer than this are seldom added to. */
const MAX_LITERAL = 4;

function spareBetween(layout: Layout, start: number, length: number): number {
  return taggedElementsBytes(layout, capacityFrom(start, length)) - taggedElementsBytes(layout, length);
}

/** The capacity of a store that began with `start` elements and was added to one by one. */
function capacityFrom(start: number, length: number): number {
  let capacity = start;
  while (capacity < length) capacity = grownCapacity(capacity + 1);
  return capacity;
}
