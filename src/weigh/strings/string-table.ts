/**
 * A set of strings that does not change them. V8 14 internalises every string that a Set or Map looks up, which merges
 * equal strings of the program and so changes what is weighed. Here the hash is a number computed from the characters
 * (scan-string.ts), and strings are compared with `===`, which changes nothing.
 *
 * Open addressing on typed arrays: a third of the time of a Map from hashes to strings.
 */
import { nullPrototypeList } from '../../platform/safe-collections.ts';

/**
 * Strings of one hash that are compared; more that differ only outside the hashed characters come from a hostile value.
 */
const MAX_SAME_HASH = 32;

/** What {@link StringTable.add} found. */
export const Seen = { no: 0, yes: 1, unknown: 2 } as const;

const FIRST_CAPACITY = 64;

/** A set of strings; every string is passed with its hash. */
export class StringTable {
  /** For each slot the number of a string plus one; 0 is free. */
  #slots = new Int32Array(FIRST_CAPACITY);
  #mask = FIRST_CAPACITY - 1;
  #hashes = new Int32Array(FIRST_CAPACITY / 2);
  #notes = new Int32Array(FIRST_CAPACITY / 2);
  #strings: string[] = nullPrototypeList();
  #count = 0;

  /** The number of the string that {@link add} added or found last; set it to get another's {@link note}. */
  last = 0;

  /** A number stored with the string that was added or found last. */
  get note(): number {
    return this.#notes[this.last];
  }

  set note(note: number) {
    this.#notes[this.last] = note;
  }

  /** The string that was added or found last. */
  get lastString(): string {
    return this.#strings[this.last];
  }

  /** Adds a string: `Seen.no` if it is new, `Seen.unknown` if its hash has too many strings to be searched. */
  add(string: string, hash: number): 0 | 1 | 2 {
    const slots = this.#slots;
    const mask = this.#mask;
    const hashes = this.#hashes;
    const strings = this.#strings;
    let sameHash = 0;
    let slot = (hash >>> 1) & mask;
    for (let entry = slots[slot]; entry !== 0; entry = slots[slot]) {
      if (hashes[entry - 1] === hash) {
        if (strings[entry - 1] === string) {
          this.last = entry - 1;
          return Seen.yes;
        }
        if (++sameHash === MAX_SAME_HASH) return Seen.unknown;
      }
      slot = (slot + 1) & mask;
    }
    const count = (this.last = this.#count++);
    hashes[count] = hash;
    strings[count] = string;
    slots[slot] = count + 1;
    if (2 * (count + 1) > mask) this.#grow();
    return Seen.no;
  }

  /** True if the string was added. */
  has(string: string, hash: number): boolean {
    return this.indexOf(string, hash) >= 0;
  }

  /** How many strings were added before this one; -1 if it was not added, or its hash has too many strings. */
  indexOf(string: string, hash: number): number {
    let sameHash = 0;
    let slot = (hash >>> 1) & this.#mask;
    for (let entry = this.#slots[slot]; entry !== 0; entry = this.#slots[slot]) {
      if (this.#hashes[entry - 1] === hash) {
        if (this.#strings[entry - 1] === string) return entry - 1;
        if (++sameHash === MAX_SAME_HASH) return -1;
      }
      slot = (slot + 1) & this.#mask;
    }
    return -1;
  }

  /** Removes all strings. */
  clear(): void {
    const count = this.#count;
    if (count === 0) return;
    if (this.#mask >= FIRST_CAPACITY) {
      this.#slots = new Int32Array(FIRST_CAPACITY);
      this.#hashes = new Int32Array(FIRST_CAPACITY / 2);
      this.#notes = new Int32Array(FIRST_CAPACITY / 2);
      this.#mask = FIRST_CAPACITY - 1;
      this.#strings = nullPrototypeList();
    } else {
      // A small value has two or three strings: clearing their slots is faster than clearing all.
      const slots = this.#slots;
      for (let i = 0; i < count; i++) {
        let slot = (this.#hashes[i] >>> 1) & this.#mask;
        while (slots[slot] !== i + 1) slot = (slot + 1) & this.#mask;
        slots[slot] = 0;
        this.#strings[i] = '';
      }
    }
    this.#count = 0;
  }

  #grow(): void {
    const capacity = 4 * (this.#mask + 1);
    const count = this.#count;
    const old = this.#hashes;
    const oldNotes = this.#notes;
    const hashes = new Int32Array(capacity / 2);
    const notes = new Int32Array(capacity / 2);
    const slots = new Int32Array(capacity);
    const mask = capacity - 1;
    for (let i = 0; i < count; i++) {
      const hash = (hashes[i] = old[i]);
      notes[i] = oldNotes[i];
      let slot = (hash >>> 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = i + 1;
    }
    this.#hashes = hashes;
    this.#notes = notes;
    this.#slots = slots;
    this.#mask = mask;
  }
}
