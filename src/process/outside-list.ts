/**
 * Objects that V8 does not list among the live ones, because they do not inherit from this realm's `Object.prototype`:
 * those without a prototype, proxies, objects of other realms. A census counts them where another object's data refer
 * to them.
 */
import { brands } from '../inspect/brands.ts';
import * as js from '../platform/intrinsics.ts';
import { SafeSet } from '../platform/safe-collections.ts';

const objectPrototype: object = Object.prototype;
const arrayPrototype: object = Array.prototype;

/** A test that is true, once for each, for objects that are not in V8's list. */
export function isNewOutsideList(): (value: object) => boolean {
  const others = new SafeSet<object>();
  let lastPrototype: object | null = objectPrototype;
  let isLastListed = true;
  return (value) => {
    if (!brands.isProxy(value)) {
      const prototype = js.getPrototypeOf(value);
      // Most values are plain objects and arrays, in turn.
      if (prototype === objectPrototype || prototype === arrayPrototype) return false;
      if (prototype !== lastPrototype) {
        lastPrototype = prototype;
        isLastListed = inheritsFromObject(prototype);
      }
      if (isLastListed) return false;
    }
    const { size } = others;
    others.add(value);
    return others.size > size;
  };
}

/** Whether a prototype is `Object.prototype` or inherits from it; V8 stops at a proxy, as this does. */
function inheritsFromObject(prototype: object | null): boolean {
  for (let at = prototype; at !== null; at = js.getPrototypeOf(at)) {
    if (at === objectPrototype) return true;
    if (brands.isProxy(at)) return false;
  }
  return false;
}
