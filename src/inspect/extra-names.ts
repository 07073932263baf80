/**
 * Finds whether a long array has properties besides its elements. Listing the names of a million elements costs half a
 * second and as many strings, so this uses the platform's deep comparison, which compares non-index names first, and
 * stops it before it reads an element.
 */
import { builtinModule } from '../platform/builtin-module.ts';
import * as js from '../platform/intrinsics.ts';

type Compare = (a: unknown, b: unknown) => boolean;

/** True if the platform's comparison reached the elements of an array, so that it has no other properties. */
type Probe = (array: readonly unknown[]) => boolean;

/**
 * What the tripwire throws. No Error: Node 22 aborts when it writes a start-up snapshot (`--build-snapshot`) of a
 * program that keeps one.
 */
const STOP = {};

/** The behaviour relied on is tested first: without it, or if it changes, names are listed. */
function findProbe(): Probe | undefined {
  try {
    const compare = builtinModule<{ isDeepStrictEqual?: Compare }>('node:util')?.isDeepStrictEqual;
    if (compare === undefined) return undefined;
    // Which of the two it reads first differs between versions: the tripwire must be that one.
    const wireFirst: Probe = (array) => stops(() => compare(tripwire(array.length), array));
    const wireSecond: Probe = (array) => stops(() => compare(array, tripwire(array.length)));
    return provesItself(wireFirst) ? wireFirst : provesItself(wireSecond) ? wireSecond : undefined;
  } catch {
    return undefined;
  }
}

/**
 * An array that throws {@link STOP} when its first element is read, of the same length as the array it is compared
 * with.
 */
function tripwire(length: number): unknown[] {
  const wire: unknown[] = [];
  js.defineProperty(wire, 0, {
    __proto__: null,
    get() {
      throw STOP;
    },
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor);
  wire.length = length;
  return wire;
}

function stops(compare: () => boolean): boolean {
  try {
    compare();
    return false;
  } catch (error) {
    return error === STOP;
  }
}

function provesItself(probe: Probe): boolean {
  let read = 0;
  const watched = js.defineProperty([1, 2, 3], 0, {
    __proto__: null,
    get: () => read++,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor) as number[];
  const named: readonly number[] & { extra?: number } = [1, 2, 3];
  named.extra = 1;
  return probe([1, 2, 3]) && probe(watched) && read === 0 && !probe(named);
}

let probe: Probe | undefined;
let asked = false;

/** Arrays up to this length have their names listed: the comparison would be no faster. */
export const MAX_LISTED = 256;

/** Longest array whose names are listed where there is no faster way. */
const MAX_LISTED_AT_ALL = 100_000;

/**
 * The own names of an array that are not indices, without `length`. Above 256 elements only enumerable names are found;
 * above {@link MAX_LISTED_AT_ALL} elements on a platform without `util.isDeepStrictEqual` (browsers) none are.
 *
 * `isPlain`: the array's prototype is the realm's own and it has no symbols, so that comparing it runs no code of the
 * program.
 */
export function extraNamesOf(array: readonly unknown[], isPlain: boolean): readonly string[] {
  const length = array.length;
  if (length > MAX_LISTED) {
    if (!asked) {
      asked = true;
      probe = findProbe();
    }
    if (probe !== undefined && isPlain && probe(array)) return NONE;
    if (probe === undefined && length > MAX_LISTED_AT_ALL) return NONE;
  }
  const names = js.getOwnPropertyNames(array);
  // Indices come first, then `length`, then the rest in the order they were added.
  let from = names.length;
  while (from > 0 && names[from - 1] !== 'length') from--;
  const more = names.length - from;
  if (more === 0) return NONE;
  // Not by `slice`, which asks the constructor of an array for its species.
  for (let i = 0; i < more; i++) names[i] = names[from + i];
  names.length = more;
  return names;
}

const NONE: readonly string[] = [];
