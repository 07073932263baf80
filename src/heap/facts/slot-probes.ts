/**
 * How many slots a plain object has in itself, which JavaScript cannot see: `{ a, b }` has two, and `{}` to which `a`
 * and `b` were added has four. For V8 two objects have the same hidden class if they began with the same number of
 * slots and then got the same names in the same order. So objects are made here in each of these ways; the one that has
 * the hidden class of the object in question has as many slots.
 *
 * What is made holds no value of the program, but zero for a number, an empty string for a string and so on. A number
 * is always zero: a small integer is no reason for V8 to change how it keeps a field of other objects.
 */
import { types } from 'node:util';
import { EMPTY_LITERAL_SLOTS, JSON_DICTIONARY_FROM } from '../../layout/properties.ts';

const { isProxy } = types;
const { defineProperty, getOwnPropertyDescriptor } = Reflect;
const { getPrototypeOf, isExtensible, freeze } = Object;
const { parse, stringify } = JSON;

/** Tries that are made for one list of names: that many properties may have been added to a literal. */
const MAX_TRIES = 8;

/** Hidden classes of objects with the same names that are kept, and failures after which no more are looked for. */
const MAX_KEPT = 4;

/** Lists of names that are kept. */
const MAX_LISTS = 512;

/** Compares the hidden classes of two objects. */
export type SameMap = (one: object, other: object) => boolean;

/** What is known of the objects with one list of names. */
interface Known {
  readonly probes: object[];
  readonly slots: number[];
  failures: number;
}

const byList = new WeakMap<readonly string[], Known>();
const byNames = new Map<string, Known>();

/** Slots of a plain object with these own names, all of them of data and none an index; undefined if that is not seen. */
export function slotsOf(value: object, names: readonly string[], hasSameMap: SameMap): number | undefined {
  let known = byList.get(names);
  if (known === undefined) byList.set(names, (known = knownOf(names)));
  const { probes, slots } = known;
  for (let i = 0; i < probes.length; i++) if (hasSameMap(value, probes[i])) return slots[i];
  if (probes.length + known.failures >= MAX_KEPT || !canCompare(value, names)) return undefined;
  const kinds = neutralValues(value, names);
  const count = kinds === undefined ? 0 : names.length;
  for (let i = 0; i <= count && i < MAX_TRIES; i++) {
    // A literal or JSON first, then `{}`, then literals to which some of the names were added.
    const first = i === 0 ? count : i === 1 ? 0 : count - i + 1;
    const probe = made(names, kinds!, first);
    if (!isExtensible(value)) freeze(probe);
    if (!hasSameMap(value, probe)) continue;
    probes.push(probe);
    const own = first === 0 ? EMPTY_LITERAL_SLOTS : first;
    slots.push(own);
    return own;
  }
  known.failures++;
  return undefined;
}

function knownOf(names: readonly string[]): Known {
  let key = '';
  for (let i = 0; i < names.length; i++) key += `${names[i].length} ${names[i]} `;
  let known = byNames.get(key);
  if (known === undefined) {
    if (byNames.size >= MAX_LISTS) byNames.clear();
    byNames.set(key, (known = { probes: [], slots: [], failures: 0 }));
  }
  return known;
}

function canCompare(value: object, names: readonly string[]): boolean {
  return (
    names.length > 0 &&
    names.length < JSON_DICTIONARY_FROM &&
    !isProxy(value) &&
    getPrototypeOf(value) === Object.prototype
  );
}

const NOTHING = Object.freeze({});
const doNothing = (): void => {};

/** For each property a value of the same type that is not the program's; undefined if one of them is no data. */
function neutralValues(value: object, names: readonly string[]): unknown[] | undefined {
  const values: unknown[] = [];
  for (const name of names) {
    const descriptor = getOwnPropertyDescriptor(value, name);
    if (descriptor === undefined || !('value' in descriptor)) return undefined;
    values.push(neutral(descriptor.value));
  }
  return values;
}

function neutral(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return 0;
    case 'string':
      return '';
    case 'bigint':
      return 0n;
    case 'symbol':
      return Symbol.iterator;
    case 'function':
      return doNothing;
    case 'object':
      return value === null ? null : NOTHING;
    default:
      return value;
  }
}

const property = {
  __proto__: null,
  value: undefined as unknown,
  writable: true,
  enumerable: true,
  configurable: true,
};

/** An object with slots for the first names, or those of `{}`, to which the others were added. */
function made(names: readonly string[], values: readonly unknown[], first: number): object {
  const parts: string[] = [];
  for (let i = 0; i < first; i++) parts.push(`${stringify(names[i])}:${jsonOf(values[i])}`);
  const probe = parse(`{${parts.join(',')}}`) as object;
  for (let i = first; i < names.length; i++) {
    property.value = values[i];
    defineProperty(probe, names[i], property);
  }
  return probe;
}

/** JSON of a value that V8 keeps in a field of the same kind. */
function jsonOf(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? '{}'
    : typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
      ? stringify(value)
      : 'null';
}
