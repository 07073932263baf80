/** Builds plain objects as the replacements that rules weigh. */
import * as js from '../../platform/intrinsics.ts';
import { valuesOf } from './contents.ts';

const descriptor: PropertyDescriptor = Object.assign(Object.create(null) as PropertyDescriptor, {
  value: undefined,
  writable: true,
  enumerable: true,
  configurable: true,
});

/** Defines a data property; setters on `Object.prototype` are not run. */
export function setField(object: object, name: string, value: unknown): void {
  descriptor.value = value;
  js.defineProperty(object, name, descriptor);
  descriptor.value = undefined;
}

/** A plain object with these fields of an object; undefined if one of them is an accessor. */
export function plainObjectOf(object: object, names: readonly string[]): object | undefined {
  const values = valuesOf(object, names);
  if (values === undefined) return undefined;
  const copy = {};
  for (let i = 0; i < names.length; i++) setField(copy, names[i], values[i]);
  return copy;
}
