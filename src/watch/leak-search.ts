/**
 * The search for leaks in the whole process, which needs Node: portable code gets at it here once a Node entry is
 * loaded, so that no bundle for browsers has Node's modules in it.
 */

/** What a search found. */
export interface LeakSearchResult {
  readonly leaks: readonly object[];
}

/** Repeats a step in rounds and finds what it leaves behind. */
export type LeakSearch = (
  step: (run: number) => unknown,
  options: { readonly runs: number; readonly rounds: number; readonly warmUp: number },
) => Promise<LeakSearchResult>;

let search: LeakSearch | undefined;

/** To be called when a Node entry is loaded. */
export function provideLeakSearch(provided: LeakSearch): void {
  search = provided;
}

/** The search; undefined unless `heapscale/node`, `heapscale/vitest` or `heapscale/jest` was imported. */
export function leakSearch(): LeakSearch | undefined {
  return search;
}
