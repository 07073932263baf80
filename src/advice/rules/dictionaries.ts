/**
 * Objects used as dictionaries. Beyond some number of keys, and from the start if it has no prototype, V8 keeps an
 * object as a hash table of three words a slot, of which a third or more is free. A Map packs its entries, but doubles
 * as well: which of the two is smaller depends on the number of keys, so both are weighed.
 */
import { MAX_FAST_PROPERTIES } from '../../layout/properties.ts';
import { min, round } from '../../platform/math.ts';
import * as js from '../../platform/intrinsics.ts';
import { Kind } from '../../inspect/kinds.ts';
import { nullPrototypeList, SafeMap } from '../../platform/safe-collections.ts';
import { formatCount } from '../../report/table.ts';
import { byPlace, Replaced } from './by-place.ts';
import { areSame, namesOf } from './contents.ts';
import { MAX_BUILT, partOf, spread } from './part.ts';
import type { Place } from '../place.ts';
import type { Rule, Proposal } from '../proposal.ts';
import type { Estimator } from '../estimator.ts';
import { recordOf } from './records.ts';

/** An ordinary object with fewer keys than this may be fast (and then smaller than any Map): only V8 knows. */
const SURELY_DICTIONARY = 128;

/** Dictionaries of one place that are looked at; the others are taken to be like them. */
const MAX_LOOKED_AT = 512;

/** Objects without a prototype that hold more keys than this are no records. */
const MAX_RECORD = 16;

/** Looks for objects that would be smaller as Maps, or as plain records. */
export const dictionaries: Rule = byPlace('dictionary', isDictionary, (place, estimator) => {
  const records = place.info.isNullPrototype ? nullPrototypeObjects(place, estimator) : undefined;
  const maps = asMaps(place, estimator);
  return records === undefined || (maps !== undefined && maps.before - maps.after > records.before - records.after)
    ? maps
    : records;
});

function isDictionary(kind: Kind, { info }: Place): boolean {
  return kind === Kind.ordinary && (info.isPlainObject || info.isNullPrototype);
}

function asMaps(place: Place, estimator: Estimator): Proposal | undefined {
  const { isNullPrototype } = place.info;
  // Keys alone take three words each in a dictionary: what is lighter has too few of them.
  const least = isNullPrototype ? 0 : SURELY_DICTIONARY * 3 * estimator.layout.taggedSize;
  const candidates = nullPrototypeList<object>();
  for (let i = 0; i < place.objects.length; i++)
    if (place.bytes[i] >= least) candidates[candidates.length] = place.objects[i];
  const chosen = min(candidates.length, MAX_LOOKED_AT);
  const found = new Replaced();
  let keys = 0;
  let fewest = Infinity;
  for (let i = 0; i < chosen; i++) {
    const object = candidates[spread(i, chosen, candidates.length)];
    const names = js.getOwnPropertyNames(object);
    if (
      names.length === 0 ||
      (!isNullPrototype && names.length < SURELY_DICTIONARY) ||
      js.getOwnPropertySymbols(object).length > 0
    )
      continue;
    if (!found.add(object, estimator.sizeOf(object), mapOfKeys(names, estimator))) continue;
    keys += names.length;
    fewest = min(fewest, names.length);
  }
  if (found.count === 0) return undefined;
  return {
    ...found.at(place, candidates.length / chosen),
    reason: `an object of ${keys === found.count ? '1 key' : `${formatCount(round(keys / found.count))} keys`}${isNullPrototype ? ' without a prototype' : ''} is a hash table, of which a third or more is free`,
    action: 'use a Map: `map.get(key)` for `object[key]`',
    onlyIf:
      isNullPrototype || fewest > MAX_FAST_PROPERTIES
        ? undefined
        : 'it was parsed or filled key by key; what a spread, `Object.fromEntries` or `structuredClone` made at once is no table yet',
  };
}

/** A Map of these keys, whose texts count as an object's do; of many a part is built. */
function mapOfKeys(names: readonly string[], estimator: Estimator): number {
  const { size, factor } = partOf(names.length);
  const map = new SafeMap<unknown, number>();
  for (let i = 0; i < size; i++) {
    const name = names[spread(i, size, names.length)];
    map.set(isIndex(name) ? +name : name, 0);
  }
  return factor * estimator.weigh([map]);
}

/** A number's text that is a small integer: as a key of a Map it is a number and weighs nothing. */
function isIndex(name: string): boolean {
  const number = +name;
  return number >= 0 && number <= 0x3fffffff && `${number}` === name && number % 1 === 0;
}

/**
 * Many objects without a prototype, all with the same few keys: each is a hash table of its own for what a record has
 * in slots.
 */
function nullPrototypeObjects(place: Place, estimator: Estimator): Proposal | undefined {
  const { objects } = place;
  if (objects.length < 2) return undefined;
  const names = namesOf(objects[0]);
  if (names === undefined || names.length === 0 || names.length > MAX_RECORD) return undefined;
  const chosen = min(objects.length, MAX_BUILT);
  const factor = objects.length / chosen;
  const now = nullPrototypeList<object>();
  const then = nullPrototypeList<object>();
  for (let i = 0; i < chosen; i++) {
    const object = objects[spread(i, chosen, objects.length)];
    const own = namesOf(object);
    if (own === undefined || !areSame(own, names)) return undefined;
    const copy = recordOf(object, names);
    if (copy === undefined) return undefined;
    now[i] = object;
    then[i] = copy;
  }
  return {
    path: place.path,
    count: objects.length,
    before: factor * estimator.weigh(now),
    after: factor * estimator.weigh(then),
    objects,
    reason: 'an object without a prototype is a hash table of its own, also for the same few keys as all others here',
    action: 'make it a plain object by a literal, or an instance of a class',
  };
}
