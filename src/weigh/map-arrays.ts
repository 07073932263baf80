/**
 * Arrays that are values of a Map. Those of one Map are alike: if their lengths differ, code has added to them, since
 * JSON.parse makes no Map.
 */
import type { Layout } from '../layout/layout.ts';
import { HeldArrays } from './held-arrays.ts';

/** The arrays of the Maps of one value. */
export class MapArrays {
  /** Those of the last Map. */
  #last: HeldArrays | undefined = undefined;
  #spare = 0;

  /** Adds an array of the last Map. */
  add(length: number): void {
    (this.#last ??= new HeldArrays()).add(0, length);
  }

  /** Call this before the arrays of another Map. */
  settle(layout: Layout): void {
    const arrays = this.#last;
    if (arrays === undefined) return;
    this.#last = undefined;
    if (arrays.hasGrown) this.#spare += arrays.spareBytes(layout, true, false);
  }

  /** The spare capacity of all of them, in bytes. */
  spareBytes(layout: Layout): number {
    this.settle(layout);
    return this.#spare;
  }

  /** Removes all arrays. */
  clear(): void {
    this.#last = undefined;
    this.#spare = 0;
  }
}
