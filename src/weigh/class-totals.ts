/** Adds what only all objects of a class together show to the totals, once the walk has ended. */
import { arrayOriginOf } from '../inspect/field-arrays.ts';
import type { ArrayOrigin } from '../inspect/field-arrays.ts';
import { Storage } from '../inspect/object-facts.ts';
import type { Shape } from '../inspect/shape.ts';
import type { Layout } from '../layout/layout.ts';
import { min, round } from '../platform/math.ts';
import { addShapeParts } from './shape-size.ts';
import { doubtArrays, doubtShape } from './shape-doubts.ts';
import { addsToArrays } from './shape-stats.ts';
import type { ClassStats, ShapeStats } from './shape-stats.ts';
import { SizeEstimate } from './size-estimate.ts';
import type { Totals } from './totals.ts';

/** Knows some shapes better than the rules do. */
export interface ShapeSource {
  /** Prepares for the objects of a shape, before the first is added. */
  prepare(stats: ShapeStats, shape: Shape): void;
  /** Replaces the estimate of a shape, and adds its heap numbers; false if it does not know it. */
  isKnown(stats: ShapeStats, estimate: SizeEstimate, totals: Totals): boolean;
  /** True if it has weighed the stores of the arrays in a field, the spare capacity included. */
  knowsArrays(stats: ShapeStats, field: number): boolean;
}

/** Adds the objects of a class, shape by shape, and their heap numbers. */
export function addClass(layout: Layout, classStats: ClassStats, totals: Totals, source?: ShapeSource): void {
  const row = totals.of(classStats.info.name);
  for (let stats = classStats.first; stats !== undefined; stats = stats.next) {
    row.count += stats.count;
    const estimate = new SizeEstimate();
    addShapeParts(layout, classStats, stats, layout.objectHeader, estimate);
    const isKnown = source !== undefined && source.isKnown(stats, estimate, totals);
    const placed = isKnown ? 0 : stats.placed;
    const others = stats.count - placed;
    if (!isKnown) doubtShape(layout, classStats, stats, others, estimate);
    row.add(estimate, others);
    stats.bytes = estimate.bytes;
    if (placed > 0) {
      const bytes = placed * layout.objectHeader + stats.placedBytes;
      row.exact(bytes);
      stats.bytes = (bytes + others * estimate.bytes) / stats.count;
    }
    if (isKnown) continue;
    if (!(classStats.info.isPlainObject && classStats.value.mayBeParsed)) {
      row.bytes += stats.indexedSpare;
      stats.bytes += stats.indexedSpare / stats.count;
    }
    const arrays = stats.heldArrays;
    if (arrays !== undefined) {
      const knows = source && ((field: number) => source.knowsArrays(stats, field));
      const adds = addsToArrays(classStats, stats);
      const origins = fieldOrigins.of(classStats, stats);
      const spare = arrays.spareBytes(layout, adds, stats.beganEmpty, origins, knows);
      fieldOrigins.end();
      if (spare !== 0) stats.spare = addSpare(totals, spare);
      doubtArrays(layout, classStats, stats, arrays);
    }
    const numbers = stats.doubles + stats.heapNumbers;
    const possible = possibleHeapNumbers(stats);
    if (numbers + possible > 0) {
      const heapNumbers = totals.of('number');
      heapNumbers.count += numbers;
      heapNumbers.between(
        // Without a calibration the numbers that differ are counted all together (distinct-numbers.ts).
        source === undefined ? 0 : stats.doubles * layout.heapNumber,
        numbers * layout.heapNumber,
        (numbers + possible) * layout.heapNumber,
      );
    }
  }
}

/**
 * What the source of a class shows of the arrays in its fields. One for all, and no function made for each shape: that
 * would die with the walk, and optimised code that calls it would be discarded by the next full collection.
 */
class FieldOrigins {
  #maker: object | undefined = undefined;
  #stats: ShapeStats | undefined = undefined;

  /** Prepares for the fields of a shape; undefined for what no class made. */
  of({ info }: ClassStats, stats: ShapeStats): this | undefined {
    if (!stats.ofClass || info.constructorFunction === undefined) return undefined;
    this.#maker = info.constructorFunction;
    this.#stats = stats;
    return this;
  }

  originOf(field: number): ArrayOrigin {
    const stats = this.#stats!;
    return arrayOriginOf(this.#maker!, stats.names[stats.firstName + field]);
  }

  /** Drops the references to the shape. */
  end(): void {
    this.#maker = this.#stats = undefined;
  }
}

const fieldOrigins = new FieldOrigins();

/**
 * Adds the spare capacity of arrays, which their interval holds already, and subtracts elements that they share;
 * returns what was added.
 */
export function addSpare(totals: Totals, bytes: number): number {
  const arrays = totals.of('Array');
  const spare = round(min(bytes, arrays.max - arrays.bytes));
  arrays.bytes += spare;
  if (arrays.bytes < arrays.min) arrays.min = arrays.bytes;
  return spare;
}

/**
 * Possible heap numbers beyond those counted: any field that holds a Smi may have held a double before, in this object
 * or in another one of its hidden class, such as NaN for a position that was not known yet.
 */
function possibleHeapNumbers(stats: ShapeStats): number {
  if (stats.storage === Storage.dictionary || stats.knowsNumbers) return 0;
  // It is unknown which values under symbols are numbers.
  return stats.smis - stats.heapNumbers + stats.count * stats.keySymbols.length;
}
