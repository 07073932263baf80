/**
 * Objects whose fields are mostly null or undefined: each field takes a slot whether it is filled or not. A field that
 * is always empty can be left out; the values of a rarely filled field cost less in a separate Map, and the objects
 * keep a single shape.
 */
import { Kind } from '../../inspect/kinds.ts';
import { nullPrototypeList, SafeMap, SafeSet } from '../../platform/safe-collections.ts';
import { min, round } from '../../platform/math.ts';
import { byPlace } from './by-place.ts';
import { listed, namesOf, valuesOf } from './contents.ts';
import { MAX_BUILT, MAX_COPIED, spread } from './part.ts';
import type { Place } from '../place.ts';
import type { Rule, Proposal } from '../proposal.ts';
import { setField } from './plain-objects.ts';
import type { Estimator } from '../estimator.ts';

/** Fewer objects than this are not examined. */
const MIN_OBJECTS = 16;

/** A field is rarely filled if at least this fraction is empty: an entry of a Map takes four to seven slots. */
const MOSTLY = 0.75;

/** The least saving, as a fraction of the shallow bytes of the objects. */
const WORTHWHILE = 0.1;

/** How many fields are named in the reason. */
const MAX_NAMED = 5;

/** Objects with more keys are treated as dictionaries. */
const MAX_FIELDS = 100;

/** How often a field was present, and how often it was empty. */
interface Field {
  held: number;
  empty: number;
}

/** Looks for objects with fields that are nearly always empty. */
export const emptyFields: Rule = byPlace('empty-fields', isPlainObject, examineObjects);

function isPlainObject(kind: Kind, { info, objects }: Place): boolean {
  return kind === Kind.ordinary && !info.isNullPrototype && !info.isHost && objects.length >= MIN_OBJECTS;
}

function examineObjects(place: Place, estimator: Estimator): Proposal | undefined {
  const { objects } = place;
  const chosen = min(objects.length, MAX_BUILT);
  const factor = objects.length / chosen;
  const fields = new SafeMap<string, Field>();
  const names = nullPrototypeList<readonly string[]>();
  const values = nullPrototypeList<readonly unknown[]>();
  for (let i = 0; i < chosen; i++) {
    const object = objects[spread(i, chosen, objects.length)];
    const own = namesOf(object);
    if (own === undefined || own.length > MAX_FIELDS) continue;
    const held = valuesOf(object, own);
    if (held === undefined) continue;
    names[names.length] = own;
    values[values.length] = held;
    for (let k = 0; k < own.length; k++) count(fields, own[k], held[k]);
  }
  const { left, maps, reason } = rarelyFilled(fields, factor, estimator);
  if (left.size === 0) return undefined;
  const copied = min(names.length, MAX_COPIED);
  const all = estimator.weigh(copiesWithout(names, values, copied, undefined));
  const kept = estimator.weigh(copiesWithout(names, values, copied, left));
  let before = 0;
  for (let i = 0; i < objects.length; i++) before += place.bytes[i];
  const saved = factor * (names.length / copied) * (all - kept) - maps;
  if (saved < WORTHWHILE * before) return undefined;
  return {
    path: place.path,
    count: objects.length,
    before,
    after: before - saved,
    objects,
    reason: `${reason} null or undefined, and ${left.size === 1 ? 'takes' : 'each takes'} a slot in every object`,
    action:
      maps === 0
        ? 'leave out fields that are always empty'
        : 'store the few values in a Map from object to value, and leave the fields out of the objects',
  };
}

function count(fields: SafeMap<string, Field>, name: string, value: unknown): void {
  let field = fields.get(name);
  if (field === undefined) fields.set(name, (field = { held: 0, empty: 0 }));
  field.held++;
  if (value === undefined || value === null) field.empty++;
}

/** The fields that cost more than a Map of their few values, and the bytes of those Maps. */
function rarelyFilled(
  fields: SafeMap<string, Field>,
  factor: number,
  estimator: Estimator,
): { left: Set<string>; maps: number; reason: string } {
  const left = new SafeSet<string>();
  const named = new SafeSet<string>();
  let maps = 0;
  let held = 0;
  let empty = 0;
  fields.forEach((field, name) => {
    if (field.empty < MOSTLY * field.held) return;
    const filled = round(factor * (field.held - field.empty));
    const map = filled === 0 ? 0 : estimator.mapOf(filled);
    if (map >= factor * field.held * estimator.layout.taggedSize) return;
    left.add(name);
    if (named.size < MAX_NAMED) named.add(`\`${name}\``);
    maps += map;
    held += field.held;
    empty += field.empty;
  });
  const share = held === empty ? 'always' : `in ${((100 * empty) / held).toFixed(0)} % of cases`;
  const more = left.size > named.size ? ` and ${left.size - named.size} more fields` : '';
  return {
    left,
    maps,
    reason: `${listed(named, more === '' ? 'and' : ',')}${more} ${left.size === 1 ? 'is' : 'are'} ${share}`,
  };
}

/** Copies of so many objects, with all fields or without some: both sides are copies, so that nothing else differs. */
function copiesWithout(
  names: readonly (readonly string[])[],
  values: readonly (readonly unknown[])[],
  copied: number,
  left: Set<string> | undefined,
): object[] {
  const copies = nullPrototypeList<object>();
  for (let i = 0; i < copied; i++) {
    const at = spread(i, copied, names.length);
    const copy = {};
    for (let k = 0; k < names[at].length; k++)
      if (left === undefined || !left.has(names[at][k])) setField(copy, names[at][k], values[at][k]);
    copies[i] = copy;
  }
  return copies;
}
