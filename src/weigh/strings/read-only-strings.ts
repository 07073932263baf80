/** Which strings exist in V8 regardless of the program. */
import { READ_ONLY_STRINGS } from '../../layout/generated/read-only-strings.ts';
import { builtInNames } from '../../walk/boundary.ts';
import * as js from '../../platform/intrinsics.ts';
import { SafeMap } from '../../platform/safe-collections.ts';
import { scanned, scanString } from '../../platform/scan-string.ts';

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

/** Short hashes of strings, and how certainly V8 shares them. */
class Certainty {
  /** 1 at the hash of some string. */
  readonly #filter = new Uint8Array(FILTER);
  readonly #byHash = new SafeMap<number, 1 | 2>();

  add(hash: number, certain: 1 | 2): void {
    this.#filter[((hash << 1) | 1) & (FILTER - 1)] = 1;
    this.#byHash.set(hash, certain);
  }

  of(hash: number): 1 | 2 | undefined {
    return this.#filter[hash & (FILTER - 1)] === 0 ? undefined : this.#byHash.get(shortHash(hash));
  }
}

let listed: Certainty | undefined;

/** The names of built-in objects, made on demand: finding them takes longest, and only an interval depends on them. */
let named: Certainty | undefined;

/**
 * Whether V8 shares a string with the whole program. A string that a program built from pieces is a copy of its own all
 * the same. Strings are known by 23 bits of their hash: about one of ten thousand others is mistaken for one of V8's,
 * which the range allows for.
 */
export function readOnlyStringOf(string: string, hash: number): 0 | 1 | 2 {
  const { length } = string;
  if (length > MAX_SHARED_LENGTH) return ReadOnlyString.no;
  const known = (listed ??= toListed()).of(hash) ?? (named ??= toNamed()).of(hash);
  if (known !== undefined) return known;
  const pattern = length <= 4 ? SMALL_NUMBER : string[length - 1] === 'E' ? INSTANCE_TYPE : undefined;
  return pattern !== undefined && js.matches(pattern, string) ? ReadOnlyString.maybe : ReadOnlyString.no;
}

/** True for a string of at most {@link MAX_SHARED_LENGTH} characters that every engine has. */
export function isSharedByAll(hash: number): boolean {
  return (listed ??= toListed()).of(hash) === ReadOnlyString.yes;
}

/** The bits that are stored; the lowest of a hash is always 1. */
export function shortHash(hash: number): number {
  return (hash >>> 1) & 0x7fffff;
}

function toNamed(): Certainty {
  const named = new Certainty();
  const names = builtInNames();
  for (let i = 0; i < names.length; i++) {
    scanString(names[i]);
    named.add(shortHash(scanned.hash), ReadOnlyString.maybe);
  }
  return named;
}

function toListed(): Certainty {
  const listed = new Certainty();
  // Each string is three digits of base 64: by how much its hash and one bit exceed those of the string before it.
  let at = 0;
  for (let i = 0; i < READ_ONLY_STRINGS.length; i += 3) {
    at += (digit(i) << 12) | (digit(i + 1) << 6) | digit(i + 2);
    listed.add(at >>> 1, (at & 1) === 1 ? ReadOnlyString.yes : ReadOnlyString.maybe);
  }
  return listed;
}

function digit(at: number): number {
  return js.charCodeAt(READ_ONLY_STRINGS, at) - 40;
}
