/**
 * Duplicate strings. JSON.parse internalises short values, and literals of the program are shared; longer values of
 * parsed data, and what is concatenated or decoded, are a string each time.
 */
import { SafeMap } from '../../platform/safe-collections.ts';
import { scanned, scanString } from '../../platform/scan-string.ts';
import { Seen, StringTable } from '../../weigh/strings/string-table.ts';
import { formatCount } from '../../report/table.ts';
import { quoted } from './contents.ts';
import type { Place } from '../place.ts';
import type { Rule } from '../proposal.ts';

/** So many different texts are remembered; of those that come later only one in {@link SAMPLED}, chosen by its hash. */
const MAX_TEXTS = 1 << 18;

/** Of two equal texts both are chosen or none, so the repetitions among the chosen stand for all. */
const SAMPLED = 16;

/** Texts of one field at one place. */
interface Field {
  count: number;
  bytes: number;
  /** Occurrences beyond the first one of each text in the whole value. */
  repeats: number;
  repeatBytes: number;
  /** Longest text that was repeated. */
  example: string;
  /** The node of the first text. */
  readonly node: number;
}

/** Looks for fields and arrays that hold the same texts again and again. */
export const duplicateStrings: Rule = {
  kind: 'duplicate-strings',
  examine({ eachText, stepOf }, _, propose) {
    const texts = new Texts();
    const byPlace = new SafeMap<Place, SafeMap<number, Field>>();
    eachText((text, bytes, place, step, node) => {
      let fields = byPlace.get(place);
      if (fields === undefined) byPlace.set(place, (fields = new SafeMap()));
      let field = fields.get(step);
      if (field === undefined)
        fields.set(step, (field = { count: 0, bytes: 0, repeats: 0, repeatBytes: 0, example: '', node }));
      texts.meet(text, bytes, field);
    });
    byPlace.forEach((fields, place) => {
      fields.forEach((field, step) => {
        if (field.repeats === 0) return;
        propose({
          path: place.path + stepOf(field.node),
          count: field.count,
          before: field.bytes,
          after: field.bytes - field.repeatBytes,
          texts: { place, step },
          reason: `${formatCount(field.repeats)} of them are there already, such as ${quoted(field.example)}`,
          action: 'keep one of each: look every string up in a Map from string to string before storing it',
          onlyIf: 'they were parsed, decoded or concatenated; literals of the program are shared already',
        });
      });
    });
  },
};

/** Which texts were met. */
class Texts {
  /** The first {@link MAX_TEXTS} different ones. */
  readonly #early = new StringTable();
  #different = 0;
  /** Of those that came later, some. */
  readonly #late = new StringTable();

  /** Takes one occurrence into the sums of its field. */
  meet(text: string, bytes: number, field: Field): void {
    field.count++;
    field.bytes += bytes;
    scanString(text);
    const weight = this.#weightOf(text, scanned.hash);
    if (weight === 0) return;
    field.repeats += weight;
    field.repeatBytes += weight * bytes;
    if (text.length > field.example.length) field.example = text;
  }

  /** For how many repetitions this occurrence stands; 0 for the first of its text. */
  #weightOf(text: string, hash: number): number {
    if (this.#different < MAX_TEXTS) {
      if (this.#early.add(text, hash) === Seen.yes) return 1;
      this.#different++;
      return 0;
    }
    if (this.#early.has(text, hash)) return 1;
    // The table looks at the lowest bits of a hash, the choice at others.
    return (hash >>> 20) % SAMPLED === 0 && this.#late.add(text, hash) === Seen.yes ? SAMPLED : 0;
  }
}
