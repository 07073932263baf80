/** Builds records from what other records hold: the replacements that rules weigh. */
import * as js from '../../platform/intrinsics.ts';
import { valuesOf } from './contents.ts';

const descriptor: PropertyDescriptor = Object.assign(Object.create(null) as PropertyDescriptor, {
  value: undefined,
  writable: true,
  enumerable: true,
  configurable: true,
});

/** Adds a property as data, whatever setters `Object.prototype` has been given. */
export function setField(record: object, name: string, value: unknown): void {
  descriptor.value = value;
  js.defineProperty(record, name, descriptor);
  descriptor.value = undefined;
}

/** A plain record with these fields of an object; undefined if one of them is an accessor. */
export function recordOf(object: object, names: readonly string[]): object | undefined {
  const values = valuesOf(object, names);
  if (values === undefined) return undefined;
  const record = {};
  for (let i = 0; i < names.length; i++) setField(record, names[i], values[i]);
  return record;
}
