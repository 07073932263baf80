/**
 * The keys of dictionaries: V8 shares equal strings, and a symbol may be a key of many objects, so each counts where it
 * is met first.
 */
import { stringBytes } from '../layout/strings.ts';
import type { Layout } from '../layout/layout.ts';
import { symbolDescription } from '../platform/intrinsics.ts';
import { SafeSet } from '../platform/safe-collections.ts';
import { isTwoByteScanned, scanned, scanString } from '../platform/scan-string.ts';
import { isRealmSymbol } from '../inspect/realm-symbols.ts';
import { Seen, StringTable } from '../weigh/strings/string-table.ts';

/** Keys that were met. */
export class KeyTable {
  readonly #table = new StringTable();
  readonly #symbols: Set<symbol> = new SafeSet();

  /**
   * Bytes of the names from `from` on, and of the symbols with their descriptions, that were not met before; names of
   * one character have no size, nor have well-known symbols.
   */
  newBytes(layout: Layout, names: readonly string[], from: number, symbols: readonly symbol[]): number {
    let bytes = 0;
    for (let i = from; i < names.length; i++) bytes += this.#newString(layout, names[i]);
    for (let i = 0; i < symbols.length; i++) {
      const symbol = symbols[i];
      if (isRealmSymbol(symbol) || this.#symbols.has(symbol)) continue;
      this.#symbols.add(symbol);
      bytes += layout.symbol + this.#newString(layout, symbolDescription(symbol) ?? '');
    }
    return bytes;
  }

  #newString(layout: Layout, name: string): number {
    if (name.length < 2) return 0;
    scanString(name);
    if (this.#table.add(name, scanned.hash) === Seen.yes) return 0;
    return stringBytes(layout, name.length, isTwoByteScanned(name));
  }

  /** Forgets all keys. */
  clear(): void {
    this.#table.clear();
    this.#symbols.clear();
  }
}
