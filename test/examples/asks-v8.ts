/**
 * Whether an example looks at the whole heap, or repeats a call many times, which takes a second or more: it is run by
 * `run-long-examples.ts`.
 */
const LOOKS_AT_ALL = [
  /\b(?:exact\w+|verify|retainersOf|calibrate|readSnapshot|ownersOf|instancesOf|sizeOfInstances)\(/,
  /\b(?:census|censusOfThreads|trackCensus|findLeaks|startAllocations|profileMemory|measureMemory)\(/,
  /(?:Exactly|Collectable|NoGrowth|Leaves?Nothing|Allocates?Less|PeakBelow)\(/,
];

/** True if the code of an example does. */
export function asksV8(code: string): boolean {
  return LOOKS_AT_ALL.some((pattern) => pattern.test(code));
}
