/**
 * Distributes what the weigher computes for all objects of a shape together to each of them. Shares are rounded so that
 * they add up.
 */
import type { Layout } from '../layout/layout.ts';
import { round } from '../platform/math.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';
import type { ShapeStats } from '../weigh/shape-stats.ts';
import { Column, floats, words } from './column.ts';
import { NONE } from './edge-list.ts';

/** One shape. */
interface Share {
  readonly stats: ShapeStats;
  /** Objects assigned their share, and the weights of the arrays assigned theirs. */
  given: number;
  weight: number;
  weightGiven: number;
}

/** The shares of one walk. */
export class ShapeShares {
  readonly #layout: Layout;
  readonly #shares: Share[] = nullPrototypeList();
  readonly #numbers = new SafeMap<ShapeStats, number>();
  #lastStats: ShapeStats | undefined = undefined;
  #last = 0;
  /** By visit, the number of the object's shape plus one; 0 for objects without. */
  readonly #shapes = new Column(words);
  // Arrays first met in an object with a shape: the shape, the field, the length, the array's number.
  readonly #heldShape = new Column(words);
  readonly #heldField = new Column(words);
  readonly #heldLength = new Column(floats);
  readonly #heldNumber = new Column(words);

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** The next object has no shape. */
  skip(): void {
    this.#shapes.push(0);
  }

  /** The next object is of this shape; returns the shape's number. */
  add(stats: ShapeStats): number {
    if (stats !== this.#lastStats) {
      let number = this.#numbers.get(stats);
      if (number === undefined) {
        number = this.#shares.length;
        this.#numbers.set(stats, number);
        this.#shares[number] = { stats, given: 0, weight: 0, weightGiven: 0 };
      }
      this.#lastStats = stats;
      this.#last = number;
    }
    this.#shapes.push(this.#last + 1);
    return this.#last;
  }

  /** An object with a shape is the first to hold an array of this length. */
  hold(share: number, field: number, length: number, array: number): void {
    this.#heldShape.push(share);
    this.#heldField.push(field);
    this.#heldLength.push(length);
    this.#heldNumber.push(array);
  }

  /**
   * Adds the shares to the bytes by number of the object, after the weigher computed the totals. `visits` has the
   * numbers of those that were visited, `types` is {@link NONE} for the others.
   */
  giveOut(bytes: Float64Array, visits: Uint32Array, types: Uint32Array): void {
    const shares = this.#shares;
    const count = this.#heldShape.length;
    const weights = new Float64Array(count);
    for (let k = 0; k < count; k++) {
      const share = shares[this.#heldShape.values[k]];
      if (share.stats.spare === 0 || types[this.#heldNumber.values[k]] === NONE) continue;
      weights[k] = share.stats.arrays!.spareOf(this.#layout, this.#heldField.values[k], this.#heldLength.values[k]);
      share.weight += weights[k];
    }
    for (let k = 0; k < count; k++) {
      if (weights[k] === 0 || shares[this.#heldShape.values[k]].weight === 0) continue;
      const share = shares[this.#heldShape.values[k]];
      const { spare } = share.stats;
      const before = share.weightGiven;
      share.weightGiven += weights[k];
      bytes[this.#heldNumber.values[k]] +=
        round((spare * share.weightGiven) / share.weight) - round((spare * before) / share.weight);
    }
    const shapes = this.#shapes.values;
    for (let visit = 0; visit < this.#shapes.length; visit++) {
      if (shapes[visit] === 0) continue;
      const share = shares[shapes[visit] - 1];
      const { stats } = share;
      // Arrays that the walk met and did not visit leave their share to the objects.
      const total = stats.bytes * stats.count + (share.weight === 0 ? stats.spare : 0);
      const before = share.given++;
      bytes[visits[visit]] += round((total * share.given) / stats.count) - round((total * before) / stats.count);
    }
  }
}
