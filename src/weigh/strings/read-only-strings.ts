/** Which strings exist in V8 regardless of the program. */
import { READ_ONLY_STRINGS } from '../../layout/generated/read-only-strings.ts';
import { builtInNames } from '../../walk/boundary.ts';
import * as js from '../../platform/intrinsics.ts';

/** How certainly a string is V8's own: no, perhaps, or in every engine. */
export const ReadOnlyString = { no: 0, maybe: 1, yes: 2 } as const;

/** V8 caches the strings of small numbers in a table. */
const SMALL_NUMBER = /^\d{1,4}$/;

/** Its instance types, of which each version has others. */
const INSTANCE_TYPE = /^[A-Z\d_]+_TYPE$/;

/** The longest string that is looked up; the few longer ones are sentences. */
export const MAX_SHARED_LENGTH = 32;

/** With one bit per hash, a table this large rejects most other strings at once. */
const FILTER = 1 << 15;

/** How many strings are listed. */
const LISTED = READ_ONLY_STRINGS.length / 3;

/** Short hashes of strings in ascending order, and how certainly V8 shares them. */
class Listed {
  /** 1 at the hash of some string. */
  readonly #filter = new Uint8Array(FILTER);
  /** The hashes, each with one more bit: 1 for a string of every engine. */
  readonly #entries = new Int32Array(LISTED);

  constructor() {
    // Each string is three digits of base 64: by how much its hash and one bit exceed those of the string before it.
    let entry = 0;
    for (let i = 0, at = 0; i < LISTED; i++, at += 3) {
      entry += (digit(at) << 12) | (digit(at + 1) << 6) | digit(at + 2);
      this.#entries[i] = entry;
      this.#filter[(entry | 1) & (FILTER - 1)] = 1;
    }
  }

  of(hash: number): 0 | 1 | 2 {
    return this.#filter[hash & (FILTER - 1)] === 0 ? ReadOnlyString.no : this.#find(shortHash(hash));
  }

  #find(short: number): 0 | 1 | 2 {
    const entries = this.#entries;
    let low = 0;
    let high = LISTED;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (entries[middle] >>> 1 < short) low = middle + 1;
      else high = middle;
    }
    if (low === LISTED || entries[low] >>> 1 !== short) return ReadOnlyString.no;
    return (entries[low] & 1) === 1 ? ReadOnlyString.yes : ReadOnlyString.maybe;
  }
}

function digit(at: number): number {
  return js.charCodeAt(READ_ONLY_STRINGS, at) - 40;
}

/** Lists of names, by length and ends of a name; most are empty, so that most other strings are rejected at once. */
const LISTS = 1 << 12;

/**
 * The names of built-in objects. Only an interval depends on them, so they are found when one is asked for first. No
 * Set: V8 14 internalises a string that it looks up in one, which may change how many bytes the string takes.
 */
class Named {
  readonly #names = builtInNames();
  /** The index of the first name of each list, and of the one after each name; -1 at the end. */
  readonly #first = new Int16Array(LISTS);
  readonly #next = new Int16Array(this.#names.length);

  constructor() {
    for (let i = 0; i < LISTS; i++) this.#first[i] = -1;
    for (let i = 0; i < this.#names.length; i++) {
      const list = listOf(this.#names[i]);
      this.#next[i] = this.#first[list];
      this.#first[list] = i;
    }
  }

  has(string: string): boolean {
    let at = this.#first[listOf(string)];
    while (at >= 0 && this.#names[at] !== string) at = this.#next[at];
    return at >= 0;
  }
}

function listOf(string: string): number {
  const { length } = string;
  return ((length << 7) ^ (js.charCodeAt(string, 0) << 5) ^ js.charCodeAt(string, length - 1)) & (LISTS - 1);
}

let listed: Listed | undefined;
let named: Named | undefined;

/**
 * Whether V8 shares a string with the whole program. A string that a program built from pieces is a copy of its own all
 * the same. V8's own are known by 23 bits of their hash: about one of ten thousand others is mistaken for one of them,
 * which the range allows for.
 */
export function readOnlyStringOf(string: string, hash: number): 0 | 1 | 2 {
  const { length } = string;
  if (length > MAX_SHARED_LENGTH) return ReadOnlyString.no;
  const known = (listed ??= new Listed()).of(hash);
  if (known !== ReadOnlyString.no) return known;
  if ((named ??= new Named()).has(string)) return ReadOnlyString.maybe;
  const pattern = length <= 4 ? SMALL_NUMBER : string[length - 1] === 'E' ? INSTANCE_TYPE : undefined;
  return pattern !== undefined && js.matches(pattern, string) ? ReadOnlyString.maybe : ReadOnlyString.no;
}

/** True for a string of at most {@link MAX_SHARED_LENGTH} characters that every engine has. */
export function isSharedByAll(hash: number): boolean {
  return (listed ??= new Listed()).of(hash) === ReadOnlyString.yes;
}

/** The bits that are stored; the lowest of a hash is always 1. */
export function shortHash(hash: number): number {
  return (hash >>> 1) & 0x7fffff;
}
