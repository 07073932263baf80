/** The strings that were looked up last: comparing one with the last of its slot costs a tenth of a table lookup. */
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';

/** Slots, by length, first and last character. */
const RECENT = 256;

/** By slot, the string that was looked up last; each slot is found with {@link placeOf}. */
export class RecentStrings {
  readonly strings: (string | undefined)[] = nullPrototypeList();
  readonly bytes = new Int32Array(RECENT);
  /** Their numbers in the table. */
  readonly numbers = new Int32Array(RECENT);
  /** The occupied slots, in order of use. */
  readonly #places = new Uint8Array(RECENT);
  #taken = 0;

  constructor() {
    for (let i = 0; i < RECENT; i++) this.strings[i] = undefined;
  }

  add(string: string, length: number, bytes: number, number: number): void {
    const place = placeOf(string, length);
    if (this.strings[place] === undefined) this.#places[this.#taken++] = place;
    this.strings[place] = string;
    this.bytes[place] = bytes;
    this.numbers[place] = number;
  }

  forget(): void {
    for (let i = 0; i < this.#taken; i++) this.strings[this.#places[i]] = undefined;
    this.#taken = 0;
  }
}

/** The cache slot of a string; strings that are numbered differ in the last character. */
export function placeOf(string: string, length: number): number {
  return (length + js.charCodeAt(string, 0) * 11 + js.charCodeAt(string, length - 1) * 37) & (RECENT - 1);
}
