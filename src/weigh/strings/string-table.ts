/**
 * A set of strings that does not change them. V8 14 internalises every string that a Set or Map looks up, which merges
 * equal strings of the program and so changes what is weighed. Here the hash is a number computed from the characters
 * (scan-string.ts), and strings are compared with `===`, which changes nothing.
 *
 * Open addressing on typed arrays: a third of the time of a Map from hashes to strings. A large table moves a few
 * strings at each addition when it has grown: all at once would hold the event loop for 6 to 27 ms at 131,072 strings,
 * and four times as long at 524,288.
 */
import { min } from '../../platform/math.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';

/**
 * Strings of one hash that are compared; more that differ only outside the hashed characters come from a hostile value.
 */
const MAX_SAME_HASH = 32;

/** What {@link StringTable.add} found. */
export const Seen = { no: 0, yes: 1, unknown: 2 } as const;

const FIRST_CAPACITY = 64;

/** From so many slots on strings move bit by bit when a table has grown; fewer move within a millisecond. */
const LARGE = 1 << 16;

/** Strings that move at each addition: all have moved long before the table grows again, to four times as much. */
const MOVES = 8;

/** Strings are in several lists, since one list that grows is copied. */
const CHUNK_BITS = 16;
const CHUNK_MASK = (1 << CHUNK_BITS) - 1;

/** A set of strings; every string is passed with its hash. */
export class StringTable {
  /** For each slot the number of a string plus one; 0 is free. */
  #slots = new Int32Array(FIRST_CAPACITY);
  #mask = FIRST_CAPACITY - 1;
  #hashes = new Int32Array(FIRST_CAPACITY / 2);
  #notes = new Int32Array(FIRST_CAPACITY / 2);
  #chunks: string[][] = newChunks();
  #count = 0;
  /** The slots of a table that has grown, while strings move from there; the first so many have moved. */
  #oldSlots: Int32Array | undefined = undefined;
  #oldMask = 0;
  #moved = 0;
  #toMove = 0;
  /** Strings of the same hash that the last search met. */
  #sameHash = 0;

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
    return this.#chunks[this.last >>> CHUNK_BITS][this.last & CHUNK_MASK];
  }

  /** Adds a string: `Seen.no` if it is new, `Seen.unknown` if its hash has too many strings to be searched. */
  add(string: string, hash: number): 0 | 1 | 2 {
    const slots = this.#slots;
    const mask = this.#mask;
    const hashes = this.#hashes;
    const chunks = this.#chunks;
    let sameHash = 0;
    let slot = (hash >>> 1) & mask;
    for (let entry = slots[slot]; entry !== 0; entry = slots[slot]) {
      if (hashes[entry - 1] === hash) {
        if (chunks[(entry - 1) >>> CHUNK_BITS][(entry - 1) & CHUNK_MASK] === string) {
          this.last = entry - 1;
          return Seen.yes;
        }
        if (++sameHash === MAX_SAME_HASH) return Seen.unknown;
      }
      slot = (slot + 1) & mask;
    }
    if (this.#oldSlots !== undefined) {
      const index = this.#search(this.#oldSlots, string, hash, sameHash);
      if (index >= 0) this.last = index;
      if (index !== NOT_FOUND) return index >= 0 ? Seen.yes : Seen.unknown;
      this.#moveSome(MOVES);
      // Another string may be there now.
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
    }
    const count = (this.last = this.#count++);
    hashes[count] = hash;
    if ((count & CHUNK_MASK) === 0 && count > 0) chunks[chunks.length] = nullPrototypeList();
    chunks[count >>> CHUNK_BITS][count & CHUNK_MASK] = string;
    slots[slot] = count + 1;
    if (2 * (count + 1) > mask) this.#grow();
    return Seen.no;
  }

  /** True if the string was added. */
  has(string: string, hash: number): boolean {
    return this.indexOf(string, hash) >= 0;
  }

  /** How many strings were added before this one; negative if it was not added, or its hash has too many strings. */
  indexOf(string: string, hash: number): number {
    const index = this.#search(this.#slots, string, hash, 0);
    return index === NOT_FOUND && this.#oldSlots !== undefined
      ? this.#search(this.#oldSlots, string, hash, this.#sameHash)
      : index;
  }

  /** The number of a string in the slots or the old ones, after `sameHash` others of the same hash. */
  #search(slots: Int32Array, string: string, hash: number, sameHash: number): number {
    const isOld = slots !== this.#slots;
    const mask = isOld ? this.#oldMask : this.#mask;
    // What has moved was looked at in its new place.
    const from = isOld ? this.#moved : 0;
    for (let slot = (hash >>> 1) & mask, entry = slots[slot]; entry !== 0; entry = slots[slot]) {
      const index = entry - 1;
      if (index >= from && this.#hashes[index] === hash) {
        if (this.#chunks[index >>> CHUNK_BITS][index & CHUNK_MASK] === string) return index;
        if (++sameHash === MAX_SAME_HASH) return TOO_MANY;
      }
      slot = (slot + 1) & mask;
    }
    this.#sameHash = sameHash;
    return NOT_FOUND;
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
      this.#chunks = newChunks();
      this.#oldSlots = undefined;
    } else {
      // A small value has two or three strings: clearing their slots is faster than clearing all.
      const slots = this.#slots;
      for (let i = 0; i < count; i++) {
        let slot = (this.#hashes[i] >>> 1) & this.#mask;
        while (slots[slot] !== i + 1) slot = (slot + 1) & this.#mask;
        slots[slot] = 0;
        this.#chunks[0][i] = '';
      }
    }
    this.#count = 0;
  }

  #grow(): void {
    if (this.#oldSlots !== undefined) this.#moveSome(Infinity);
    const capacity = 4 * (this.#mask + 1);
    const count = this.#count;
    const old = this.#hashes;
    const oldNotes = this.#notes;
    const hashes = new Int32Array(capacity / 2);
    const notes = new Int32Array(capacity / 2);
    for (let i = 0; i < count; i++) {
      hashes[i] = old[i];
      notes[i] = oldNotes[i];
    }
    this.#hashes = hashes;
    this.#notes = notes;
    this.#oldSlots = this.#slots;
    this.#oldMask = this.#mask;
    this.#slots = new Int32Array(capacity);
    this.#mask = capacity - 1;
    this.#moved = 0;
    this.#toMove = count;
    if (capacity <= LARGE) this.#moveSome(Infinity);
  }

  /** Puts so many more strings of a table that has grown into the new slots. */
  #moveSome(count: number): void {
    const to = min(this.#toMove, this.#moved + count);
    for (let i = this.#moved; i < to; i++) this.#put(i);
    this.#moved = to;
    if (to === this.#toMove) this.#oldSlots = undefined;
  }

  /** Puts the number of a string into the first free slot of its hash. */
  #put(index: number): void {
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = (this.#hashes[index] >>> 1) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = index + 1;
  }
}

/** Results of a search that found no string. */
const NOT_FOUND = -1;
const TOO_MANY = -2;

function newChunks(): string[][] {
  const chunks = nullPrototypeList<string[]>();
  chunks[0] = nullPrototypeList();
  return chunks;
}
