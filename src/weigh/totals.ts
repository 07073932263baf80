/**
 * The sums of a walk: bytes by type, state that could not be followed, duplicate strings. Every source of a report (a
 * walk, a sample, a merge, a heap snapshot) fills one of these, and `report/report-of.ts` turns it into the report.
 */
import { MAX_HIDDEN_TYPES } from '../inspect/hidden-kinds.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import { nullPrototypeList, SafeMap, SafeSet } from '../platform/safe-collections.ts';
import { TypeTotal } from './size-estimate.ts';

/** Up to this many rows are searched one by one before they are indexed: most values have a handful of types. */
const INLINE_CAPACITY = 12;

/** The objects of one kind of hidden state. */
export interface HiddenTotal {
  count: number;
  readonly types: Set<string>;
}

/** Rows by type, and the other sums. */
export class Totals {
  /** Those from `count` on were used before, and are used again. */
  readonly #rows: TypeTotal[] = nullPrototypeList();
  #byType: Map<string, TypeTotal> | undefined = undefined;
  /** By kind, in the order in which they were met; undefined if there is none. */
  hidden: Map<HiddenKind, HiddenTotal> | undefined = undefined;
  /** The number of rows. */
  count = 0;
  /** Occurrences of strings beyond the first of each. */
  duplicates = 0;
  /** Bytes of these occurrences if none of them is shared. */
  duplicateBytes = 0;

  /** Bytes that plain objects of many names take more if V8 keeps them as hash tables. */
  wideBytes = 0;
  /** Bytes that the best estimate is likely too high and too low by, at most. */
  less = 0;
  more = 0;

  /** The row at an index, from 0 to `count - 1`. */
  at(place: number): TypeTotal {
    return this.#rows[place];
  }

  /** The best estimate for all of them, on the heap and off it. */
  get bytes(): number {
    let bytes = 0;
    for (let i = 0; i < this.count; i++) bytes += this.#rows[i].bytes + this.#rows[i].external;
    return bytes;
  }

  /** The row of a type; undefined if there is none. */
  find(type: string): TypeTotal | undefined {
    for (let i = 0; i < this.count && i < INLINE_CAPACITY; i++) if (this.#rows[i].type === type) return this.#rows[i];
    return this.#byType?.get(type);
  }

  /** The row of a type; created if it is new. */
  of(type: string): TypeTotal {
    const rows = this.#rows;
    const { count } = this;
    for (let i = 0; i < count && i < INLINE_CAPACITY; i++) if (rows[i].type === type) return rows[i];
    const known = this.#byType?.get(type);
    if (known !== undefined) return known;
    let row: TypeTotal | undefined = rows[count];
    if (row === undefined) rows[count] = row = new TypeTotal(type);
    else row.renew(type);
    this.count = count + 1;
    if (count >= INLINE_CAPACITY) (this.#byType ??= new SafeMap<string, TypeTotal>()).set(type, row);
    return row;
  }

  /** The row of a kind of hidden state; created if it is new. */
  ofHidden(kind: HiddenKind): HiddenTotal {
    const hidden = (this.hidden ??= new SafeMap<HiddenKind, HiddenTotal>());
    let row = hidden.get(kind);
    if (row === undefined) hidden.set(kind, (row = { count: 0, types: new SafeSet() }));
    return row;
  }

  /** Counts hidden state of an object of this type; only the first types are listed by name. */
  addHidden(kind: HiddenKind, typeName: string, count: number): void {
    const row = this.ofHidden(kind);
    row.count += count;
    if (row.types.size < MAX_HIDDEN_TYPES) row.types.add(typeName);
  }

  /** Adds other totals, `times` times. */
  add(others: Totals, times = 1): void {
    for (let i = 0; i < others.count; i++) {
      const from = others.at(i);
      const row = this.of(from.type);
      row.add(from, times);
      row.count += from.count * times;
      row.external += from.external * times;
    }
    this.duplicates += others.duplicates * times;
    this.duplicateBytes += others.duplicateBytes * times;
    this.wideBytes += others.wideBytes * times;
    this.less += others.less * times;
    this.more += others.more * times;
    others.hidden?.forEach(({ count, types }, kind) => {
      this.ofHidden(kind).count += count * times;
      types.forEach((type) => this.addHidden(kind, type, 0));
    });
  }

  /** Removes everything. */
  clear(): void {
    if (this.count > INLINE_CAPACITY) this.#rows.length = INLINE_CAPACITY;
    this.count = 0;
    this.#byType = this.hidden = undefined;
    this.duplicates = this.duplicateBytes = this.wideBytes = this.less = this.more = 0;
  }
}
