// npm run bench:budget: what each step of a safe walk costs on each Node, one factor at a time, and what a walk that
// takes these steps and does nothing else would cost: the floor under any walk that runs no getter and misses no
// symbol.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeBinaries } from '../engines/binaries.mjs';
import { deepSizeOf } from '../../dist/index.js';
import { bareWalk, graphs, leastSafeWalk, race } from './graphs.mjs';

const COUNT = 20_000;
const ROUNDS = 21;
const { isProxy } = process.getBuiltinModule('util').types;
const { getOwnPropertyDescriptor, getOwnPropertyNames, getOwnPropertySymbols, getPrototypeOf } = Object;
const unbound = (method) => Function.prototype.call.bind(method);
const lookupGetter = unbound(Object.prototype.__lookupGetter__);
const charCodeAt = unbound(String.prototype.charCodeAt);
const exec = unbound(RegExp.prototype.exec);
const WIDE = /[^\u0000-\u00ff]/;
let sink = 0;

/** Each step over as many objects, strings or elements; the figure is nanoseconds for one. */
function steps() {
  const records = JSON.parse(
    JSON.stringify(
      Array.from({ length: COUNT }, (_, id) => ({
        id,
        name: `customer number ${id}`,
        city: 'Springfield',
        balance: id * 1.25,
        tags: null,
      })),
    ),
  );
  const lists = JSON.parse(JSON.stringify(Array.from({ length: COUNT }, (_, id) => ['one', 'two', `tag ${id}`])));
  const texts = records.map((record) => record.name);
  const over = (list, step) => () => {
    for (let i = 0; i < list.length; i++) step(list[i], i);
  };
  return {
    'own names of a record': over(records, (record) => (sink += getOwnPropertyNames(record).length)),
    'own symbols of a record': over(records, (record) => (sink += getOwnPropertySymbols(record).length)),
    'one descriptor': over(records, (record) => (sink += getOwnPropertyDescriptor(record, 'name').value.length)),
    'is it a Proxy?': over(records, (record) => (sink += isProxy(record) ? 1 : 0)),
    prototype: over(records, (record) => (sink += getPrototypeOf(record) === null ? 1 : 0)),
    'identity set, growth included': () => {
      const met = new Set();
      for (const record of records) {
        met.add(record);
        sink += met.size;
      }
    },
    'all keys of an array of three': over(lists, (list) => (sink += Reflect.ownKeys(list).length)),
    'is an element a getter?': over(lists, (list) => (sink += lookupGetter(list, 1) === undefined ? 1 : 0)),
    'width of a text of 20 characters': over(texts, (text) => (sink += exec(WIDE, text) === null ? 1 : 0)),
    'hash of 16 characters': over(texts, (text) => {
      let hash = 0;
      for (let i = 0; i < 16; i++) hash = Math.imul(hash ^ charCodeAt(text, i), 0x01000193);
      sink += hash;
    }),
  };
}

function measureHere() {
  const costs = {};
  for (const [name, run] of Object.entries(steps())) {
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
      const begin = performance.now();
      run();
      times.push(performance.now() - begin);
    }
    costs[name] = (times.sort((a, b) => a - b)[ROUNDS >> 1] * 1e6) / COUNT;
  }
  const floors = {};
  for (const name of Object.keys(graphs)) {
    const { bare, least, heapscale } = race(
      { bare: bareWalk, least: leastSafeWalk, heapscale: deepSizeOf },
      graphs[name](),
      15,
    );
    floors[name] = { least: least / bare, heapscale: heapscale / bare };
  }
  return { costs, floors };
}

if (process.argv[2] === 'here') {
  console.log(JSON.stringify(measureHere()));
} else {
  const engines = nodeBinaries();
  const results = engines.map(({ binary }) =>
    JSON.parse(execFileSync(binary, [fileURLToPath(import.meta.url), 'here'], { encoding: 'utf8' })),
  );
  const heads = engines.map(({ major }) => `Node ${major}`).join(' | ');
  const rule = engines.map(() => '---:').join('|');
  console.log(`| step, nanoseconds | ${heads} |\n|---|${rule}|`);
  for (const name of Object.keys(results[0].costs))
    console.log(`| ${name} | ${results.map(({ costs }) => costs[name].toFixed(0)).join(' | ')} |`);
  console.log(`\n| times the bare walk: least safe walk / heapscale | ${heads} |\n|---|${rule}|`);
  for (const name of Object.keys(results[0].floors))
    console.log(
      `| ${name} | ${results.map(({ floors }) => `${floors[name].least.toFixed(2)} / ${floors[name].heapscale.toFixed(2)}`).join(' | ')} |`,
    );
}
