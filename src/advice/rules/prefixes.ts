/**
 * Many texts that begin alike: addresses, paths, keys with a prefix. A table of the beginnings and, for each text, its
 * ending keeps every beginning once, as the first level of a trie does.
 */
import { min } from '../../platform/math.ts';
import * as js from '../../platform/intrinsics.ts';
import { Kind } from '../../inspect/kinds.ts';
import { elementAt } from '../../inspect/read-array.ts';
import { nullPrototypeList, SafeMap, SafeSet, toArray } from '../../platform/safe-collections.ts';
import { byPlace, Replaced } from './by-place.ts';
import { isVast, quoted } from './contents.ts';
import { NumberScan } from './number-type.ts';
import { partOf, spread } from './part.ts';
import type { Place } from '../place.ts';
import type { Rule, Proposal } from '../proposal.ts';
import { newArray } from '../estimator.ts';
import type { Estimator } from '../estimator.ts';

/** Fewer texts than this are not worth a table. */
const MIN_TEXTS = 32;

/** Containers of one place that are looked at; the others are taken to be like them. */
const MAX_LOOKED_AT = 32;

/** Texts of one container that are split; of more, the first so many stand for all. */
const MAX_TEXTS = 1 << 16;

/** Texts by which the place to cut is chosen. */
const MAX_TRIED = 1024;

/** Where texts are cut: after the last one of these. */
const SEPARATORS = ['/', ':', '.', '-', '_', '#', '|', '\\', ' '] as const;

/** At least this part of the texts' bytes has to go to be worth a change. */
const WORTHWHILE = 0.2;

/** How texts are cut in two: all after the same beginning, or each after the last of a character. */
interface Cut {
  readonly common: number;
  readonly separator: string | undefined;
}

/** Looks for arrays, Sets and keys of Maps that are texts with common beginnings. */
export const prefixes: Rule = byPlace(
  'common-prefixes',
  (kind) => kind === Kind.array || kind === Kind.set || kind === Kind.map,
  examinePlace,
);

function examinePlace(place: Place, estimator: Estimator): Proposal | undefined {
  const large = nullPrototypeList<number>();
  for (let i = 0; i < place.objects.length; i++)
    if (sizeOfContainer(place.objects[i], place.kind) >= MIN_TEXTS) large[large.length] = i;
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
    const part = partOf(size, MAX_TEXTS);
    const texts = textsOf(object, place, part.size);
    const cut = texts === undefined ? undefined : cutOf(texts, place.kind, estimator);
    if (texts === undefined || cut === undefined) continue;
    const now = place.bytes[at] + part.factor * textBytes(texts, estimator);
    const then = part.factor * splitBytes(texts, place.kind, cut, estimator);
    if (now - then < WORTHWHILE * now || !found.add(object, now, then)) continue;
    count += size;
    if (example === '') example = js.slice(texts[0], 0, endOf(texts[0], cut));
    if (cut.separator !== undefined) isOne = false;
  }
  if (found.count === 0) return undefined;
  const what = place.kind === Kind.array ? 'strings' : place.kind === Kind.set ? 'members' : 'keys';
  return {
    ...found.at(place, factor),
    count: count * factor,
    texts: { place },
    reason:
      isOne && found.count === 1
        ? `all ${what} begin with ${quoted(example)}`
        : `the ${what} share their beginnings, such as ${quoted(example)}`,
    action: `${actionFor(place.kind, isOne)} (as flat copies: a slice of 13 characters or more keeps the whole string alive)`,
    onlyIf: 'nothing else holds these strings',
  };
}

function actionFor(kind: Kind, isOne: boolean): string {
  if (isOne) return 'keep the beginning once and only the endings here';
  if (kind === Kind.array)
    return 'keep a table of the beginnings, and for each string a number in a typed array and its ending';
  return `keep a ${kind === Kind.set ? 'Set' : 'Map'} of endings for each beginning, in a Map`;
}

function sizeOfContainer(object: object, kind: Kind): number {
  return kind === Kind.array
    ? (object as readonly unknown[]).length
    : kind === Kind.map
      ? js.mapSize(object)
      : js.setSize(object);
}

/** The first texts of a container; undefined if something else is among them. */
function textsOf(object: object, { kind, info }: Place, count: number): readonly string[] | undefined {
  const texts = nullPrototypeList<string>();
  if (kind === Kind.array) {
    if (isVast(object as readonly unknown[])) return undefined;
    for (let i = 0; i < count; i++) {
      const text = elementAt(object as readonly unknown[], i, info);
      if (typeof text !== 'string') return undefined;
      texts[i] = text;
    }
    return texts;
  }
  const iterator = kind === Kind.map ? js.mapEntries(object) : js.setValues(object);
  for (let i = 0; i < count; i++) {
    const next = kind === Kind.map ? js.nextOfMap(iterator) : js.nextOfSet(iterator);
    if (next.done === true) break;
    const text = kind === Kind.map ? (next.value as readonly unknown[])[0] : next.value;
    if (typeof text !== 'string') return undefined;
    texts[i] = text;
  }
  return texts;
}

