/**
 * Finds what the chosen elements refer to, and how often: an object that belongs to one element is scaled with the
 * number of elements, an object that several elements share is not.
 */
import * as js from '../../platform/intrinsics.ts';
import { nullPrototypeList, SafeMap, SafeSet } from '../../platform/safe-collections.ts';
import { NOOP_VISITOR } from '../../walk/visitor.ts';
import { Walker } from '../../walk/walker.ts';
import type { WalkOptions } from '../../walk/walk-options.ts';
import { advance } from './steps.ts';
import type { Steps } from './steps.ts';
import type { Stratum } from './stratum.ts';

/** An object that chosen elements refer to. */
export interface DrawnObject {
  readonly object: object;
  /** The first element that refers to it. */
  readonly owner: number;
  /** How many elements refer to it, directly or through other objects. */
  draws: number;
  /** Objects of the same form; undefined for an object that the walk does not visit. */
  group: Group | undefined;
  /** The last element that referred to it. */
  last: number;
  /** True if it is itself a chosen element. */
  isElement: boolean;
}

/** Objects of the same kind, class and property names, and how often they were met. */
export interface Group {
  /** Its index in the order in which groups were met. */
  readonly number: number;
  draws: number;
  distinct: number;
  /** How many of them are themselves chosen elements. */
  elements: number;
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * Everything that the elements of a stratum refer to, each object once, with its draws and group.
 *
 * @param limit objects between two steps.
 * @param visited receives the objects.
 */
export function* drawnObjectsOf(
  { elements }: Stratum,
  options: WalkOptions,
  limit: number,
  visited: DrawnObject[],
): Steps {
  const found = new SafeMap<object, DrawnObject>();
  const all = nullPrototypeList<DrawnObject>();
  const groups = new SafeMap<string, Group>();
  let element = 0;
  const meet = (object: object): boolean => {
    const before = found.get(object);
    if (before === undefined) {
      const drawn = { object, owner: element, draws: 1, group: undefined, last: element, isElement: false };
      found.set(object, drawn);
      all[all.length] = drawn;
      return true;
    }
    if (before.last !== element) {
      before.last = element;
      before.draws++;
    }
    return false;
  };
  const walker = new Walker({
    ...NOOP_VISITOR,
    object(object, kind, info, facts) {
      const drawn = found.get(object);
      if (drawn === undefined) return;
      const { names } = facts;
      const ends = names.length > 0 ? `${names[0]} ${names[names.length - 1]}` : '';
      const key = `${kind} ${info.name} ${names.length} ${ends}`;
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = { number: groups.size, draws: 0, distinct: 0, elements: 0 }));
      drawn.group = group;
    },
  });
  walker.start({ ...options, isIgnored: (object) => options.isIgnored?.(object) === true || !meet(object) });
  for (; element < elements.length; element++) {
    for (let i = 0; i < elements[element].length; i++) {
      const value = elements[element][i];
      // The walk does not call `ignore` for a root, so the root is recorded here.
      if (!isObject(value) || options.isIgnored?.(value) === true) continue;
      const isNew = meet(value);
      found.get(value)!.isElement = true;
      if (!isNew) continue;
      walker.begin(value);
      while (!walker.step(limit)) yield;
      walker.forget();
      yield;
    }
  }
  for (let i = 0; i < all.length; i++) if (all[i].group !== undefined) visited[visited.length] = all[i];
  const inherited = inheritDraws(visited, found, options, limit);
  while (advance(inherited)) yield;
  for (let i = 0; i < visited.length; i++) {
    const { draws, isElement } = visited[i];
    const group = visited[i].group!;
    group.draws += draws;
    group.distinct++;
    if (isElement) group.elements++;
  }
}

/** Objects reached through a shared object are shared as often as it is. */
function* inheritDraws(
  drawn: readonly DrawnObject[],
  found: ReadonlyMap<object, DrawnObject>,
  options: WalkOptions,
  limit: number,
): Steps {
  const shared = nullPrototypeList<DrawnObject>();
  for (let i = 0; i < drawn.length; i++) if (drawn[i].draws > 1) shared[shared.length] = drawn[i];
  js.sort(shared, (a, b) => b.draws - a.draws);
  const done = new SafeSet<object>();
  let draws = 0;
  const walker = new Walker({ ...NOOP_VISITOR, object() {} });
  walker.start({
    ...options,
    isIgnored(object) {
      const known = found.get(object);
      if (known === undefined || done.has(object)) return true;
      done.add(object);
      if (known.draws < draws) known.draws = draws;
      return false;
    },
  });
  for (let i = 0; i < shared.length; i++) {
    const { object } = shared[i];
    if (done.has(object)) continue;
    done.add(object);
    draws = shared[i].draws;
    walker.begin(object);
    while (!walker.step(limit)) yield;
    walker.forget();
    yield;
  }
}
