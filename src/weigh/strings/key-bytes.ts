/**
 * Keys of a dictionary-mode object: they are in its table and not in a hidden class, so they count as its own.
 * One-character names are read-only roots and well-known symbols are the realm's, so neither counts.
 */
import type { Layout } from '../../layout/layout.ts';
import { stringBytes } from '../../layout/strings.ts';
import { isRealmSymbol } from '../../inspect/realm-symbols.ts';
import * as js from '../../platform/intrinsics.ts';

/** Adds up the keys of the dictionaries of one value. */
export interface KeySums {
  /** Bytes of those names, from the one at `from` on, and symbols that were not counted before. */
  add(layout: Layout, names: readonly string[], from: number, symbols: readonly symbol[]): number;
}

/** Counts every key, for the size of a single object. */
export const EACH_KEY: KeySums = { add: keyBytes };

/** Bytes of names, from the one at `from` on, and of symbols with their descriptions. */
export function keyBytes(layout: Layout, names: readonly string[], from: number, symbols: readonly symbol[]): number {
  let bytes = 0;
  for (let i = from; i < names.length; i++) bytes += stringKeyBytes(layout, names[i]);
  for (let i = 0; i < symbols.length; i++) {
    if (!isRealmSymbol(symbols[i]))
      bytes += layout.symbol + stringKeyBytes(layout, js.symbolDescription(symbols[i]) ?? '');
  }
  return bytes;
}

function stringKeyBytes(layout: Layout, string: string): number {
  return string.length > 1 ? stringBytes(layout, string.length, false) : 0;
}
