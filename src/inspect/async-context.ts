/**
 * The context of an AsyncLocalStorage. Node stores it in what was created in it (promises, timers, requests) under a
 * symbol: it is the surroundings in which the object was created, and every object of a request has the same, so what
 * it holds does not belong to the object.
 *
 * Node 20 and 22 have a symbol for each storage, which nothing leads to. To make a resource and read its symbols would
 * run the program's `async_hooks`, and the current resource lacks the storages that began later. So the holder decides:
 * Node numbers what it stores a context in, under other symbols, or it is an object of Node's own. A program may have a
 * symbol of the same description in any other object.
 */
import * as js from '../platform/intrinsics.ts';
import { brands } from './brands.ts';
import { classNameOf } from './class-name.ts';

/** True if Node stores a context in `holder` under this symbol; `symbols` are all that the holder has. */
export function isAsyncContext(symbol: symbol, holder: object, symbols: readonly symbol[]): boolean {
  const description = js.symbolDescription(symbol);
  if (description !== 'kResourceStore' && description !== 'kAsyncContextFrame' && description !== 'context_frame')
    return false;
  if (js.symbolKey(symbol) !== undefined) return false;
  for (let i = 0; i < symbols.length; i++) {
    const name = js.symbolDescription(symbols[i]);
    if (name === 'async_id_symbol' || name === 'asyncId') return true;
  }
  return isHandle(holder);
}

/** Handles and requests are numbered by Node's C++ classes. */
function isHandle(holder: object): boolean {
  if (brands.isProxy(holder)) return false;
  for (let at = js.getPrototypeOf(holder); at !== null && !brands.isProxy(at); at = js.getPrototypeOf(at)) {
    const name = classNameOf(at);
    if (name === 'AsyncWrap' || name === 'MessagePort' || name === 'HTTPServerAsyncResource') return true;
  }
  return false;
}
