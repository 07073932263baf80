/** What else a report says of the strings of a small value: the interval, and what is repeated. */
import type { Layout } from '../../layout/layout.ts';
import { TypeTotal } from '../size-estimate.ts';
import type { Totals } from '../totals.ts';
import type { FewStrings } from './few-strings.ts';
import { ReadOnlyString, readOnlyStringOf } from './read-only-strings.ts';
import { Repeats } from './repeats.ts';

/** Sums up the strings that a {@link FewStrings} has met, by the rules of `StringWeigher`. */
export class FewStringSums {
  readonly repeats = new Repeats();
  readonly #layout: Layout;
  readonly #row = new TypeTotal('string');

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** Adds them to the totals; {@link repeats} is what was repeated, until the next call. */
  addTo(totals: Totals, { strings, sizes, hashes, repeats, met }: FewStrings): void {
    const row = this.#row;
    row.renew(row.type);
    this.repeats.clear();
    for (let i = 0; i < met; i++) {
      const size = sizes[i];
      const again = repeats[i];
      if (size < 0) row.max -= size * (1 + again);
      else this.#add(totals, i, size, again, strings[i], hashes[i]);
    }
    if (row.max === 0) return;
    const sum = totals.of('string');
    sum.count += row.count;
    sum.add(row);
  }

  #add(totals: Totals, at: number, size: number, again: number, string: string, hash: number): void {
    const row = this.#row;
    row.count++;
    row.between(readOnlyStringOf(string, hash) === ReadOnlyString.no ? size : 0, size, size);
    if (again === 0) return;
    const { length } = string;
    const bytes = again * size;
    totals.duplicates += again;
    totals.duplicateBytes += bytes;
    row.max += bytes;
    if (length > this.#layout.jsonInternalizedLength) {
      row.count += again;
      row.bytes += bytes;
      this.repeats.long += bytes;
    } else {
      for (let i = 0; i < again; i++) this.repeats.addOnce(at, size, length);
    }
  }
}
