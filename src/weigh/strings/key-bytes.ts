/**
 * Keys of a dictionary-mode object: they live in its table and not in a hidden class, so they count as its own.
 * One-character names and the realm's symbols are V8's.
 */
import type { Layout } from '../../layout/layout.ts';
import { stringBytes } from '../../layout/strings.ts';
import { isRealmSymbol } from '../../walk/boundary.ts';
import * as js from '../../platform/intrinsics.ts';

/** Bytes of names, from the one at `from` on, and of symbols with their descriptions. */
export function keyBytes(layout: Layout, names: readonly string[], from: number, symbols: readonly symbol[]): number {
  let bytes = 0;
  for (let i = from; i < names.length; i++) bytes += textBytes(layout, names[i]);
  for (let i = 0; i < symbols.length; i++) {
    if (!isRealmSymbol(symbols[i])) bytes += layout.symbol + textBytes(layout, js.symbolDescription(symbols[i]) ?? '');
  }
  return bytes;
}

function textBytes(layout: Layout, text: string): number {
  return text.length > 1 ? stringBytes(layout, text.length, false) : 0;
}
