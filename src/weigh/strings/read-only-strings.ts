/** Which strings exist in V8 regardless of the program. */
import {
  STRINGS_OF_ALL_ENGINES,
  STRINGS_OF_SOME_ENGINES,
  TYPES_OF_SOME_ENGINES,
} from '../../layout/generated/read-only-strings.ts';
import { builtInNames } from '../../walk/boundary.ts';
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import { scanned, scanString } from '../../platform/scan-string.ts';
import { StringTable } from './string-table.ts';

/** How certainly a string is V8's own: no, perhaps, or in every engine. */
export const ReadOnlyString = { no: 0, maybe: 1, yes: 2 } as const;

/** V8 caches the strings of small numbers in a table. */
const SMALL_NUMBER = /^\d{1,4}$/;

/** The longest string that is looked up; the few longer ones are sentences. */
const MAX_LENGTH = 32;

/** With one bit per hash, a table this large rejects most other strings at once. */
const FILTER = 1 << 15;

interface Strings {
  /** 1 at the hash of some string. */
  readonly filter: Uint8Array;
  readonly inAll: StringTable;
  readonly inSome: StringTable;
}

let strings: Strings | undefined;

/**
 * Whether V8 shares a string with the whole program. A string that a program built from pieces is a copy of its own all
 * the same.
 */
export function readOnlyStringOf(string: string, hash: number): 0 | 1 | 2 {
  if (string.length > MAX_LENGTH) return ReadOnlyString.no;
  const { filter, inAll, inSome } = (strings ??= toStrings());
  if (filter[hash & (FILTER - 1)] === 0 && string.length > 4) return ReadOnlyString.no;
  if (inAll.has(string, hash)) return ReadOnlyString.yes;
  return inSome.has(string, hash) || js.matches(SMALL_NUMBER, string) ? ReadOnlyString.maybe : ReadOnlyString.no;
}

function toStrings(): Strings {
  const filter = new Uint8Array(FILTER);
  const put = (list: readonly string[]): StringTable => {
    const table = new StringTable();
    for (let i = 0; i < list.length; i++) {
      scanString(list[i]);
      table.add(list[i], scanned.hash);
      filter[scanned.hash & (FILTER - 1)] = 1;
    }
    return table;
  };
  const some = builtInNames();
  const inAll = put(listed(STRINGS_OF_ALL_ENGINES, some));
  addAll(some, listed(STRINGS_OF_SOME_ENGINES, some));
  const types = js.split(TYPES_OF_SOME_ENGINES, '|');
  for (let i = 0; i < types.length; i++) some[some.length] = `${js.toUpperCase(types[i])}_TYPE`;
  return { filter, inAll, inSome: put(some) };
}

/** The strings of a list; the instance types that its asterisks mean are added to `types`. */
function listed(list: string, types: string[]): string[] {
  const parts = js.split(list, '|');
  const found = nullPrototypeList<string>();
  for (let i = 0; i < parts.length; i++) {
    const { length } = parts[i];
    const isClass = parts[i][length - 1] === '*';
    const name = isClass ? js.slice(parts[i], 0, length - 1) : parts[i];
    if (isClass) types[types.length] = instanceTypeOf(name);
    found[i] = name;
  }
  return found;
}

/** `FixedArray` as the instance type `FIXED_ARRAY_TYPE`: a word begins at a capital that is next to a small letter. */
function instanceTypeOf(name: string): string {
  let spaced = '';
  for (let i = 0; i < name.length; i++) {
    if (i > 0 && isCapital(name, i) && (isSmall(name, i - 1) || (isCapital(name, i - 1) && isSmall(name, i + 1))))
      spaced += '_';
    spaced += name[i];
  }
  return `${js.toUpperCase(spaced)}_TYPE`;
}

function isCapital(name: string, at: number): boolean {
  return name[at] >= 'A' && name[at] <= 'Z';
}

function isSmall(name: string, at: number): boolean {
  return at < name.length && name[at] >= 'a' && name[at] <= 'z';
}

function addAll(to: string[], from: readonly string[]): void {
  for (let i = 0; i < from.length; i++) to[to.length] = from[i];
}
