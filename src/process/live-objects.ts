/**
 * The objects that are alive in this process, from V8's inspector in the same thread (`Runtime.queryObjects`). V8 finds
 * them by their prototype chains, so it runs no code of the program.
 */
import { brands } from '../inspect/brands.ts';
import { ownNameOf } from '../inspect/class-name.ts';
import { received } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { Inspector } from '../platform/inspector.ts';
import { RemoteObjects } from '../reveal/remote-objects.ts';
import type { List } from '../reveal/remote-objects.ts';
import { realmContextId } from './realm-context.ts';
import { amidLiteral } from './unfinished-literals.ts';

/** A class, abstract or not, or a function that is used as one. */
export type ClassOf<T> = abstract new (...args: never[]) => T;

/** The inspector's view of this module's realm, while it is held, and for the main realm from then on. */
let remote: RemoteObjects | undefined;
let holders = 0;
/** The number of the realm, once it is known; undefined for the main one. */
let realm: { readonly contextId: number | undefined } | undefined;

/** The inspector's view of this realm, until it is let go. */
export interface HeldRealm {
  readonly objects: RemoteObjects;
  letGo(): void;
}

/**
 * Keeps the inspector's view of this realm. To make one, the inspector runs a script, which must not happen while V8
 * tracks allocations: V8 11 may crash in the next heap snapshot if a script that allocated is gone
 * (`AllocationTracker::PrepareForSerialization`).
 *
 * @throws {Error} if there is no inspector in this thread.
 */
export function holdRealm(): HeldRealm {
  realm ??= { contextId: realmContextId(Inspector.session()) };
  const { contextId } = realm;
  const objects = (remote ??= new RemoteObjects(contextId));
  holders++;
  return {
    objects,
    letGo() {
      // What the inspector knows of a vm context keeps that alive, as after a test file of Jest.
      if (--holders > 0 || contextId === undefined) return;
      objects.close();
      remote = undefined;
    },
  };
}

/**
 * Calls `use` with all live objects that inherit from a prototype, and releases them afterwards: the inspector would
 * keep them alive.
 *
 * Plain objects among them may be unfinished: see unfinished-literals.ts before reading them.
 *
 * @throws {Error} if there is no inspector in this thread.
 */
export function withLiveObjects<Result>(prototype: object, use: (objects: List) => Result): Result {
  const { objects, letGo } = holdRealm();
  try {
    return amidLiteral(() => use(objects.inheritorsOf(prototype)));
  } finally {
    objects.release();
    letGo();
  }
}

/**
 * The prototype of a class, read by its descriptor.
 *
 * @throws {TypeError} if it is not a class.
 */
export function prototypeOfClass(Class: unknown): object {
  if (typeof Class === 'function' && !brands.isProxy(Class)) {
    const prototype = js.getOwnPropertyDescriptor(Class, 'prototype')?.value as unknown;
    if (typeof prototype === 'object' && prototype !== null && !brands.isProxy(prototype)) return prototype;
  }
  throw new TypeError(`Class must be a class or a constructor function; got ${received(Class)}`);
}

/** The name of a class, read by its descriptor; `(anonymous class)` if it has none. */
export function nameOfClass(Class: object): string {
  const name = ownNameOf(Class);
  return name === '' ? '(anonymous class)' : name;
}

/** True for the prototype of a class: it inherits from the prototype of the class above, but is not an instance. */
export function isPrototypeOfClass(value: object): boolean {
  if (!js.hasOwn(value, 'constructor')) return false;
  const Class = js.getOwnPropertyDescriptor(value, 'constructor')?.value as unknown;
  return (
    typeof Class === 'function' &&
    !brands.isProxy(Class) &&
    js.getOwnPropertyDescriptor(Class, 'prototype')?.value === value
  );
}
