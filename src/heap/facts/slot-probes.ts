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
import { areSameNames } from '../../inspect/own-names.ts';
import { EMPTY_LITERAL_SLOTS, JSON_DICTIONARY_FROM } from '../../layout/properties.ts';
import { nullPrototypeList, SafeMap } from '../../platform/safe-collections.ts';

const { isProxy } = types;
const { defineProperty, getOwnPropertyDescriptor } = Reflect;
const { getPrototypeOf, hasOwn, isExtensible, freeze } = Object;
const { parse, stringify } = JSON;

/** Tries that are made for one list of names: that many properties may have been added to a literal. */
const MAX_TRIES = 8;

/** Hidden classes of objects with the same names that are kept, and failures after which no more are looked for. */
const MAX_KEPT = 4;

/**
 * Lists of names that are kept. Each leaves a few hidden classes behind until the next collection, of which V8 allows
 * some 1,500 to follow one other: when that many are kept, others wait until these were asked for often enough.
 */
const MAX_LISTS = 256;
const OFTEN = 16 * MAX_LISTS;

/** Compares the hidden classes of two objects. */
export type SameMap = (one: object, other: object) => boolean;

/** What is known of the objects with one list of names. */
interface Known {
  readonly names: readonly string[];
  readonly probes: object[];
  readonly slots: number[];
  failures: number;
}

/** By the first name. */
const lists = new SafeMap<string, Known[]>();
let count = 0;
let asked = 0;
let last = newKnown([]);

/**
 * Slots of a plain object with these own names, all of them of data and none an index; undefined if that is not seen.
 */
export function slotsOf(value: object, names: readonly string[], hasSameMap: SameMap): number | undefined {
  const known = knownOf(names);
  if (known === undefined) return undefined;
  const { probes, slots } = known;
  for (let i = 0; i < probes.length; i++) if (hasSameMap(value, probes[i])) return slots[i];
  if (probes.length + known.failures >= MAX_KEPT || !canCompare(value, names)) return undefined;
  const kinds = neutralValues(value, names);
  for (let i = 0; kinds !== undefined && i <= names.length && i < MAX_TRIES; i++) {
    // A literal or JSON first, then `{}`, then literals to which some of the names were added.
    const first = i === 0 ? names.length : i === 1 ? 0 : names.length - i + 1;
    const probe = made(names, kinds, first);
    if (!isExtensible(value)) freeze(probe);
    if (!hasSameMap(value, probe)) continue;
    probes[probes.length] = probe;
    const own = first === 0 ? EMPTY_LITERAL_SLOTS : first;
    slots[slots.length] = own;
    return own;
  }
  known.failures++;
  return undefined;
}

function knownOf(names: readonly string[]): Known | undefined {
  asked++;
  if (areSameNames(last.names, names)) return last;
  const first = names.length === 0 ? '' : names[0];
  let alike = lists.get(first) ?? nullPrototypeList<Known>();
  for (let i = 0; i < alike.length; i++) if (areSameNames(alike[i].names, names)) return (last = alike[i]);
  if (count >= MAX_LISTS) {
    if (asked < OFTEN) return undefined;
    lists.clear();
    alike = nullPrototypeList();
    count = 0;
  }
  if (count++ === 0) asked = 0;
  if (alike.length === 0) lists.set(first, alike);
  alike[alike.length] = last = newKnown(names);
  return last;
}

function newKnown(names: readonly string[]): Known {
  return { names, probes: nullPrototypeList(), slots: nullPrototypeList(), failures: 0 };
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

/** For each property a value of the same type that is not the program's; undefined if one of them is an accessor. */
function neutralValues(value: object, names: readonly string[]): unknown[] | undefined {
  const values: unknown[] = nullPrototypeList();
  for (let i = 0; i < names.length; i++) {
    const descriptor = getOwnPropertyDescriptor(value, names[i]);
    if (descriptor === undefined || !hasOwn(descriptor, 'value')) return undefined;
    values[i] = neutral(descriptor.value);
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
  let json = '{';
  for (let i = 0; i < first; i++) json += `${i === 0 ? '' : ','}${stringify(names[i])}:${jsonOf(values[i])}`;
  const probe = parse(`${json}}`) as object;
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
