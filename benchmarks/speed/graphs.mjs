// The values that are weighed, and the least that any walk of them costs. Built through JSON where strings have to be
// flat.
import { types } from 'node:util';

const range = (n) => Array.from({ length: n }, (_, i) => i);
const parsed = (value) => JSON.parse(JSON.stringify(value));

class Point {
  constructor(i) {
    this.x = i;
    this.y = i + 0.5;
    this.label = null;
  }
}

class Item {
  constructor(i) {
    this.id = i;
    this.names = [`name ${i % 50}`];
  }
}

/** Forty shapes of two to seven fields, mixed. */
const SHAPES = range(40).map((shape) => range(2 + (shape % 6)).map((field) => `field${shape}_${field}`));

/** Name and builder of each graph. */
export const graphs = {
  'plain objects': () =>
    parsed(
      range(20_000).map((id) => ({
        id,
        name: `customer number ${id}`,
        city: 'Springfield',
        balance: id * 1.25,
        tags: null,
      })),
    ),
  'class instances': () => range(20_000).map((i) => new Point(i)),
  'Map of plain objects': () => new Map(parsed(range(20_000).map((i) => [`key number ${i}`, { id: i, at: i * 2 }]))),
  'nested documents': () =>
    parsed(
      range(3000).map((i) => ({
        id: `document-${i}`,
        meta: { author: { id: i % 50, name: `author number ${i % 50}` }, tags: ['one', 'two', `tag ${i}`] },
        body: [{ kind: 'text', text: `Some text of document ${i}.` }],
      })),
    ),
  customers: () =>
    parsed(
      range(5000).map((i) => ({
        id: i,
        name: `customer number ${i}`,
        address: { city: `City ${i % 1000}`, zip: 10_000 + i, geo: { lat: i / 7, lng: i / 3 } },
        tags: [`a${i % 50}`, 'bb', 'ccc'],
      })),
    ),
  'short arrays': () => parsed(range(10_000).map((i) => ({ id: i, tags: [`a${i % 50}`, 'bb', 'ccc'] }))),
  'instances with an array': () => range(10_000).map((i) => new Item(i)),
  'Map of objects with a Set': () => new Map(range(7000).map((i) => [`k${i}`, { i, members: new Set([i]) }])),
  'many shapes': () =>
    parsed(
      range(20_000).map((i) => Object.fromEntries(SHAPES[(i * 7) % 40].map((name, at) => [name, at % 2 ? i : null]))),
    ),
  'array of doubles': () => range(100_000).map((i) => i + 0.5),
  'long strings': () => range(200).map((i) => parsed(`text ${i} `.repeat(5000))),
};

/** What a graph's time is divided by: its objects, or its elements where there are no objects. */
export const unitsOf = (value) => (typeof value[0] === 'number' ? value.length : bareWalk(value));

const { isArray } = Array;
const { isProxy } = types;
const { getOwnPropertyDescriptor, getOwnPropertyNames, getOwnPropertySymbols, getPrototypeOf } = Object;
const { ownKeys } = Reflect;
const unbound = (method) => Function.prototype.call.bind(method);
const lookupGetter = unbound(Object.prototype.__lookupGetter__);
const exec = unbound(RegExp.prototype.exec);
const mapForEach = unbound(Map.prototype.forEach);
const setForEach = unbound(Set.prototype.forEach);

/**
 * The bare walk: own names and descriptors, one operation on one Set for an object, index loops, nothing computed. It
 * is not safe: it runs the getters of elements and the traps of proxies, and it misses symbols and the names of arrays.
 * Nothing that visits every object can be much quicker.
 */
export function bareWalk(root) {
  const seen = new Set();
  const stack = [root];
  const put = (value) => {
    if (typeof value === 'object' && value !== null) stack.push(value);
  };
  const putEntry = (value, key) => {
    put(value);
    put(key);
  };
  while (stack.length > 0) {
    const object = stack.pop();
    const { size } = seen;
    seen.add(object);
    if (seen.size === size) continue;
    if (isArray(object)) {
      for (let i = 0; i < object.length; i++) {
        const value = object[i];
        if (typeof value === 'object' && value !== null) stack.push(value);
      }
    } else if (object instanceof Map) {
      object.forEach(putEntry);
    } else if (object instanceof Set) {
      object.forEach(put);
    } else {
      const names = getOwnPropertyNames(object);
      for (let i = 0; i < names.length; i++) {
        const { value } = getOwnPropertyDescriptor(object, names[i]);
        if (typeof value === 'object' && value !== null) stack.push(value);
      }
    }
  }
  return seen.size;
}

const WIDE = /[^\u0000-\u00ff]/;

/** What the least safe walk found: kept, so that no compiler leaves a step out. */
export const found = { keys: 0, wide: 0 };

/**
 * Nothing but the steps without which a walk would run code of the program, or miss something; and the width of each
 * string.
 */
export function leastSafeWalk(root) {
  const met = new Set();
  const stack = [root];
  met.add(root);
  const put = (value) => {
    if (typeof value === 'string') {
      if (exec(WIDE, value) !== null) found.wide++;
    } else if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
      const { size } = met;
      met.add(value);
      if (met.size > size) stack.push(value);
    }
  };
  const putEntry = (value, key) => {
    put(value);
    put(key);
  };
  while (stack.length > 0) {
    const object = stack.pop();
    if (isProxy(object)) continue;
    const prototype = getPrototypeOf(object);
    if (isArray(object)) {
      if (object.length <= 256) found.keys += ownKeys(object).length;
      for (let i = 0; i < object.length; i++) if (lookupGetter(object, i) === undefined) put(object[i]);
      continue;
    }
    if (prototype === Map.prototype) mapForEach(object, putEntry);
    else if (prototype === Set.prototype) setForEach(object, put);
    found.keys += getOwnPropertySymbols(object).length;
    const names = getOwnPropertyNames(object);
    for (let i = 0; i < names.length; i++) put(getOwnPropertyDescriptor(object, names[i]).value);
  }
  return met.size;
}

/** The median. */
export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/**
 * Median milliseconds of processor time of each contender, which take turns in every round; with `collects` after a
 * full collection each time (node --expose-gc).
 */
export function race(contenders, graph, rounds, { warmUp = 5, collects = false } = {}) {
  const names = Object.keys(contenders);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      if (collects) globalThis.gc();
      const begin = process.cpuUsage();
      contenders[name](graph);
      const { user } = process.cpuUsage(begin);
      if (round >= 0) times[name].push(user / 1000);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}
