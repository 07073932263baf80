/** instancesOf: the live instances of a class themselves. */
import * as js from '../platform/intrinsics.ts';
import { boolean } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { nullPrototypeList, toArray } from '../platform/safe-collections.ts';
import { isPrototypeOfClass, prototypeOfClass, withLiveObjects } from './live-objects.ts';
import { unfinishedTest } from './unfinished-literals.ts';
import type { ClassOf } from './live-objects.ts';

/** Which objects are instances. */
export interface InstanceOptions {
  /**
   * False to leave out instances of subclasses.
   *
   * @defaultValue `true`
   */
  readonly subclasses?: boolean | undefined;
}

export const INSTANCE_NAMES: OptionNames<InstanceOptions> = { subclasses: true };

/**
 * The live instances of a class: the objects themselves, found by their prototypes. V8 collects all garbage first, so
 * every one of them is held by something.
 *
 * The process stops meanwhile: for about 0.2 s with 200,000 objects in the heap, a fifth of the time that a heap
 * snapshot takes. No code of the program is run, and nothing keeps the instances alive but the array that is returned.
 *
 * Not found: proxies, objects whose prototype is null, and objects of other realms than this module's own. In Jest
 * and in a vm context that is the one that heapscale was loaded in.
 *
 * @returns an array in no particular order; without the prototypes of subclasses.
 * @throws {TypeError} if `Class` is not a class, or an option is invalid.
 * @throws {Error} if there is no inspector in this thread.
 * @example
 * ```ts
 * class Session {}
 * const open = new Set([new Session(), new Session()]);
 * instancesOf(Session).length; // 2
 * instancesOf(Session).every((session) => open.has(session)); // true
 * ```
 */
export function instancesOf<T>(Class: ClassOf<T>, options?: InstanceOptions): T[] {
  const prototype = prototypeOfClass(Class);
  const own = ownOptions('instancesOf', INSTANCE_NAMES, options);
  return instancesBelow<T>(prototype, boolean('subclasses', own.subclasses, true));
}

/** The live instances of the class of a prototype, and with `subclasses` those of its subclasses. */
export function instancesBelow<T>(prototype: object, subclasses: boolean): T[] {
  return withLiveObjects(prototype, (objects) => {
    const isUnfinished = prototype === Object.prototype ? unfinishedTest(objects) : undefined;
    const instances = nullPrototypeList<T>();
    const { length } = objects;
    for (let i = 0; i < length; i++) {
      const object = objects[i] as object;
      if (!subclasses && js.getPrototypeOf(object) !== prototype) continue;
      if (isUnfinished?.(object) !== true && !isPrototypeOfClass(object)) instances[instances.length] = object as T;
    }
    return toArray(instances);
  });
}
