/**
 * Finds out what the chosen elements refer to, and how often: an object that one element has for itself stands for as many
 * as there are elements, one that several share does not.
 */
import { DEAF } from '../../walk/visitor.ts';
import { Walker } from '../../walk/walker.ts';
import type { WalkOptions } from '../../walk/walker.ts';
import type { Stratum } from './stratum.ts';

/** An object that chosen elements refer to. */
export interface Reference {
  readonly object: object;
  /** The first element that refers to it. */
  readonly owner: number;
  /** Elements that refer to it, by itself or by what refers to it. */
  draws: number;
  /** Objects that look alike: same class, same names. */
  group: Group;
  /** The last element that was seen to refer to it. */
  last: number;
  /** It is one of the chosen elements itself. */
  isElement: boolean;
}

/** Objects that look alike, and how often they were met. */
export interface Group {
  draws: number;
  distinct: number;
  /** How many of them are chosen elements themselves. */
  elements: number;
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Everything that the elements of a stratum refer to, each object once, with its draws and group. */
export function referencesOf({ elements }: Stratum, options: WalkOptions): Reference[] {
  const found = new Map<object, Reference>();
  const groups = new Map<string, Group>();
  const unknown: Group = { draws: 0, distinct: 0, elements: 0 };
  let element = 0;
  const meet = (object: object): boolean => {
    const before = found.get(object);
    if (before === undefined) {
      found.set(object, { object, owner: element, draws: 1, group: unknown, last: element, isElement: false });
      return true;
    }
    if (before.last !== element) {
      before.last = element;
      before.draws++;
    }
    return false;
  };
  const walker = new Walker({
    ...DEAF,
    object(object, kind, info, facts) {
      const reference = found.get(object);
      if (reference === undefined) return;
      const { names } = facts;
      const key = `${kind} ${info.name} ${names.length} ${names.length > 0 ? `${names[0]} ${names[names.length - 1]}` : ''}`;
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = { draws: 0, distinct: 0, elements: 0 }));
      reference.group = group;
    },
  });
  walker.start({ ...options, isIgnored: (object) => options.isIgnored?.(object) === true || !meet(object) });
  for (; element < elements.length; element++) {
    for (const value of elements[element]) {
      // The walk does not ask about a root, so it is met here.
      if (!isObject(value) || options.isIgnored?.(value) === true) continue;
      const isNew = meet(value);
      found.get(value)!.isElement = true;
      if (!isNew) continue;
      walker.begin(value);
      walker.step(Infinity);
      walker.forget();
    }
  }
  const references = [...found.values()].filter((reference) => reference.group !== unknown);
  inheritDraws(references, found, options);
  for (const { group, draws, isElement } of references) {
    group.draws += draws;
    group.distinct++;
    if (isElement) group.elements++;
  }
  return references;
}

/** What hangs on a shared object is shared as often as that. */
function inheritDraws(
  references: readonly Reference[],
  found: ReadonlyMap<object, Reference>,
  options: WalkOptions,
): void {
  const shared = references.filter((reference) => reference.draws > 1).sort((a, b) => b.draws - a.draws);
  const done = new Set<object>();
  let draws = 0;
  const walker = new Walker({ ...DEAF, object() {} });
  walker.start({
    ...options,
    isIgnored(object) {
      const reference = found.get(object);
      if (reference === undefined || done.has(object)) return true;
      done.add(object);
      if (reference.draws < draws) reference.draws = draws;
      return false;
    },
  });
  for (const reference of shared) {
    if (done.has(reference.object)) continue;
    done.add(reference.object);
    draws = reference.draws;
    walker.begin(reference.object);
    walker.step(Infinity);
    walker.forget();
  }
}
