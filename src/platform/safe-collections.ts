/** Sets and Maps with the methods that `Set.prototype` and `Map.prototype` had when this module loaded. */
import * as js from './intrinsics.ts';

/** Copies a prototype's own members to that of a subclass, and detaches the subclass from it. */
function sealOff(subclass: { readonly prototype: object }, from: object): void {
  const keys = js.ownKeys(from);
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] === 'constructor') continue;
    // Null prototype: a field that a program defined on `Object.prototype` would make an accessor's descriptor invalid.
    const descriptor = js.setPrototypeOf(js.getOwnPropertyDescriptor(from, keys[i])!, null);
    js.defineProperty(subclass.prototype, keys[i], descriptor);
  }
  js.setPrototypeOf(subclass.prototype, null);
}

/** A Set immune to patches. Do not pass an iterable: it would be read through a patchable iterator. */
export class SafeSet<T> extends Set<T> {
  // A default constructor would spread its arguments through an iterator that can be patched.
  constructor() {
    super();
  }

  static {
    sealOff(this, Set.prototype);
  }
}

/** A Map immune to patches. */
export class SafeMap<K, V> extends Map<K, V> {
  // A default constructor would spread its arguments through an iterator that can be patched.
  constructor() {
    super();
  }

  static {
    sealOff(this, Map.prototype);
  }
}

/** A WeakMap immune to patches. */
export class SafeWeakMap<K extends object, V> extends WeakMap<K, V> {
  // A default constructor would spread its arguments through an iterator that can be patched.
  constructor() {
    super();
  }

  static {
    sealOff(this, WeakMap.prototype);
  }
}

/** An array with a null prototype, so that adding an element never reaches an accessor on `Array.prototype`. */
export function nullPrototypeList<T>(): T[] {
  return js.setPrototypeOf<T[]>([], null);
}

const arrayPrototype: object = Array.prototype;

/** Restores the prototype of a null-prototype array that is complete. */
export function toArray<T>(list: T[]): T[] {
  return js.setPrototypeOf(list, arrayPrototype);
}

/**
 * An ordinary array with `length` own elements, to be filled: writing to an own element never reaches an accessor
 * either. For a few elements it takes a tenth of the time of a null-prototype array, whose prototype changes twice.
 */
export function ownList<T>(length: number): T[] {
  const nothing = undefined as T;
  switch (length) {
    case 0:
      return [];
    case 1:
      return [nothing];
    case 2:
      return [nothing, nothing];
    case 3:
      return [nothing, nothing, nothing];
    case 4:
      return [nothing, nothing, nothing, nothing];
    default: {
      const list = nullPrototypeList<T>();
      for (let i = 0; i < length; i++) list[i] = nothing;
      return toArray(list);
    }
  }
}
