/**
 * Empty arrays, Maps, Sets and objects: each is a separate object, and a Map or Set also has a table.
 */
import * as js from '../../platform/intrinsics.ts';
import { Kind } from '../../inspect/kinds.ts';
import { nullPrototypeList, SafeMap, SafeSet } from '../../platform/safe-collections.ts';
import { byPlace } from './by-place.ts';
import type { Place } from '../place.ts';
import type { Rule, Proposal } from '../proposal.ts';
import { newArray } from '../estimator.ts';
import type { Estimator } from '../estimator.ts';

/** Looks for places with many empty containers. */
export const emptyContainers: Rule = byPlace('empty-container', isContainer, examinePlace);

function isContainer(kind: Kind, { info }: Place): boolean {
  return (
    kind === Kind.array ||
    kind === Kind.map ||
    kind === Kind.set ||
    (kind === Kind.ordinary && (info.isPlainObject || info.isNullPrototype))
  );
}

function examinePlace(place: Place, estimator: Estimator): Proposal | undefined {
  const { kind, objects } = place;
  const empty = nullPrototypeList<object>();
  let before = 0;
  for (let i = 0; i < objects.length; i++) {
    if (!isEmpty(objects[i], kind)) continue;
    empty[empty.length] = objects[i];
    before += place.bytes[i];
  }
  if (empty.length < 2) return undefined;
  const after = estimator.once(`empty ${kind}`, () =>
    kind === Kind.array ? newArray(0) : kind === Kind.map ? new SafeMap() : kind === Kind.set ? new SafeSet() : {},
  );
  const what = kind === Kind.array ? 'array' : kind === Kind.map ? 'Map' : kind === Kind.set ? 'Set' : 'object';
  return {
    path: place.path,
    count: empty.length,
    before,
    after,
    objects: empty,
    reason: `an empty ${what} takes ${(before / empty.length).toFixed(0)} bytes`,
    action:
      'create it when there is something to store, or let all share one' +
      (kind === Kind.array || kind === Kind.ordinary ? ' that is frozen' : ''),
  };
}

/** True if it has no elements or entries, and no properties. */
function isEmpty(object: object, kind: Kind): boolean {
  switch (kind) {
    case Kind.array:
      return (object as readonly unknown[]).length === 0 && js.ownKeys(object).length === 1;
    case Kind.map:
      return js.mapSize(object) === 0 && js.ownKeys(object).length === 0;
    case Kind.set:
      return js.setSize(object) === 0 && js.ownKeys(object).length === 0;
    default:
      // Much faster than a list of all keys.
      return js.getOwnPropertyNames(object).length === 0 && js.getOwnPropertySymbols(object).length === 0;
  }
}
