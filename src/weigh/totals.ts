/** The bytes of a walk by type: a list, because most values have a handful of types, with an index once it grows long. */
import { bareList, SafeMap } from '../platform/safe-collections.ts';
import { Row } from './size-estimate.ts';

/** So many rows are looked through one by one before they are indexed. */
const FEW = 12;

/** Rows by type. */
export class Rows {
  readonly #rows: Row[] = bareList();
  #byType: Map<string, Row> | undefined = undefined;
  /** How many there are. */
  count = 0;

  /** The row at a place, from 0 to `count - 1`. */
  at(place: number): Row {
    return this.#rows[place];
  }

  /** The best figure for all of them, on the heap and off it. */
  get bytes(): number {
    let bytes = 0;
    for (let i = 0; i < this.count; i++) bytes += this.#rows[i].bytes + this.#rows[i].external;
    return bytes;
  }

  /** The row of a type; made if it is new. */
  of(type: string): Row {
    const rows = this.#rows;
    const { count } = this;
    for (let i = 0; i < count && i < FEW; i++) if (rows[i].type === type) return rows[i];
    const known = this.#byType?.get(type);
    if (known !== undefined) return known;
    const row = new Row(type);
    rows[count] = row;
    this.count = count + 1;
    if (count >= FEW) (this.#byType ??= new SafeMap<string, Row>()).set(type, row);
    return row;
  }

  /** Adds what other rows hold, `times` times. */
  add(others: Rows, times = 1): void {
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
    if (this.count > FEW) this.#rows.length = FEW;
    this.count = 0;
    this.#byType = undefined;
  }
}
