/** A few words by which an object is recognised in a table: its first primitive values, read without running code. */
import { brands } from '../../inspect/brands.ts';
import * as js from '../../platform/intrinsics.ts';

/** So many values are shown, and so many characters of a string. */
const MAX_VALUES = 3;
const MAX_CHARACTERS = 24;

/** Such as `id: 17, name: 'ann'`; empty if the object, which is not a proxy, has nothing of the kind. */
export function previewOf(object: object): string {
  if (typeof object === 'function') return nameOf(object);
  if (js.isArray(object)) return `length: ${object.length}`;
  if (brands.isMap(object)) return `size: ${js.mapSize(object)}`;
  if (brands.isSet(object)) return `size: ${js.setSize(object)}`;
  // The names of a view are its indices.
  return js.isView(object) ? '' : valuesOf(object).join(', ');
}

function nameOf(callable: object): string {
  const name = js.getOwnPropertyDescriptor(callable, 'name')?.value as unknown;
  return typeof name === 'string' ? name : '';
}

function valuesOf(object: object): string[] {
  const shown: string[] = [];
  for (const name of js.getOwnPropertyNames(object)) {
    // V8 formats an error's stack when its descriptor is read, for which the program may have code.
    if (name === 'stack') continue;
    const text = shownValue(js.getOwnPropertyDescriptor(object, name)?.value as unknown);
    if (text !== undefined) shown.push(`${name}: ${text}`);
    if (shown.length === MAX_VALUES) break;
  }
  return shown;
}

function shownValue(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return `'${value.length > MAX_CHARACTERS ? `${value.slice(0, MAX_CHARACTERS)}...` : value}'`;
    case 'number':
    case 'boolean':
      return String(value);
    case 'bigint':
      return `${value}n`;
    default:
      return undefined;
  }
}
