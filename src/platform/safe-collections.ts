/**
 * Sets and Maps whose methods stay what they were when this module loaded, whatever becomes of `Set.prototype` and
 * `Map.prototype`.
 */
import * as js from './intrinsics.ts';

/** Copies a prototype's own members onto a subclass's, and cuts the subclass off from it. */
function sealOff(subclass: { readonly prototype: object }, from: object): void {
  const keys = js.ownKeys(from);
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] === 'constructor') continue;
    // Without a prototype: a field that a program has put on `Object.prototype` would make an accessor's descriptor
    // invalid.
    const descriptor = js.setPrototypeOf(js.getOwnPropertyDescriptor(from, keys[i])!, null);
    js.defineProperty(subclass.prototype, keys[i], descriptor);
  }
  js.setPrototypeOf(subclass.prototype, null);
}

/** A Set that nobody can patch. Give it no iterable: that would be read by a patchable iterator. */
export class SafeSet<T> extends Set<T> {
  // A default constructor would spread its arguments, by an iterator that can be patched.
  constructor() {
    super();
  }

  static {
    sealOff(this, Set.prototype);
  }
}

/** A Map that nobody can patch. */
export class SafeMap<K, V> extends Map<K, V> {
  // A default constructor would spread its arguments, by an iterator that can be patched.
  constructor() {
    super();
  }

  static {
    sealOff(this, Map.prototype);
  }
}

/** A WeakMap that nobody can patch. */
export class SafeWeakMap<K extends object, V> extends WeakMap<K, V> {
  // A default constructor would spread its arguments, by an iterator that can be patched.
  constructor() {
    super();
  }

  static {
    sealOff(this, WeakMap.prototype);
  }
}

/** A list without a prototype, so that no accessor on `Array.prototype` meets what is added to it. */
export function nullPrototypeList<T>(): T[] {
  return js.setPrototypeOf<T[]>([], null);
}

const arrayPrototype: object = Array.prototype;

/** Makes an ordinary array of a list without a prototype, once nothing is added to it any more. */
export function toArray<T>(list: T[]): T[] {
  return js.setPrototypeOf(list, arrayPrototype);
}

/**
 * An ordinary array of as many elements of its own, to be filled: writing to what is there meets no accessor either.
 * For a few elements it takes a tenth of what a list without a prototype does, which changes its prototype twice.
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
