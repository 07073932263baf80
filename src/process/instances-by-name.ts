/** The instances of all classes of one name, for those who have no reference to a class: another process. */
import { classNameOf } from '../inspect/class-name.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';
import type { List } from '../reveal/remote-objects.ts';
import { isPrototypeOfClass } from './live-objects.ts';
import { unfinishedTest } from './unfinished-literals.ts';

/**
 * Those of live objects whose class has this name; without those of subclasses, and without objects that inherit from
 * another instance.
 *
 * @param objects as {@link unfinishedTest} requires.
 */
export function instancesNamed(objects: List, name: string): readonly object[] {
  const isUnfinished = unfinishedTest(objects);
  const isNamed = new SafeMap<object | null, boolean>();
  const instances = nullPrototypeList<object>();
  const { length } = objects;
  for (let i = 0; i < length; i++) {
    const object = objects[i] as object;
    const prototype = js.getPrototypeOf(object);
    let isWanted = isNamed.get(prototype);
    if (isWanted === undefined) {
      isWanted = prototype !== null && classNameOf(prototype) === name;
      isNamed.set(prototype, isWanted);
    }
    if (isWanted && !isPrototypeOfClass(object) && isUnfinished?.(object) !== true)
      instances[instances.length] = object;
  }
  return instances;
}
