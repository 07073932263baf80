/**
 * What measures calls, which needs Node: portable code gets at it here once a Node entry is loaded, so that no bundle
 * for browsers has Node's modules in it.
 */
import { isNode } from '../platform/builtin-module.ts';
import type { CallMeter } from '../profile/call-figures.ts';

let load: (() => Promise<CallMeter>) | undefined;

/** To be called when a Node entry is loaded. */
export function provideCallMeter(provided: () => Promise<CallMeter>): void {
  load = provided;
}

/** A variable, so that a bundler does not take the module in; in a bundle the program imports it itself. */
const NODE_ENTRY = ['heapscale', 'node'].join('/');

/**
 * The module that measures calls.
 *
 * @throws {Error} (as a rejection) if this is not Node, or heapscale/node is not found.
 */
export async function callMeter(caller: string): Promise<CallMeter> {
  if (!isNode()) throw new Error(`${caller} needs Node: a page cannot measure its own heap`);
  if (load === undefined) {
    try {
      await import(/* webpackIgnore: true */ /* @vite-ignore */ NODE_ENTRY);
    } catch {
      // Reported below.
    }
  }
  if (load === undefined)
    throw new Error(`${caller} measures by what only Node has: import heapscale/node before it is called`);
  return load();
}
