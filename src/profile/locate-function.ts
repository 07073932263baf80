/**
 * Where a function's source is, and the points in it at which V8 can stop: what a profile by line needs to know first.
 */
import { checkFunction } from '../platform/argument-checks.ts';
import { types } from 'node:util';
import type { Inspector } from '../platform/inspector.ts';
import type { ScriptPlace } from '../platform/inspector-protocol.ts';

/** A function as the debugger knows it. */
export interface LocatedFunction {
  /** Its name, or `(anonymous)`. */
  readonly name: string;
  readonly scriptId: string;
  /** The source of the whole script. */
  readonly script: string;
  /** V8's own place for it: its parameter list. */
  readonly place: ScriptPlace;
  /** Where the function's source begins and ends in the script. */
  readonly start: number;
  readonly end: number;
  /** Where each line of the script begins. */
  readonly lineStarts: readonly number[];
}

/**
 * Places in a function at which V8 can stop, in the order of the source, without those of functions inside it. Compiles
 * the function.
 */
export function pointsOf(inspector: Inspector, { place }: LocatedFunction): readonly ScriptPlace[] {
  return inspector.post('Debugger.getPossibleBreakpoints', { start: place, restrictToFunction: true }).locations;
}

/** What ends a line for V8. */
export const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

const GROUP = 'heapscale profile';

/**
 * Finds a function's source.
 *
 * @throws {TypeError} if it is not a function, or has no source that runs when it is called.
 */
export function locateFunction(inspector: Inspector, fn: unknown): LocatedFunction {
  refuseOdd(fn);
  const { name, text } = describe(fn);
  const place = placeOf(inspector, fn);
  if (place === undefined)
    throw new TypeError(
      `profileMemory cannot read the source of ${name}: it is native, bound, or made by the engine. Profile a function of your own that calls it`,
    );
  const script = inspector.post('Debugger.getScriptSource', { scriptId: place.scriptId }).scriptSource;
  const lineStarts = lineStartsOf(script);
  // The source of the function begins before its parameters, with its name and `async`.
  const parameters = lineStarts[place.lineNumber] + place.columnNumber;
  const start = startOf(script, text, parameters);
  return { name, scriptId: place.scriptId, script, place, start, end: start + text.length, lineStarts };
}

function refuseOdd(fn: unknown): asserts fn is (...args: never[]) => unknown {
  checkFunction('fn', fn);
  if (types.isProxy(fn))
    throw new TypeError('profileMemory cannot read the source of a Proxy: give it the function itself');
  if (types.isGeneratorFunction(fn))
    throw new TypeError(
      'profileMemory cannot profile a generator function: calling it runs none of its lines. Profile a function that goes through what it yields',
    );
  if (/^class\b/.test(textOf(fn)))
    throw new TypeError('profileMemory cannot call a class: give it a function that makes the instance, () => new X()');
}

/** The text as `Function.prototype.toString` gives it, whatever the function itself has under that name. */
const textOf = (fn: unknown): string => Function.prototype.toString.call(fn);

function describe(fn: (...args: never[]) => unknown): { name: string; text: string } {
  const own = Object.getOwnPropertyDescriptor(fn, 'name')?.value as unknown;
  return { name: typeof own === 'string' && own !== '' ? own : '(anonymous)', text: textOf(fn) };
}

/** Asks the inspector for the function's place; undefined for one that has none. */
function placeOf(inspector: Inspector, fn: (...args: never[]) => unknown): ScriptPlace | undefined {
  const key = `heapscale function ${Math.random()}`;
  Object.defineProperty(globalThis, key, { value: fn, configurable: true });
  try {
    const { objectId } = inspector.post('Runtime.evaluate', {
      expression: `globalThis[${JSON.stringify(key)}]`,
      objectGroup: GROUP,
    }).result;
    const { internalProperties = [] } = inspector.post('Runtime.getProperties', { objectId, ownProperties: true });
    // A bound function has its target's place under another name; a native one has none.
    return internalProperties.find((property) => property.name === '[[FunctionLocation]]')?.value?.value as
      | ScriptPlace
      | undefined;
  } finally {
    Reflect.deleteProperty(globalThis, key);
    inspector.post('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  }
}

function lineStartsOf(script: string): number[] {
  const starts = [0];
  for (const { 0: end, index } of script.matchAll(new RegExp(LINE_END, 'g'))) starts.push(index + end.length);
  return starts;
}

/** Where the source is that has its parameters at `at`: the occurrence around it. */
function startOf(script: string, text: string, at: number): number {
  const start = script.lastIndexOf(text, at);
  if (start < 0 || start + text.length < at)
    throw new TypeError('profileMemory cannot find the function in the source of its script');
  return start;
}
