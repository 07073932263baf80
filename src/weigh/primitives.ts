/**
 * Heap numbers, bigints and symbols: which of them were met, since several references may share one, and their rows of
 * the totals.
 */
import type { Layout } from '../layout/layout.ts';
import { bigintBytes, consBytes, SHORTEST_INDIRECT } from '../layout/strings.ts';
import * as js from '../platform/intrinsics.ts';
import { SafeSet } from '../platform/safe-collections.ts';
import { isRealmSymbol } from '../inspect/realm-symbols.ts';
import { DistinctNumbers } from './distinct-numbers.ts';
import type { TypeTotal } from './size-estimate.ts';
import type { Totals } from './totals.ts';

/** Adds up the primitives of one value that are heap objects, except strings. */
export class Primitives {
  readonly #rows: Totals;
  readonly #distinct = new DistinctNumbers();
  #bigints: Set<bigint> | undefined = undefined;
  #symbols: Set<symbol> | undefined = undefined;
  #numberRow: TypeTotal | undefined = undefined;

  constructor(rows: Totals) {
    this.#rows = rows;
  }

  /** Adds a reference to a heap number; returns its bytes. */
  number(layout: Layout, value: number): number {
    const row = (this.#numberRow ??= this.#rows.of('number'));
    const bytes = layout.heapNumber;
    row.count++;
    row.between(0, bytes, bytes);
    this.#distinct.add(value);
    return bytes;
  }

  /** Adds as many references to heap numbers; returns their bytes. */
  numbers(layout: Layout, count: number): number {
    const row = (this.#numberRow ??= this.#rows.of('number'));
    const bytes = count * layout.heapNumber;
    row.count += count;
    row.between(0, bytes, bytes);
    return bytes;
  }

  /** Distinguishes a number that is counted with the object that holds it. */
  distinguish(value: number): void {
    this.#distinct.add(value);
  }

  /** Adds the bytes of the heap numbers that are certainly not shared to the interval. */
  addLeast(layout: Layout, totals: Totals): void {
    const { count } = this.#distinct;
    if (count > 0) totals.of('number').min += count * layout.heapNumber;
  }

  /** Adds a reference to a bigint; returns its bytes. */
  bigint(layout: Layout, value: bigint): number {
    const row = this.#rows.of('bigint');
    const bytes = bigintBytes(layout, value);
    const seen = (this.#bigints ??= new SafeSet());
    row.count++;
    // Two slots may share one; V8 does not merge equal ones.
    row.between(seen.has(value) ? 0 : bytes, bytes, bytes);
    seen.add(value);
    return bytes;
  }

  /** Adds a symbol; returns the description to be added, empty if the symbol was met before or is the engine's own. */
  symbol(layout: Layout, value: symbol): string {
    const seen = (this.#symbols ??= new SafeSet());
    if (seen.has(value) || isRealmSymbol(value)) return '';
    seen.add(value);
    const row = this.#rows.of('symbol');
    row.count++;
    row.exact(layout.symbol);
    const description = js.symbolDescription(value) ?? '';
    // One that was concatenated is a rope: reading it for a symbol does not replace that by its flat copy.
    if (description.length >= SHORTEST_INDIRECT) row.max += consBytes(layout);
    return description;
  }

  /** Forgets which were met, and keeps the sums. */
  forget(): void {
    this.#distinct.forget();
    this.#bigints = this.#symbols = undefined;
  }

  /** Prepares for the next value, after the rows were removed. */
  clear(): void {
    this.#distinct.clear();
    this.#bigints = this.#symbols = undefined;
    this.#numberRow = undefined;
  }
}
