/**
 * Duplicate strings. JSON.parse internalises short values, and literals of the program are shared; longer parsed
 * values, and concatenated or decoded strings, are a new string each time.
 */
import { SafeMap } from '../../platform/safe-collections.ts';
import { scanned, scanString } from '../../platform/scan-string.ts';
import { Seen, StringTable } from '../../weigh/strings/string-table.ts';
import { formatCount } from '../../report/table.ts';
import { quoted } from './contents.ts';
import type { Place } from '../place.ts';
import type { Rule } from '../proposal.ts';

/** How many distinct strings are remembered; of later ones only one in {@link SAMPLED}, chosen by its hash. */
const MAX_STRINGS = 1 << 18;

/** Equal strings are either all chosen or not, so the duplicates among the chosen represent all. */
const SAMPLED = 16;

/** Strings of one field at one place. */
interface Field {
  count: number;
  bytes: number;
  /** Occurrences after the first of each string in the whole value. */
  repeats: number;
  repeatBytes: number;
  /** The longest duplicate string. */
  example: string;
  /** The node of the first string. */
  readonly node: number;
}

/** Looks for fields and arrays with many equal strings. */
export const duplicateStrings: Rule = {
  kind: 'duplicate-strings',
  examine({ eachString, stepOf }, _, propose) {
    const strings = new StringCounter();
    const byPlace = new SafeMap<Place, SafeMap<number, Field>>();
    let lastPlace: Place | undefined;
    let fields = new SafeMap<number, Field>();
    eachString((value, bytes, place, step, node) => {
      // Most strings are held where the one before is.
      if (place !== lastPlace) {
        lastPlace = place;
        const known = byPlace.get(place);
        if (known === undefined) byPlace.set(place, (fields = new SafeMap()));
        else fields = known;
      }
      let field = fields.get(step);
      if (field === undefined)
        fields.set(step, (field = { count: 0, bytes: 0, repeats: 0, repeatBytes: 0, example: '', node }));
      strings.add(value, bytes, field);
    });
    byPlace.forEach((fields, place) => {
      fields.forEach((field, step) => {
        if (field.repeats === 0) return;
        propose({
          path: place.path + stepOf(field.node),
          count: field.count,
          before: field.bytes,
          after: field.bytes - field.repeatBytes,
          strings: { place, step },
          reason: `${formatCount(field.repeats)} of them are duplicates, such as ${quoted(field.example)}`,
          action: 'keep one of each: look up every string in a Map from string to string before storing it',
          onlyIf: 'they were parsed, decoded or concatenated; literals of the program are shared already',
        });
      });
    });
  },
};

/** Counts duplicate strings. */
export class StringCounter {
  /** The first {@link MAX_STRINGS} distinct strings. */
  readonly #early = new StringTable();
  #different = 0;
  /** Some of the later ones. */
  readonly #late = new StringTable();

  /** Adds one occurrence to the sums of its field. */
  add(value: string, bytes: number, field: Field): void {
    field.count++;
    field.bytes += bytes;
    scanString(value);
    const weight = this.#weightOf(value, scanned.hash);
    if (weight === 0) return;
    field.repeats += weight;
    field.repeatBytes += weight * bytes;
    if (value.length > field.example.length) field.example = value;
  }

  /** How many duplicates this occurrence represents; 0 for the first of its string. */
  #weightOf(value: string, hash: number): number {
    if (this.#different < MAX_STRINGS) {
      if (this.#early.add(value, hash) === Seen.yes) return 1;
      this.#different++;
      return 0;
    }
    if (this.#early.has(value, hash)) return 1;
    // The table uses the lowest bits of the hash, the choice uses others.
    return (hash >>> 20) % SAMPLED === 0 && this.#late.add(value, hash) === Seen.yes ? SAMPLED : 0;
  }
}
