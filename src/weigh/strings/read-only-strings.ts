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
const MAX_LENGTH = 32;

/** With one bit per hash, a table this large rejects most other strings at once. */
const FILTER = 1 << 15;

interface Strings {
  /** 1 at the hash of some string. */
  readonly filter: Uint8Array;
  readonly certainty: ReadonlyMap<number, 1 | 2>;
}

let strings: Strings | undefined;

/**
 * Whether V8 shares a string with the whole program. A string that a program built from pieces is a copy of its own all
 * the same. Strings are known by 23 bits of their hash: about one of ten thousand others is mistaken for one of V8's,
 * which the range allows for.
 */
export function readOnlyStringOf(string: string, hash: number): 0 | 1 | 2 {
  const { length } = string;
  if (length > MAX_LENGTH) return ReadOnlyString.no;
  const { filter, certainty } = (strings ??= toStrings());
  const known = filter[hash & (FILTER - 1)] === 0 ? undefined : certainty.get(shortHash(hash));
  if (known !== undefined) return known;
  const pattern = length <= 4 ? SMALL_NUMBER : string[length - 1] === 'E' ? INSTANCE_TYPE : undefined;
  return pattern !== undefined && js.matches(pattern, string) ? ReadOnlyString.maybe : ReadOnlyString.no;
}

/** The bits that are stored; the lowest of a hash is always 1. */
export function shortHash(hash: number): number {
  return (hash >>> 1) & 0x7fffff;
}

function toStrings(): Strings {
  const filter = new Uint8Array(FILTER);
  const certainty = new SafeMap<number, 1 | 2>();
  const add = (hash: number, certain: 1 | 2): void => {
    filter[((hash << 1) | 1) & (FILTER - 1)] = 1;
    certainty.set(hash, certain);
  };
  const names = builtInNames();
  for (let i = 0; i < names.length; i++) {
    scanString(names[i]);
    add(shortHash(scanned.hash), ReadOnlyString.maybe);
  }
  // Each string is three digits of base 64: by how much its hash and one bit exceed those of the string before it.
  let at = 0;
  for (let i = 0; i < READ_ONLY_STRINGS.length; i += 3) {
    at += (digit(i) << 12) | (digit(i + 1) << 6) | digit(i + 2);
    add(at >>> 1, (at & 1) === 1 ? ReadOnlyString.yes : ReadOnlyString.maybe);
  }
  return { filter, certainty };
}

function digit(at: number): number {
  return js.charCodeAt(READ_ONLY_STRINGS, at) - 40;
}
