// One rule says what belongs to no value; the walk and V8's count must draw the same line.
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import net from 'node:net';
import { Readable } from 'node:stream';
import timers from 'node:timers';
import util from 'node:util';
import vm from 'node:vm';
import { expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { exactSizesOf } from '../../src/node.ts';

const context = vm.createContext({ seen: { x: 1 } });
const run = (source: string): unknown => vm.runInContext(source, context) as unknown;
const require = createRequire(import.meta.url);
const acorn = require('../../node_modules/acorn/dist/acorn.mjs') as object;

const { fs } = require('./node-namespace.mjs') as { fs: object };

class Registry {
  static readonly entries = new Map([['a', { body: 'b'.repeat(100) }]]);
}
const globals = globalThis as unknown as Record<string, unknown>;

/** All functions that the global object holds as data, without loading what it defines lazily. */
const platform = Object.entries(Object.getOwnPropertyDescriptors(globalThis))
  .filter(([name, { value }]) => typeof value === 'function' && (value as { name: string }).name === name)
  .map(([name, { value }]): [string, unknown] => [name, value]);

const BOUNDARIES: readonly (readonly [string, unknown])[] = [
  ...platform,
  ['globalThis', globalThis],
  ['the global object of a context', run('globalThis')],
  ['process', process],
  ['console', console],
  ['a module namespace', acorn],
  ['the namespace of a module of Node', fs],
  ['the prototype of a class of the platform', URL.prototype],
  ['Object.prototype', Object.prototype],
  ['Function.prototype', Function.prototype],
  ['a getter of the language', Object.getOwnPropertyDescriptor(Map.prototype, 'size')?.get],
  ...['Math', 'JSON', 'Intl', 'Reflect', 'Map', 'WebAssembly', 'Array.prototype', 'Function.prototype'].map(
    (source): [string, unknown] => [`${source} of a context`, run(source)],
  ),
  ['the prototype of iterators of a context', run('Object.getPrototypeOf([][Symbol.iterator]())')],
  ['the prototype of generator functions of a context', run('Object.getPrototypeOf(function* () {})')],
];

const VALUES: readonly (readonly [string, unknown])[] = [
  ['the environment', process.env],
  ['a function of the process', process.nextTick],
  ['versions', process.versions],
  ['a function of the console', console.log],
  ['require', require],
  ['a module cache', Object.create(null)],
  ['import.meta', import.meta],
  ['a module of Node', timers],
  ['a function of a module of Node', util.promisify],
  ['a class of a module of Node', EventEmitter],
  ['its prototype', EventEmitter.prototype],
  ['a prototype of a class of a module of Node', Readable.prototype],
  ['a function of a context', run('(function f() {})')],
  ['a function that a context has as a global', run('function g() {} g')],
  ['a class of a context', run('class A { static x = { y: 1 } } A')],
  ['an object of a context', run('({ a: 1, b: [1.5, { c: 2 }] })')],
  ['an error of a context', run('new Error("abc")')],
  ['a script', new vm.Script('1')],
  ['a socket', new net.Socket()],
  ['a server', net.createServer()],
  ['a timer', setTimeout(() => {}, 0)],
  ['a URL', new URL('http://example.org/a?b')],
  ['a class that the program has put on the global object', Registry],
];

it('what is a boundary weighs nothing in either, and everything else what V8 counts', async () => {
  globals['Registry'] = Registry;
  globals['cache'] = { body: 'c'.repeat(100) };
  (Map.prototype as unknown as Record<string, unknown>)['registry'] = Registry.entries;
  try {
    const values = [
      ...VALUES,
      ['what is on the global object', globals['cache']],
      ['on Map', Registry.entries],
    ] as const;
    const held = [...BOUNDARIES, ...values].map(([, value]) => ({ value }));
    const reports = held.map((holder) => deepSizeOf(holder, { reveal: true }));
    const [empty, ...exact] = await exactSizesOf([{ value: 1 }, ...held]);
    for (const [i, [name]] of BOUNDARIES.entries()) {
      expect(reports[i].bytes, name).toBe(empty.bytes);
      expect(exact[i].bytes, `${name}, by V8`).toBe(empty.bytes);
    }
    for (const [k, [name]] of values.entries()) {
      const { range, lowerBound } = reports[BOUNDARIES.length + k];
      const { bytes } = exact[BOUNDARIES.length + k];
      expect(bytes, name).toBeGreaterThan(empty.bytes);
      expect(bytes, name).toBeGreaterThanOrEqual(range.min);
      if (!lowerBound) expect(bytes, name).toBeLessThanOrEqual(range.max);
    }
  } finally {
    delete globals['Registry'];
    delete globals['cache'];
    delete (Map.prototype as unknown as Record<string, unknown>)['registry'];
  }
});
