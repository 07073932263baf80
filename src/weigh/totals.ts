/** The bytes of a walk by type: a list, because most values have a handful of types, with an index once it grows long. */
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';
import { TypeTotal } from './size-estimate.ts';

/** So many rows are looked through one by one before they are indexed. */
const INLINE_CAPACITY = 12;

/** Rows by type. */
export class Totals {
  readonly #rows: TypeTotal[] = nullPrototypeList();
  #byType: Map<string, TypeTotal> | undefined = undefined;
  /** How many there are. */
  count = 0;

  /** The row at a place, from 0 to `count - 1`. */
  at(place: number): TypeTotal {
    return this.#rows[place];
  }

  /** The best figure for all of them, on the heap and off it. */
  get bytes(): number {
    let bytes = 0;
    for (let i = 0; i < this.count; i++) bytes += this.#rows[i].bytes + this.#rows[i].external;
    return bytes;
  }

  /** The row of a type; made if it is new. */
  of(type: string): TypeTotal {
    const rows = this.#rows;
    const { count } = this;
    for (let i = 0; i < count && i < INLINE_CAPACITY; i++) if (rows[i].type === type) return rows[i];
    const known = this.#byType?.get(type);
    if (known !== undefined) return known;
    const row = new TypeTotal(type);
    rows[count] = row;
    this.count = count + 1;
    if (count >= INLINE_CAPACITY) (this.#byType ??= new SafeMap<string, TypeTotal>()).set(type, row);
    return row;
  }

  /** Adds what other rows hold, `times` times. */
  add(others: Totals, times = 1): void {
    for (let i = 0; i < others.count; i++) {
      const from = others.at(i);
      const row = this.of(from.type);
      row.add(from, times);
      row.count += from.count * times;
      row.external += from.external * times;
    }
  }

  /** Forgets all rows. */
  clear(): void {
    if (this.count > INLINE_CAPACITY) this.#rows.length = INLINE_CAPACITY;
    this.count = 0;
    this.#byType = undefined;
  }
}
