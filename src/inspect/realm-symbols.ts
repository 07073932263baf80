/** Symbols that exist whether or not a value does: the well-known ones. */
import * as js from '../platform/intrinsics.ts';
import { SafeSet } from '../platform/safe-collections.ts';

const wellKnown: ReadonlySet<symbol> = /* @__PURE__ */ findWellKnown();

function findWellKnown(): Set<symbol> {
  const found = new SafeSet<symbol>();
  for (const name of js.getOwnPropertyNames(Symbol)) {
    const value = js.getOwnPropertyDescriptor(Symbol, name)?.value as unknown;
    if (typeof value === 'symbol') found.add(value);
  }
  return found;
}

/** True for well-known symbols, such as `Symbol.iterator`. */
export function isRealmSymbol(symbol: symbol): boolean {
  return wellKnown.has(symbol);
}
