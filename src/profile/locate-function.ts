/** Finds a function's source and the points in it at which V8 can stop, the first step of a profile by line. */
import { checkFunction } from '../platform/argument-checks.ts';
import { types } from 'node:util';
import { lineStartsOf } from '../process/script-lines.ts';
import type { Inspector } from '../platform/inspector.ts';
import type { ScriptPlace } from '../platform/inspector-protocol.ts';

/** A function as the debugger knows it. */
export interface LocatedFunction {
  /** Its name, or `(anonymous)`. */
  readonly name: string;
  readonly scriptId: string;
  /** The source of the whole script. */
  readonly script: string;
  /** V8's position of the function: its parameter list. */
  readonly place: ScriptPlace;
  /** Where the function's source begins and ends in the script. */
  readonly start: number;
  readonly end: number;
  /** Offset of each line of the script. */
  readonly lineStarts: readonly number[];
}

/**
 * Positions in a function at which V8 can stop, in source order, without those of nested functions. Compiles the
 * function.
 */
export function pointsOf(inspector: Inspector, { place }: LocatedFunction): readonly ScriptPlace[] {
  return inspector.post('Debugger.getPossibleBreakpoints', { start: place, restrictToFunction: true }).locations;
}

const GROUP = 'heapscale profile';

/**
 * Finds a function's source.
 *
 * @throws {TypeError} if it is not a function, or if calling it runs no source of its own.
 */
export function locateFunction(inspector: Inspector, fn: unknown): LocatedFunction {
  rejectUnsupported(fn);
  const { name, text } = describe(fn);
  const place = placeOf(inspector, fn);
  if (place === undefined)
    throw new TypeError(
      `profileMemory cannot read the source of ${name}: it is native, bound, or created by the engine. ` +
        'Profile a function of your own that calls it',
    );
  const script = inspector.post('Debugger.getScriptSource', { scriptId: place.scriptId }).scriptSource;
  const lineStarts = lineStartsOf(script);
  // The function's source begins before its parameters, with `async` and its name.
  const parameters = lineStarts[place.lineNumber] + place.columnNumber;
  const start = startOf(script, text, parameters);
  return { name, scriptId: place.scriptId, script, place, start, end: start + text.length, lineStarts };
}

function rejectUnsupported(fn: unknown): asserts fn is (...args: never[]) => unknown {
  checkFunction('fn', fn);
  if (types.isProxy(fn))
    throw new TypeError('profileMemory cannot read the source of a Proxy: pass the function itself');
  if (types.isGeneratorFunction(fn))
    throw new TypeError(
      'profileMemory cannot profile a generator function: calling it runs none of its lines. ' +
        'Profile a function that iterates over its result',
    );
  if (/^class\b/.test(textOf(fn)))
    throw new TypeError('profileMemory cannot call a class: pass a function that creates an instance, () => new X()');
}

/** The source from `Function.prototype.toString`, even if the function has its own `toString`. */
const textOf = (fn: unknown): string => Function.prototype.toString.call(fn);

function describe(fn: (...args: never[]) => unknown): { name: string; text: string } {
  const own = Object.getOwnPropertyDescriptor(fn, 'name')?.value as unknown;
  return { name: typeof own === 'string' && own !== '' ? own : '(anonymous)', text: textOf(fn) };
}

/** The function's position according to the inspector; undefined if it has none. */
function placeOf(inspector: Inspector, fn: (...args: never[]) => unknown): ScriptPlace | undefined {
  const key = `heapscale function ${Math.random()}`;
  Object.defineProperty(globalThis, key, { value: fn, configurable: true });
  try {
    const { objectId } = inspector.post('Runtime.evaluate', {
      expression: `globalThis[${JSON.stringify(key)}]`,
      objectGroup: GROUP,
    }).result;
    const { internalProperties = [] } = inspector.post('Runtime.getProperties', { objectId, ownProperties: true });
    // A bound function has its target's position under another name; a native function has none.
    return internalProperties.find((property) => property.name === '[[FunctionLocation]]')?.value?.value as
      | ScriptPlace
      | undefined;
  } finally {
    Reflect.deleteProperty(globalThis, key);
    inspector.post('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  }
}

/** Where the source with its parameters at `at` begins: the occurrence that encloses `at`. */
function startOf(script: string, text: string, at: number): number {
  const start = script.lastIndexOf(text, at);
  if (start < 0 || start + text.length < at)
    throw new TypeError('profileMemory cannot find the function in the source of its script');
  return start;
}
