/**
 * The keys of all dictionaries of one value. V8 internalises every string that is used as a key, so equal ones are one
 * string, whichever dictionary has it, and so is one that is held as a value, too.
 */
import type { Layout } from '../../layout/layout.ts';
import { stringBytes } from '../../layout/strings.ts';
import * as js from '../../platform/intrinsics.ts';
import { SafeSet } from '../../platform/safe-collections.ts';
import { isTwoByteScanned, scanned, scanString } from '../../platform/scan-string.ts';
import { isRealmSymbol } from '../../inspect/realm-symbols.ts';
import type { KeySums } from './key-bytes.ts';
import { ReadOnlyString, readOnlyStringOf } from './read-only-strings.ts';
import { Seen, StringTable } from './string-table.ts';

/** Counts each key once, and none that is in the table of the strings that the walk met. */
export class DictionaryKeys implements KeySums {
  readonly #values: StringTable;
  readonly #seen = new StringTable();
  readonly #symbols: Set<symbol> = new SafeSet();

  constructor(values: StringTable) {
    this.#values = values;
  }

  add(layout: Layout, names: readonly string[], from: number, symbols: readonly symbol[]): number {
    let bytes = 0;
    for (let i = from; i < names.length; i++) bytes += this.#string(layout, names[i]);
    for (let i = 0; i < symbols.length; i++) {
      const symbol = symbols[i];
      if (isRealmSymbol(symbol) || this.#symbols.has(symbol)) continue;
      this.#symbols.add(symbol);
      bytes += layout.symbol + this.#string(layout, js.symbolDescription(symbol) ?? '');
    }
    return bytes;
  }

  #string(layout: Layout, string: string): number {
    if (js.isReadOnlyRootString(string)) return 0;
    scanString(string);
    const { hash } = scanned;
    const isTwoByte = isTwoByteScanned(string);
    if (this.#values.has(string, hash) || readOnlyStringOf(string, hash) === ReadOnlyString.yes) return 0;
    return this.#seen.add(string, hash) === Seen.yes ? 0 : stringBytes(layout, string.length, isTwoByte);
  }
}
