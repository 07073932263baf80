/**
 * Many strings with common prefixes: addresses, paths, prefixed keys. A table of the prefixes plus the suffix of each
 * string stores every prefix once, like the first level of a trie.
 */
import { min } from '../../platform/math.ts';
import * as js from '../../platform/intrinsics.ts';
import { Kind } from '../../inspect/kinds.ts';
import { elementAt } from '../../inspect/read-array.ts';
import { nullPrototypeList, SafeMap, SafeSet } from '../../platform/safe-collections.ts';
import { scanned, scanString } from '../../platform/scan-string.ts';
import { Seen, StringTable } from '../../weigh/strings/string-table.ts';
import { byPlace, Replaced } from './by-place.ts';
import { isVast, quoted } from './contents.ts';
import { NumberScan } from './number-type.ts';
import { partOf, spread } from './part.ts';
import type { Place } from '../place.ts';
import type { Rule, Proposal } from '../proposal.ts';
import { newArray } from '../estimator.ts';
import type { Estimator } from '../estimator.ts';

/** Fewer strings than this are not worth a table. */
const MIN_STRINGS = 32;

/** Containers of one place that are examined; the others are assumed to be similar. */
const MAX_LOOKED_AT = 32;

/** Strings of one container that are split; of more, the first ones represent all. */
const MAX_STRINGS = 1 << 16;

/** Strings that are tried to choose where to cut. */
const MAX_TRIED = 1024;

/** Strings are cut after the last occurrence of one of these. */
const SEPARATORS = ['/', ':', '.', '-', '_', '#', '|', '\\', ' '] as const;

/** The least saving, as a fraction of the bytes of the strings, that is worth a change. */
const WORTHWHILE = 0.2;

/** How strings are cut: all after the same prefix, or each after the last occurrence of a character. */
interface Cut {
  readonly common: number;
  readonly separator: string | undefined;
}

/** Looks for arrays, Sets and keys of Maps that are strings with common prefixes. */
export const prefixes: Rule = byPlace(
  'common-prefixes',
  (kind) => kind === Kind.array || kind === Kind.set || kind === Kind.map,
  examinePlace,
);

function examinePlace(place: Place, estimator: Estimator): Proposal | undefined {
  const large = nullPrototypeList<number>();
  for (let i = 0; i < place.objects.length; i++)
    if (sizeOfContainer(place.objects[i], place.kind) >= MIN_STRINGS) large[large.length] = i;
  const chosen = min(large.length, MAX_LOOKED_AT);
  const factor = large.length / chosen;
  const found = new Replaced();
  let count = 0;
  let example = '';
  let isOne = true;
  for (let i = 0; i < chosen; i++) {
    const at = large[spread(i, chosen, large.length)];
    const object = place.objects[at];
    const size = sizeOfContainer(object, place.kind);
    const part = partOf(size, MAX_STRINGS);
    const strings = stringsOf(object, place, part.size);
    const cut = strings === undefined ? undefined : cutOf(strings, place.kind, estimator);
    if (strings === undefined || cut === undefined) continue;
    const now = place.bytes[at] + part.factor * estimator.stringBytes(strings);
    const then = part.factor * splitBytes(strings, place.kind, cut, estimator);
    if (now - then < WORTHWHILE * now || !found.add(object, now, then)) continue;
    count += size;
    if (example === '') example = js.slice(strings[0], 0, prefixLengthOf(strings[0], cut));
    if (cut.separator !== undefined) isOne = false;
  }
  if (found.count === 0) return undefined;
  const what = place.kind === Kind.array ? 'strings' : place.kind === Kind.set ? 'members' : 'keys';
  return {
    ...found.at(place, factor),
    count: count * factor,
    strings: { place },
    reason:
      isOne && found.count === 1
        ? `all ${what} begin with ${quoted(example)}`
        : `the ${what} share prefixes, such as ${quoted(example)}`,
    action:
      `${actionFor(place.kind, isOne)} ` +
      '(as flat copies: a slice of 13 characters or more keeps the whole string alive)',
    onlyIf: 'nothing else holds these strings',
  };
}

function actionFor(kind: Kind, isOne: boolean): string {
  if (isOne) return 'store the prefix once and only the suffixes here';
  if (kind === Kind.array)
    return 'store a table of the prefixes, and for each string the index of its prefix in a typed array and its suffix';
  return `store a ${kind === Kind.set ? 'Set' : 'Map'} of suffixes for each prefix, in a Map`;
}

function sizeOfContainer(object: object, kind: Kind): number {
  return kind === Kind.array
    ? (object as readonly unknown[]).length
    : kind === Kind.map
      ? js.mapSize(object)
      : js.setSize(object);
}

/** The first strings of a container; undefined if any of them is not a string. */
function stringsOf(object: object, { kind, info }: Place, count: number): readonly string[] | undefined {
  const strings = nullPrototypeList<string>();
  if (kind === Kind.array) {
    if (isVast(object as readonly unknown[])) return undefined;
    for (let i = 0; i < count; i++) {
      const value = elementAt(object as readonly unknown[], i, info);
      if (typeof value !== 'string') return undefined;
      strings[i] = value;
    }
    return strings;
  }
  const iterator = kind === Kind.map ? js.mapEntries(object) : js.setValues(object);
  for (let i = 0; i < count; i++) {
    const next = kind === Kind.map ? js.nextOfMap(iterator) : js.nextOfSet(iterator);
    if (next.done === true) break;
    const value = kind === Kind.map ? (next.value as readonly unknown[])[0] : next.value;
    if (typeof value !== 'string') return undefined;
    strings[i] = value;
  }
  return strings;
}

