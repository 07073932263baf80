/** What a calibration says about the arrays of one place: spare capacity, shared elements, heap numbers. */
import { capacityAfterPushes } from '../layout/capacity.ts';
import { max, min } from '../platform/math.ts';
import type { SizeEstimate } from '../weigh/size-estimate.ts';
import type { ArraySums } from './data.ts';
import { doubt } from './doubt.ts';

/** The arrays of one place. */
export class PlaceArrays {
  readonly boxed: number;
  readonly mixedBoxed: number;
  /** The same for arrays of numbers that are not kept as doubles: the part that is not shared with other objects. */
  readonly taggedBoxed: number;
  readonly #sums: ArraySums;
  readonly #grown: number;
  readonly #own: number;
  readonly #doubt: number;

  constructor(sums: ArraySums) {
    const { count, exactBytes, grownBytes, bytes, sharedBytes, empty, doubles, mixedDoubles } = sums;
    this.#sums = sums;
    this.#grown = grownBytes === exactBytes ? 0 : (bytes - exactBytes) / (grownBytes - exactBytes);
    this.#own = exactBytes + sharedBytes === 0 ? 1 : exactBytes / (exactBytes + sharedBytes);
    this.#doubt = doubt(count + empty);
    this.boxed = doubles === 0 ? 0 : sums.boxed / doubles;
    this.taggedBoxed = sums.inBoxed > 0 ? sums.boxed / sums.inBoxed : doubles > 0 ? 0 : 1;
    this.mixedBoxed = mixedDoubles === 0 ? 1 : sums.mixedBoxed / mixedDoubles;
  }

  /**
   * Changes the estimate of one array; `exact` are the bytes of its elements in it, `slotBytes` those of an element, 0
   * if its capacity does not follow from its length; `isOwn`: it certainly shares them with no other.
   */
  apply(length: number, exact: number, slotBytes: number, estimate: SizeEstimate, isOwn = false): void {
    const { empty, emptyBytes, start, least, most } = this.#sums;
    const before = estimate.bytes;
    let low: number;
    let high: number;
    let own: number;
    if (length === 0) {
      own = emptyBytes / max(1, empty);
      low = emptyBytes === 0 ? 0 : -exact;
      high = emptyBytes === 0 ? 0 : max(own, estimate.max - before);
    } else {
      const growth = slotBytes === 0 ? 0 : (capacityAfterPushes(start, length) - length) * slotBytes;
      const part = isOwn ? 1 : this.#own;
      own = (exact + this.#grown * growth) * part;
      low = (exact + min(least, this.#grown) * growth) * (part < 1 ? 0 : 1);
      high = exact + max(most, this.#grown) * growth;
    }
    const base = before - exact;
    const part = this.#doubt;
    estimate.bytes = base + own;
    low += base;
    high += base;
    estimate.min = low - part * max(0, low - estimate.min);
    estimate.max = high + part * max(0, estimate.max - high);
  }
}
