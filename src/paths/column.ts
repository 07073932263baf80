/** A growing column of numbers: data on millions of nodes is in typed arrays and not in objects. */
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';

type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array;

const FIRST_ROOM = 64;

/** A growable typed array. */
export class Column<A extends Numbers> {
  /** Valid up to `length`. */
  values: A;
  length = 0;
  // A typed array's own length is a getter that a program can replace.
  #room: number;
  readonly #make: (room: number) => A;

  /** `room` is how many numbers it has room for before it must grow. */
  constructor(make: (room: number) => A, room = FIRST_ROOM) {
    this.#make = make;
    this.#room = room > FIRST_ROOM ? room : FIRST_ROOM;
    this.values = make(this.#room);
  }

  push(value: number): void {
    if (this.length === this.#room) {
      const wider = this.#make((this.#room = 2 * this.length));
      js.copyNumbers(wider, this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }

  /** Removes all numbers and frees their memory. */
  clear(): void {
    this.length = 0;
    this.values = this.#make((this.#room = FIRST_ROOM));
  }
}

export const floats = (room: number): Float64Array => new Float64Array(room);
export const integers = (room: number): Int32Array => new Int32Array(room);
export const words = (room: number): Uint32Array => new Uint32Array(room);
export const octets = (room: number): Uint8Array => new Uint8Array(room);

/** One below V8's limit for a Map that still doubles without failing. */
const MAX_PER_MAP = 2 ** 24 - 1;

/** Numbers keys in the order in which they come; more of them than one V8 Map can hold. */
export class Numbering<K> {
  #current = new SafeMap<K, number>();
  readonly #full: Map<K, number>[] = nullPrototypeList();
  size = 0;

  /** The key's number; -1 if it has none. */
  get(key: K): number {
    const number = this.#current.get(key);
    if (number !== undefined) return number;
    for (let i = 0; i < this.#full.length; i++) {
      const before = this.#full[i].get(key);
      if (before !== undefined) return before;
    }
    return -1;
  }

  /** Gives a new key the next number. */
  add(key: K): number {
    if (this.#current.size === MAX_PER_MAP) {
      this.#full[this.#full.length] = this.#current;
      this.#current = new SafeMap();
    }
    this.#current.set(key, this.size);
    return this.size++;
  }
}