/** The cut with the smallest result, tried on some of the strings. */
function cutOf(strings: readonly string[], kind: Kind, estimator: Estimator): Cut | undefined {
  const tried = nullPrototypeList<string>();
  for (let i = 0; i < strings.length && i < MAX_TRIED; i++) tried[i] = strings[i];
  let best: Cut | undefined;
  let least = containerBytes(tried.length, kind, estimator) + estimator.stringBytes(tried);
  const tryCut = (cut: Cut): void => {
    const bytes = splitBytes(tried, kind, cut, estimator);
    if (bytes >= least) return;
    least = bytes;
    best = cut;
  };
  const common = commonLength(strings);
  if (common > 1) tryCut({ common, separator: undefined });
  for (let i = 0; i < SEPARATORS.length; i++) {
    const separator = SEPARATORS[i];
    if (js.includes(tried[0], separator) && js.includes(tried[tried.length >> 1], separator))
      tryCut({ common: 0, separator });
  }
  return best;
}

/** The length of the prefix that all strings have in common. */
function commonLength(strings: readonly string[]): number {
  const first = strings[0];
  let common = first.length;
  let start = first;
  for (let i = 1; i < strings.length && common > 0; i++) {
    const value = strings[i];
    // V8 compares long strings much faster than a loop does.
    if (js.startsWith(value, start)) continue;
    let same = 0;
    while (same < common && js.charCodeAt(value, same) === js.charCodeAt(first, same)) same++;
    common = same;
    start = js.slice(first, 0, common);
  }
  return common;
}

/** The length of the prefix of a string. */
function prefixLengthOf(value: string, { common, separator }: Cut): number {
  return separator === undefined ? common : js.lastIndexOf(value, separator) + 1;
}

/** The bytes of a container of this kind for `size` strings, without the strings. */
function containerBytes(size: number, kind: Kind, estimator: Estimator): number {
  return kind === Kind.array
    ? estimator.arrayOf(size)
    : kind === Kind.set
      ? estimator.setOf(size)
      : estimator.mapOf(size);
}

/** Strings that were cut. */
interface Pieces {
  /** The different prefixes. */
  readonly prefixes: string[];
  /** How many strings have each of them. */
  readonly counts: number[];
  readonly suffixes: string[];
}

/**
 * Cuts strings. A Map would change those of the value that are their own prefix: V8 14 internalises what is looked up.
 */
function piecesOf(strings: readonly string[], cut: Cut): Pieces {
  const table = new StringTable();
  const prefixes = nullPrototypeList<string>();
  const counts = nullPrototypeList<number>();
  const suffixes = nullPrototypeList<string>();
  for (let i = 0; i < strings.length; i++) {
    const value = strings[i];
    const end = prefixLengthOf(value, cut);
    const prefix = js.slice(value, 0, end);
    scanString(prefix);
    const seen = table.add(prefix, scanned.hash);
    let number = prefixes.length;
    if (seen === Seen.yes) {
      number = table.note;
    } else {
      if (seen === Seen.no) table.note = number;
      prefixes[number] = prefix;
      counts[number] = 0;
    }
    counts[number]++;
    suffixes[i] = js.slice(value, end, value.length);
  }
  return { prefixes, counts, suffixes };
}

/** The bytes of prefixes, suffixes and their containers, which are built with other values. */
function splitBytes(strings: readonly string[], kind: Kind, cut: Cut, estimator: Estimator): number {
  const { prefixes, counts, suffixes } = piecesOf(strings, cut);
  const bytes = estimator.stringBytes(prefixes, 'each') + estimator.stringBytes(suffixes, 'each');
  if (kind === Kind.array) return bytes + splitArrayBytes(counts, cut, estimator);
  const build = kind === Kind.set ? setOf : mapOf;
  if (cut.separator === undefined) {
    const group = build(counts[0]);
    return bytes + estimator.weigh([{ prefix: true, suffixes: group }, group]);
  }
  let built = estimator.once(`Map ${counts.length}`, () => mapOf(counts.length));
  for (let i = 0; i < counts.length; i++)
    built += estimator.once(`${kind === Kind.set ? 'Set' : 'Map'} ${counts[i]}`, () => build(counts[i]));
  return bytes + built;
}

function setOf(size: number): Set<number> {
  const set = new SafeSet<number>();
  for (let i = 0; i < size; i++) set.add(i);
  return set;
}

function mapOf(size: number): Map<number, number> {
  const map = new SafeMap<number, number>();
  for (let i = 0; i < size; i++) map.set(i, i);
  return map;
}

function splitArrayBytes(counts: readonly number[], cut: Cut, estimator: Estimator): number {
  let length = 0;
  for (let i = 0; i < counts.length; i++) length += counts[i];
  const suffixes = newArray(length);
  if (cut.separator === undefined) return estimator.weigh([{ prefix: true, suffixes }, suffixes]);
  const scan = new NumberScan();
  for (let i = 0; i < counts.length; i++) scan.add(i);
  const numberOf = new scan.type!.make(length);
  const prefixes = newArray(counts.length);
  return estimator.weigh([{ prefixes, numberOf, suffixes }, prefixes, numberOf, suffixes]);
}
