/** Finds the typed array that holds the numbers of a list without loss. */
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

/** A typed array class: its name and constructor. */
export interface NumberType {
  readonly name: string;
  readonly make: new (length: number) => object;
}

/** Scans a list of numbers that may have gaps. */
export class NumberScan {
  numbers = 0;
  /** Holes, undefined or null. */
  gaps = 0;
  /** True if anything else was met. */
  isMixed = false;
  #min = Infinity;
  #max = -Infinity;
  #integers = true;
  #singles = true;
  #nan = false;

  /** Adds one value; false if the list cannot be a typed array. */
  add(value: unknown): boolean {
    if (typeof value === 'number') {
      this.numbers++;
      if (value !== value) this.#nan = true;
      else {
        // Minus zero does not count as an integer: an integer array would lose its sign.
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

  /** True if the typed array needs NaN for gaps. */
  get needsNaN(): boolean {
    return this.gaps > 0;
  }

  /** The narrowest typed array; undefined if none fits, or if gaps and NaN could not be distinguished. */
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
