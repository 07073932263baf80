// node calls.mjs: makes calls of heapscale's entries after every method and getter of the language's prototypes, every
// function of its classes and namespaces, and its classes themselves were replaced by functions that note who calls
// them. Prints for each call what heapscale's files called, with the place. What Node calls meanwhile is not looked at:
// it has captured its own built-ins.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { getHeapSnapshot, writeHeapSnapshot } from 'node:v8';

const entry = (name) => import(new URL(`../../../dist/${name}.js`, import.meta.url).href);
const { deepSizeOf } = await entry('index');
const node = await entry('node');
const { exactSizeOf, exactSizesOf, readSnapshot, retainersOf, revealHidden, verify } = node;
const checks = await entry('assert');
const profile = await entry('profile');

const { apply, construct, ownKeys } = Reflect;
const { getOwnPropertyDescriptor, defineProperty, getPrototypeOf } = Object;
const { split, includes } = String.prototype;

/** The prototypes of everything that literals and the global classes give, the classes and the namespaces. */
function holders() {
  const found = new Set();
  const add = (value) => {
    for (let at = value; (typeof at === 'object' || typeof at === 'function') && at !== null; at = getPrototypeOf(at))
      found.add(at);
  };
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = getOwnPropertyDescriptor(globalThis, name)?.value;
    // The test itself makes errors; the clock and its entries are the platform's and not the language's.
    if (!/^[A-Z]/.test(name) || name === 'Error' || name.startsWith('Performance')) continue;
    add(value);
    add(value?.prototype);
  }
  for (const iterable of [[], new Map(), new Set(), '', 'x'.matchAll(/x/g), (function* () {})()])
    add(getPrototypeOf(iterable[Symbol.iterator]()));
  return [...found];
}

/** Calls by name, each with the line of heapscale's that made it. */
let called = { __proto__: null };
let isActive = false;

function noting(name, original) {
  return function (...args) {
    if (isActive) {
      isActive = false;
      const lines = apply(split, new Error().stack, ['\n']);
      // The place itself, or a built-in function that it called.
      for (let i = 2; i < 5 && i < lines.length && !apply(includes, lines[i], ['node:']); i++)
        if (apply(includes, lines[i], ['/dist/'])) called[name] ??= lines[i];
      isActive = true;
    }
    return new.target === undefined ? apply(original, this, args) : construct(original, args, new.target);
  };
}

function replaceAll() {
  for (const holder of holders()) {
    const label =
      typeof holder === 'function'
        ? holder.name
        : `${holder.constructor?.name ?? holder[Symbol.toStringTag]} prototype`;
    for (const key of ownKeys(holder)) {
      const before = getOwnPropertyDescriptor(holder, key);
      if (!before.configurable || key === 'constructor' || key === 'prototype') continue;
      const name = `${label}: ${String(key)}`;
      if (typeof before.value === 'function')
        defineProperty(holder, key, { ...before, value: noting(name, before.value) });
      else if (before.get !== undefined) defineProperty(holder, key, { ...before, get: noting(name, before.get) });
    }
  }
}

class Kept {
  #secret = { a: 1 };
  list = [1.5, 'some text of it'];
  secret() {
    return this.#secret;
  }
}
const value = {
  kept: new Kept(),
  map: new Map([['key', {}]]),
  promise: Promise.resolve({ b: 2 }),
  proxy: new Proxy({}, {}),
  fn() {},
};
globalThis.kept = { value };
const reveal = revealHidden();

const calls = {
  exactSizeOf: () => exactSizeOf(value),
  exactSizesOf: () => exactSizesOf([value, value.map]),
  retainersOf: () => retainersOf(value.map),
  verify: () => verify(value),
  readSnapshot: () => readSnapshot(getHeapSnapshot()),
  revealHidden: () => deepSizeOf(value, { reveal }),
  'reveal: true': () => deepSizeOf(value, { reveal: true }),
  openSnapshot: () => node.openSnapshot(file),
  calibrate: () => node.calibrate([value]),
  facts: () => deepSizeOf(value, { facts: node.engineFacts() }),
  census: () => node.census(),
  instancesOf: () => node.instancesOf(Kept),
  sizeOfInstances: () => node.sizeOfInstances(Kept),
  exactSizeOfInstances: () => node.exactSizeOfInstances(Kept),
  trackCensus: async () => node.trackCensus({ everyMs: 60_000 }).stop(),
  findLeaks: () => node.findLeaks(() => (kept[kept.length] = new Kept()), { runs: 2, rounds: 2, warmUp: 0 }),
  assertCollectable: () => node.assertCollectable(() => ({})),
  assertFitsIn: () => checks.assertFitsIn(value, '1 MiB'),
  assertWeighs: () => checks.assertWeighs({ a: 1 }, 32),
  assertLighter: () => checks.assertLighter({}, value),
  defineBudgets: () => checks.defineBudgets({ value: '1 MiB' }).assert({ value }),
  assertNoGrowth: () => checks.assertNoGrowth(() => {}, { of: () => value }),
  measureMemory: () => profile.measureMemory(() => new Kept()),
  profileMemory: () => profile.profileMemory(() => new Kept()),
  // A report is printed by what the program made of the language: shows that calls are noticed.
  String: () => String(deepSizeOf(value)),
};

const kept = [];
const file = `${tmpdir()}/heapscale-poisoned-${process.pid}.heapsnapshot`;
writeHeapSnapshot(file);
process.on('exit', () => rmSync(file));
replaceAll();
const found = { __proto__: null };
for (const name in calls) {
  called = { __proto__: null };
  isActive = true;
  await calls[name]();
  isActive = false;
  found[name] = called;
}
console.log(JSON.stringify(found, undefined, 1));
