/** Which strings V8 has already, whoever else holds them. */
import {
  STRINGS_OF_ALL_ENGINES,
  STRINGS_OF_SOME_ENGINES,
  TYPES_OF_SOME_ENGINES,
} from '../../layout/generated/read-only-strings.ts';
import { builtInNames } from '../../walk/boundary.ts';
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import { scanned, scanText } from '../../platform/scan-string.ts';
import { StringTable } from './string-table.ts';

/** How surely a string is one of V8's own: not at all, perhaps, or in every engine. */
export const EngineText = { no: 0, maybe: 1, yes: 2 } as const;

/** V8 keeps the strings of small numbers in a table. */
const SMALL_NUMBER = /^\d{1,4}$/;

/** The longest string that is looked up; the few longer ones are sentences. */
const MAX_LENGTH = 32;

/** One bit a hash in a table this large distinguishes most other strings from V8's at once. */
const FILTER = 1 << 15;

interface Strings {
  /** 1 where the hash of some string falls. */
  readonly filter: Uint8Array;
  readonly surely: StringTable;
  readonly perhaps: StringTable;
}

let strings: Strings | undefined;

/**
 * Whether V8 shares a string with the whole program. A string that a program made piece by piece is its own all the
 * same.
 */
export function engineTextOf(text: string, hash: number): 0 | 1 | 2 {
  if (text.length > MAX_LENGTH) return EngineText.no;
  const { filter, surely, perhaps } = (strings ??= toStrings());
  if (filter[hash & (FILTER - 1)] === 0 && text.length > 4) return EngineText.no;
  if (surely.has(text, hash)) return EngineText.yes;
  return perhaps.has(text, hash) || js.matches(SMALL_NUMBER, text) ? EngineText.maybe : EngineText.no;
}

function toStrings(): Strings {
  const filter = new Uint8Array(FILTER);
  const put = (list: readonly string[]): StringTable => {
    const table = new StringTable();
    for (let i = 0; i < list.length; i++) {
      scanText(list[i]);
      table.add(list[i], scanned.hash);
      filter[scanned.hash & (FILTER - 1)] = 1;
    }
    return table;
  };
  const some = builtInNames();
  const surely = put(listed(STRINGS_OF_ALL_ENGINES, some));
  addAll(some, listed(STRINGS_OF_SOME_ENGINES, some));
  const types = js.split(TYPES_OF_SOME_ENGINES, '|');
  for (let i = 0; i < types.length; i++) some[some.length] = `${js.toUpperCase(types[i])}_TYPE`;
  return { filter, surely, perhaps: put(some) };
}

/** The strings of a list; the instance types that its stars stand for go to `types`. */
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

/**
 * `FixedArray` as the instance type `FIXED_ARRAY_TYPE`: a new word begins at a capital that a small letter stands
 * beside.
 */
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
