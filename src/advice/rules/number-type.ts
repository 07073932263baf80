/** Which typed array holds the numbers of a list without losing any of them. */
import { round } from '../../platform/math.ts';

/** Captured when this module loads, narrowest first where there is a choice. */
const INTEGER_TYPES = [
  { name: 'Uint8Array', make: Uint8Array, min: 0, max: 0xff },
  { name: 'Int8Array', make: Int8Array, min: -0x80, max: 0x7f },
  { name: 'Uint16Array', make: Uint16Array, min: 0, max: 0xffff },
  { name: 'Int16Array', make: Int16Array, min: -0x8000, max: 0x7fff },
  { name: 'Int32Array', make: Int32Array, min: -0x80000000, max: 0x7fffffff },
  { name: 'Uint32Array', make: Uint32Array, min: 0, max: 0xffffffff },
] as const;
const SINGLE = { name: 'Float32Array', make: Float32Array } as const;
const DOUBLE = { name: 'Float64Array', make: Float64Array } as const;
const { fround } = Math;

/** A typed array: its name, and how one of a given length is made. */
export interface NumberType {
  readonly name: string;
  readonly make: new (length: number) => object;
}

/** What was met in a list that is all numbers but for gaps. */
export class NumberScan {
  numbers = 0;
  /** Holes, undefined or null. */
  gaps = 0;
  /** Something else was met. */
  isMixed = false;
  #min = Infinity;
  #max = -Infinity;
  #integers = true;
  #singles = true;
  #nan = false;

  /** Takes one value; false once the list can be no typed array. */
  add(value: unknown): boolean {
    if (typeof value === 'number') {
      this.numbers++;
      if (value !== value) this.#nan = true;
      else {
        // Minus zero is no integer: an integer array would lose its sign.
        if (this.#integers && (round(value) !== value || (value === 0 && 1 / value < 0))) this.#integers = false;
        if (this.#singles && fround(value) !== value) this.#singles = false;
        if (value < this.#min) this.#min = value;
        if (value > this.#max) this.#max = value;
      }
      return true;
    }
    if (value === undefined || value === null) {
      this.gaps++;
      return true;
    }
    this.isMixed = true;
    return false;
  }

  /** True if gaps would be NaN in a typed array. */
  get needsNaN(): boolean {
    return this.gaps > 0;
  }

  /** The narrowest typed array; undefined if there is none, or if a gap could not be told from a NaN. */
  get type(): NumberType | undefined {
    if (this.isMixed || this.numbers === 0 || (this.gaps > 0 && this.#nan)) return undefined;
    if (this.#integers && !this.#nan && this.gaps === 0) {
      for (let i = 0; i < INTEGER_TYPES.length; i++) {
        const type = INTEGER_TYPES[i];
        if (this.#min >= type.min && this.#max <= type.max) return type;
      }
    }
    return this.#singles ? SINGLE : DOUBLE;
  }
}
