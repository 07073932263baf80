/** The names by which classes are recognised, read as data: no getter of the program runs. */
import * as js from '../platform/intrinsics.ts';
import { brands } from './brands.ts';

/** The name of the class that a prototype belongs to; empty if there is none. */
export function classNameOf(prototype: object): string {
  const constructor = js.getOwnPropertyDescriptor(prototype, 'constructor')?.value as unknown;
  return typeof constructor === 'function' && !brands.isProxy(constructor) ? ownNameOf(constructor) : '';
}

/** A function's own name, unless it is computed or was replaced by something else. */
export function ownNameOf(callable: object): string {
  const name = js.getOwnPropertyDescriptor(callable, 'name')?.value as unknown;
  return typeof name === 'string' ? name : '';
}