/** The cut that leaves the least, tried on some of the texts. */
function cutOf(texts: readonly string[], kind: Kind, estimator: Estimator): Cut | undefined {
  const tried = nullPrototypeList<string>();
  for (let i = 0; i < texts.length && i < MAX_TRIED; i++) tried[i] = texts[i];
  let best: Cut | undefined;
  let least = containerBytes(tried.length, kind, estimator) + textBytes(tried, estimator);
  const tryCut = (cut: Cut): void => {
    const bytes = splitBytes(tried, kind, cut, estimator);
    if (bytes >= least) return;
    least = bytes;
    best = cut;
  };
  const common = commonLength(texts);
  if (common > 1) tryCut({ common, separator: undefined });
  for (let i = 0; i < SEPARATORS.length; i++) {
    const separator = SEPARATORS[i];
    if (js.includes(tried[0], separator) && js.includes(tried[tried.length >> 1], separator))
      tryCut({ common: 0, separator });
  }
  return best;
}

/** How many characters at the beginning are the same in all texts. */
function commonLength(texts: readonly string[]): number {
  const first = texts[0];
  let common = first.length;
  for (let i = 1; i < texts.length && common > 0; i++) {
    const text = texts[i];
    if (text.length < common) common = text.length;
    let same = 0;
    while (same < common && js.charCodeAt(text, same) === js.charCodeAt(first, same)) same++;
    common = same;
  }
  return common;
}

/** Where the beginning of a text ends. */
function endOf(text: string, { common, separator }: Cut): number {
  return separator === undefined ? common : js.lastIndexOf(text, separator) + 1;
}

/**
 * A part of a text, always as a string of its own: V8 14 internalises what a Map or Set looks up, which must not happen
 * to a text of the value.
 */
function partOfText(text: string, from: number, to: number): string {
  return from === 0 && to === text.length ? js.slice(`${text}.`, 0, to) : js.slice(text, from, to);
}

/** The bytes of these texts, each for itself. */
function textBytes(texts: readonly string[], estimator: Estimator): number {
  const list = newArray(texts.length);
  for (let i = 0; i < texts.length; i++) list[i] = texts[i];
  return estimator.weigh([list], estimator.strings) - estimator.sizeOf(list);
}

/** A container of this kind for so many texts, which are not in it. */
function containerBytes(size: number, kind: Kind, estimator: Estimator): number {
  return kind === Kind.array
    ? estimator.arrayOf(size)
    : kind === Kind.set
      ? estimator.setOf(size)
      : estimator.mapOf(size);
}

function put(container: Set<string> | Map<string, boolean>, text: string): void {
  if ('add' in container) container.add(text);
  else container.set(text, true);
}

/** The bytes of beginnings, endings, and what holds them. */
function splitBytes(texts: readonly string[], kind: Kind, cut: Cut, estimator: Estimator): number {
  const { separator } = cut;
  if (kind === Kind.array) return splitArrayBytes(texts, cut, estimator);
  const groups = new SafeMap<string, Set<string> | Map<string, boolean>>();
  const built = nullPrototypeList<object>();
  built[0] = groups;
  for (let i = 0; i < texts.length; i++) {
    const end = endOf(texts[i], cut);
    const beginning = partOfText(texts[i], 0, end);
    let group = groups.get(beginning);
    if (group === undefined) {
      groups.set(beginning, (group = kind === Kind.set ? new SafeSet<string>() : new SafeMap<string, boolean>()));
      built[built.length] = group;
    }
    put(group, partOfText(texts[i], end, texts[i].length));
  }
  if (separator === undefined) built[0] = { beginning: js.slice(texts[0], 0, cut.common), endings: built[1] };
  return estimator.weigh(built);
}

function splitArrayBytes(texts: readonly string[], cut: Cut, estimator: Estimator): number {
  const numbers = new SafeMap<string, number>();
  const beginnings = nullPrototypeList<unknown>();
  const endings = newArray(texts.length);
  const scan = new NumberScan();
  for (let i = 0; i < texts.length; i++) {
    const end = endOf(texts[i], cut);
    const beginning = partOfText(texts[i], 0, end);
    let number = numbers.get(beginning);
    if (number === undefined) {
      numbers.set(beginning, (number = beginnings.length));
      beginnings[number] = beginning;
    }
    scan.add(number);
    endings[i] = partOfText(texts[i], end, texts[i].length);
  }
  if (cut.separator === undefined) return estimator.weigh([{ beginning: beginnings[0], endings }, endings]);
  const numberOf = new scan.type!.make(texts.length);
  const table = toArray(beginnings);
  return estimator.weigh([{ beginnings: table, numberOf, endings }, table, numberOf, endings]);
}
