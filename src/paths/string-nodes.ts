/**
 * Which occurrences of a text are one string: the same rule by which the weigher counts them, kept so that each
 * occurrence can be looked at again after the walk.
 */
import type { Layout } from '../layout/layout.ts';
import { stringBytes } from '../layout/strings.ts';
import { EngineText, engineTextOf } from '../weigh/strings/read-only-strings.ts';
import * as js from '../platform/intrinsics.ts';
import { isTwoByteScanned, scanned, scanText } from '../weigh/strings/scan-string.ts';
import { StringTable } from '../weigh/strings/string-table.ts';
import type { StringWeigher } from '../weigh/strings/string-weigher.ts';
import { Column, octets, words } from './column.ts';

/** What is known of a text, as bits: in some places equal ones count once; the first occurrence is in none of these; and its string was given out. */
const Text = { once: 1, firstIsOwn: 2, given: 4 } as const;

/** No node yet. */
const NONE = 0xffffffff;

/** Makes a node for a string. */
export type MakeTextNode = (text: string, bytes: number) => number;

/** The texts of one walk. */
export class TextTable {
  readonly #strings: StringWeigher;
  readonly #layout: Layout;
  readonly #readStrings: boolean;
  readonly #table = new StringTable();
  readonly #flags = new Column(octets);
  readonly #nodes = new Column(words);

  constructor(strings: StringWeigher, layout: Layout, readStrings: boolean) {
    this.#strings = strings;
    this.#layout = layout;
    this.#readStrings = readStrings;
  }

  /** Takes note of an occurrence, in the order of the walk. */
  meet(text: string, inPlainObject: boolean): void {
    if (!this.#readStrings || js.isImmortalText(text)) return;
    scanText(text);
    const { hash } = scanned;
    let at = this.#table.indexOf(text, hash);
    const isOwn = this.#strings.isEach(text.length, inPlainObject);
    if (at < 0) {
      if (this.#table.add(text, hash) !== 0) return;
      at = this.#flags.length;
      this.#flags.push(isOwn ? Text.firstIsOwn : 0);
      this.#nodes.push(NONE);
    }
    if (!isOwn) this.#flags.values[at] |= Text.once;
  }

  /** The node of one occurrence, made if it needs one of its own; -1 for what weighs nothing. */
  nodeOf(text: string, inPlainObject: boolean, make: MakeTextNode): number {
    const { length } = text;
    if (js.isImmortalText(text)) return -1;
    if (!this.#readStrings) return make(text, stringBytes(this.#layout, length, false));
    scanText(text);
    const { hash } = scanned;
    const bytes = stringBytes(this.#layout, length, isTwoByteScanned(text));
    if (engineTextOf(text, hash) === EngineText.yes) return -1;
    const at = this.#table.indexOf(text, hash);
    if (at < 0) return make(text, bytes);
    const flags = this.#flags.values[at];
    const nodes = this.#nodes.values;
    if (this.#strings.isEach(length, inPlainObject)) {
      // The first such string may be the one that is shared by the places in which equal ones count once.
      if (flags !== (Text.once | Text.firstIsOwn)) return make(text, bytes);
      this.#flags.values[at] |= Text.given;
    }
    if (nodes[at] === NONE) nodes[at] = make(text, bytes);
    return nodes[at];
  }
}
