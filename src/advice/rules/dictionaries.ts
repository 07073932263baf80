/**
 * Objects used as dictionaries. V8 stores an object with many keys, or any null-prototype object, as a hash table with
 * three words per slot, of which a third or more is free. A Map packs its entries, but also grows by doubling: which of
 * the two is smaller depends on the number of keys, so both are weighed.
 */
import { MAX_FAST_PROPERTIES } from '../../layout/properties.ts';
import { min, round } from '../../platform/math.ts';
import * as js from '../../platform/intrinsics.ts';
import { Kind } from '../../inspect/kinds.ts';
import { nullPrototypeList, SafeMap } from '../../platform/safe-collections.ts';
import { formatCount } from '../../report/table.ts';
import { byPlace, Replaced } from './by-place.ts';
import { areSame, namesOf } from './contents.ts';
import { MAX_COPIED, partOf, spread } from './part.ts';
import type { Place } from '../place.ts';
import type { Rule, Proposal } from '../proposal.ts';
import type { Estimator } from '../estimator.ts';
import { plainObjectOf } from './plain-objects.ts';

/** An ordinary object with fewer keys may be in fast mode (and then smaller than any Map): JavaScript cannot tell. */
const SURELY_DICTIONARY = 128;

/** Dictionaries of one place that are examined; the others are assumed to be similar. */
const MAX_LOOKED_AT = 512;

/** Null-prototype objects with more keys are treated as dictionaries. */
const MAX_FIELDS = 16;

/** Looks for objects that would be smaller as Maps, or as ordinary objects. */
export const dictionaries: Rule = byPlace('dictionary', isDictionary, (place, estimator) => {
  const plainObjects = place.info.isNullPrototype ? nullPrototypeObjects(place, estimator) : undefined;
  const maps = asMaps(place, estimator);
  return plainObjects === undefined ||
    (maps !== undefined && maps.before - maps.after > plainObjects.before - plainObjects.after)
    ? maps
    : plainObjects;
});

function isDictionary(kind: Kind, { info }: Place): boolean {
  return kind === Kind.ordinary && (info.isPlainObject || info.isNullPrototype);
}

function asMaps(place: Place, estimator: Estimator): Proposal | undefined {
  const { isNullPrototype } = place.info;
  // A dictionary takes three words per key, so lighter objects have too few keys.
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
    reason:
      `${isNullPrototype ? 'a null-prototype object' : 'an object'} with ` +
      `${keys === found.count ? '1 key' : `${formatCount(round(keys / found.count))} keys`} ` +
      'is a hash table, of which a third or more is free',
    action: 'use a Map: `map.get(key)` instead of `object[key]`',
    onlyIf:
      isNullPrototype || fewest > MAX_FAST_PROPERTIES
        ? undefined
        : 'the object was parsed or filled key by key; a spread, `Object.fromEntries` or `structuredClone` ' +
          'may not make a hash table',
  };
}

/** The bytes of a Map with these keys, which count as an object's keys do; of many only a part is built. */
function mapOfKeys(names: readonly string[], estimator: Estimator): number {
  const { size, factor } = partOf(names.length);
  const map = new SafeMap<unknown, number>();
  for (let i = 0; i < size; i++) {
    const name = names[spread(i, size, names.length)];
    map.set(isIndex(name) ? +name : name, 0);
  }
  return factor * estimator.weigh([map]);
}

/** True for the string of a small integer: as a key of a Map it is a number and weighs nothing. */
function isIndex(name: string): boolean {
  const number = +name;
  return number >= 0 && number <= 0x3fffffff && `${number}` === name && number % 1 === 0;
}

/**
 * Many null-prototype objects with the same few keys: each is a separate hash table for what an ordinary object has in
 * slots.
 */
function nullPrototypeObjects(place: Place, estimator: Estimator): Proposal | undefined {
  const { objects } = place;
  if (objects.length < 2) return undefined;
  const names = namesOf(objects[0]);
  if (names === undefined || names.length === 0 || names.length > MAX_FIELDS) return undefined;
  const chosen = min(objects.length, MAX_COPIED);
  const factor = objects.length / chosen;
  const now = nullPrototypeList<object>();
  const then = nullPrototypeList<object>();
  for (let i = 0; i < chosen; i++) {
    const object = objects[spread(i, chosen, objects.length)];
    const own = namesOf(object);
    if (own === undefined || !areSame(own, names)) return undefined;
    const copy = plainObjectOf(object, names);
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
    reason: 'each null-prototype object is a separate hash table, even if all here have the same few keys',
    action: 'make it an ordinary object with a literal, or an instance of a class',
  };
}
