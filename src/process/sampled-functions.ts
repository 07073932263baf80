/** The functions in a profile of V8's sampling heap profiler, whose lines and columns begin at 0. */
import type { SampledFunction } from '../platform/inspector-protocol.ts';
import type { AllocatingFunction } from './allocation-functions.ts';

/** A function as the profiler names it. */
export type SampledFrame = SampledFunction['callFrame'];

/** The same for calls of the same function. */
export function frameKey({ scriptId, lineNumber, columnNumber, functionName }: SampledFrame): string {
  return `${scriptId}:${lineNumber}:${columnNumber}:${functionName}`;
}

/** The function with its place counted from 1, as in a snapshot's traces. */
export function toAllocatingFunction(frame: SampledFrame): AllocatingFunction {
  const { functionName: name, url, scriptId, lineNumber, columnNumber } = frame;
  return { name, url, scriptId: Number(scriptId), line: lineNumber + 1, column: columnNumber + 1 };
}
