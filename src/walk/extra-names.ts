/**
 * Does a long array have properties beside its elements? Listing the names of a million elements costs half a
 * second and as many strings, so this asks the platform's deep comparison instead, which compares the names
 * that are no indices first, and stops it before it reads an element.
 */
import * as js from './intrinsics.ts';

type Compare = (a: unknown, b: unknown) => boolean;

class Stop extends Error {
  override readonly name = 'Stop';
}

const STOP = /* @__PURE__ */ new Stop();

function platformCompare(): Compare | undefined {
  const process = (globalThis as { process?: { getBuiltinModule?: (id: string) => { isDeepStrictEqual?: Compare } | undefined } }).process;
  try {
    const compare = process?.getBuiltinModule?.('util')?.isDeepStrictEqual;
    return compare !== undefined && provesItself(compare) ? compare : undefined;
  } catch {
    return undefined;
  }
}

/** An array that throws {@link STOP} when its first element is read, of the same length as the array it stands beside. */
function tripwire(length: number): unknown[] {
  const wire: unknown[] = [];
  Object.defineProperty(wire, 0, {
    get() {
      throw STOP;
    },
    enumerable: true,
    configurable: true,
  });
  wire.length = length;
  return wire;
}

/** The comparison reached the elements, so it found the same names (none) on both. */
function reachesElements(compare: Compare, array: readonly unknown[]): boolean {
  try {
    compare(tripwire(array.length), array);
    return false;
  } catch (error) {
    return error === STOP;
  }
}

/** What is relied on is tried out first: without it, or if it changes, names are listed. */
function provesItself(compare: Compare): boolean {
  const read: string[] = [];
  const watched = Object.defineProperty([1, 2, 3], 0, { get: () => read.push('element'), enumerable: true, configurable: true });
  const named = Object.assign([1, 2, 3], { extra: 1 });
  return reachesElements(compare, [1, 2, 3]) && reachesElements(compare, watched) && read.length === 0 && !reachesElements(compare, named);
}

let compare: Compare | undefined;
let asked = false;

/** Longest array whose names are listed where there is no quicker way. */
const MAX_LISTED = 100_000;

/**
 * The own names of an array that are no indices (`length` left out). For more than {@link MAX_LISTED} elements on a
 * platform without `util.isDeepStrictEqual` (browsers) they are taken to be none.
 *
 * `isPlain` says that the array's prototype is the realm's own and that it has no symbols, so that comparing it
 * runs no code of the program.
 */
export function extraNamesOf(array: readonly unknown[], isPlain: boolean): readonly string[] {
  const length = array.length;
  if (length > 256) {
    if (!asked) {
      asked = true;
      compare = platformCompare();
    }
    if (compare !== undefined && isPlain && reachesElements(compare, array)) return NONE;
    if (compare === undefined && length > MAX_LISTED) return NONE;
  }
  const names = js.getOwnPropertyNames(array);
  // Indices come first, then `length`, then the rest in the order they were added.
  let from = names.length;
  while (from > 0 && names[from - 1] !== 'length') from--;
  return from === names.length ? NONE : names.slice(from);
}

const NONE: readonly string[] = [];
