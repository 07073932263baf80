// Structures whose size depends on one rule of V8: its count is in the range, and where JavaScript shows enough, the
// estimate is within 1 %.
import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import { flat } from '../corpus/structure.ts';
import { judge } from './judge.ts';

const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const namesOf = (count: number, prefix: string): string[] => indices(count).map((i) => `${prefix}${i}`);
const wide = (count: number, value: unknown = 1): Record<string, unknown> =>
  Object.fromEntries(namesOf(count, `wide_${count}_`).map((name) => [name, value]));
const shared = {};

/** Small integers in an array of doubles. */
const wholeDoubles = (count: number): number[] => [0.5, ...indices(count)].slice(1);

/** A page of 1 KB, decoded anew. */
const page = (): string => Buffer.alloc(1000, 'x').toString('latin1');
class Page {
  text = page();
}
class Named {
  type = 'a constant of the code';
}

/** A position of a lexer, unknown at first. */
class Token {
  start = NaN;
  end = NaN;
}
/** As libraries of dates keep them: the date and its parts. */
class Moment extends Date {
  readonly year: number;
  readonly ms: number;
  constructor(time: number) {
    super(time);
    this.year = this.getFullYear();
    this.ms = this.getTime();
  }
}
const readTimes = (stats: Stats): Stats => {
  for (const date of [stats.atime, stats.mtime, stats.ctime, stats.birthtime]) date.getHours();
  return stats;
};

const NAME = flat('another name than that of the source');
const KEY = 'aComputedName';
const SYMBOL = Symbol('a thing');
const named = <T extends object>(fn: T): T => Object.defineProperty(fn, 'name', { value: NAME });
const without = <T extends object>(value: T, ...names: string[]): T => {
  for (const name of names) Reflect.deleteProperty(value, name);
  return value;
};
const sloppyArguments = new Function('return arguments') as (...values: unknown[]) => object;

class EmptyError extends Error {}
class EmptyTypeError extends TypeError {}
class SilentError extends Error {
  code = 42;
}
// V8 has taken back the slots that their instances do not use.
for (let i = 0; i < 20; i++) [new EmptyError('m'), new EmptyTypeError('m'), new SilentError()];

/** Values of built-in kinds, to which accessors and other properties are added. */
const BUILT_INS: readonly (readonly [name: string, build: () => object])[] = [
  ['function', () => new Function('return 1')],
  ['arrow function', () => () => 1],
  ['class', () => class {}],
  [
    'class with a static accessor',
    () =>
      class {
        static get one(): number {
          return 1;
        }
        static two = 2;
      },
  ],
  ['array', () => [1, 2]],
  ['Map', () => new Map()],
  ['Date', () => new Date()],
  ['Error', () => new Error('failed')],
  ['RegExp', () => /a/g],
  ['Promise', () => Promise.resolve()],
  ['typed array', () => new Uint8Array(100)],
  ['boxed number', () => new Number(1)],
  ['WeakSet', () => new WeakSet()],
  ['arguments object', () => sloppyArguments(1)],
];
/** Pairs of accessors are in the hidden class and take no slot. */
const accessorRules = (): Rule[] =>
  BUILT_INS.flatMap(([name, build]) =>
    [
      [1, 0],
      [4, 0],
      [1, 3],
      [3, 1],
    ].map(([accessors, fields]) => ({
      name: `${name} with ${accessors} accessors and ${fields} fields`,
      build: () => {
        const value = Object.assign(build(), Object.fromEntries(namesOf(fields, 'field').map((field) => [field, 1])));
        for (const accessor of namesOf(accessors, 'accessor'))
          Object.defineProperty(value, accessor, { get: () => 1, enumerable: true, configurable: true });
        return value;
      },
    })),
  );

interface Rule {
  readonly name: string;
  readonly build: () => unknown;
  /** The estimate is within 1 % or 24 bytes. */
  readonly close?: boolean;
}

const RULES: readonly Rule[] = [
  // Slots of errors: the stack takes one, in newer versions a copy of the message, which need not be there, another.
  { name: '40 errors of a class without fields', build: () => indices(40).map(() => new EmptyError('m')), close: true },
  {
    name: '40 errors of a class of TypeErrors',
    build: () => indices(40).map(() => new EmptyTypeError('m')),
  },
  { name: '40 errors without message', build: () => indices(40).map(() => new SilentError()), close: true },
  {
    name: '40 errors with properties and without message',
    build: () => indices(40).map((code) => Object.assign(new Error(), { code, path: shared })),
    close: true,
  },
  // Wide plain objects: JSON.parse makes dictionaries of them, everything else fast properties.
  { name: '200 wide objects by fromEntries', build: () => indices(200).map(() => wide(130)) },
  { name: 'wide object whose property array is full', build: () => wide(130) },
  { name: 'the widest fast object', build: () => wide(1018) },
  { name: 'wide object of 300 names by structuredClone', build: () => structuredClone(wide(300)) },
  {
    name: 'wide objects by spread that hold what no JSON text gives',
    build: () => {
      const one = wide(130, shared);
      return indices(50).map(() => ({ ...one }));
    },
    close: true,
  },
  {
    name: 'wide objects of JSON.parse',
    build: () => JSON.parse(JSON.stringify(indices(50).map(() => wide(130)))) as unknown,
    close: true,
  },
  // Small integers that were read from an array of doubles are heap numbers.
  { name: 'array of strings and whole doubles', build: () => ['a', ...wholeDoubles(100)].concat('b') },
  { name: 'pairs of whole doubles and strings', build: () => wholeDoubles(100).map((whole) => [whole, 'a', whole]) },
  { name: 'indexed properties of whole doubles', build: () => ({ ...wholeDoubles(100) }) },
  { name: 'arguments of whole doubles', build: () => sloppyArguments(...wholeDoubles(100)) },
  {
    name: 'keys above 2^31 by fromEntries',
    build: () => Object.fromEntries(indices(500).map((i) => [3e9 + i * 7919, 1])),
  },
  { name: 'Map with a key outside the heap', build: () => new Map([[Buffer.alloc(2e6, 'y').toString('latin1'), 1]]) },
  // Arrays that are dictionaries, and the heap numbers that these have for large keys.
  {
    name: 'array filled from its end with gaps',
    build: () => {
      const array: number[] = [];
      for (let i = 2000; i >= 0; i -= 12) array[i] = 0;
      return array;
    },
    close: true,
  },
  {
    name: 'array filled from its start with gaps',
    build: () => {
      const array: number[] = [];
      for (let i = 0; i <= 4000; i += 12) array[i] = 0;
      return array;
    },
  },
  {
    name: 'array of a fixed length filled at its start',
    build: () => {
      const array = new Array<number>(5000);
      for (let i = 0; i < 20; i++) array[i] = i;
      return array;
    },
    close: true,
  },
  {
    name: 'long array of a fixed length with one element',
    build: () => {
      const array = new Array<number>(200_000);
      array[5] = 1;
      return array;
    },
    close: true,
  },
  {
    name: 'array filled with gaps, then made longer',
    build: () => {
      const array: number[] = [];
      for (let i = 0; i < 5000; i += 100) array[i] = i;
      array.length = 6000;
      return array;
    },
  },
  { name: 'new Array(4e9)', build: () => new Array(4e9), close: true },
  { name: 'new Array(1e8)', build: () => new Array(1e8), close: true },
  { name: 'object with one key above 2^31', build: () => ({ 4294967294: 1 }), close: true },
  { name: 'keys on both sides of 2^31', build: () => ({ 2147483647: 1, 2147483648: 2, 2147483649: 3, a: 4 }) },
  {
    name: 'object keyed by addresses',
    build: () => {
      const object: Record<number, number> = {};
      for (const i of indices(500)) object[3_232_235_776 + i * 7] = i;
      return object;
    },
    close: true,
  },
  {
    name: 'array keyed by checksums',
    build: () => {
      const array: number[] = [];
      for (const i of indices(500)) array[(i * 2_654_435_761) >>> 0] = i;
      return array;
    },
    close: true,
  },
  // Views, and what their buffers lead to.
  {
    name: 'view of a memory',
    build: () => new Uint8Array(new WebAssembly.Memory({ initial: 1 }).buffer),
  },
  {
    name: 'small view at the start of a larger buffer that is viewed, too',
    build: () => {
      const buffer = new ArrayBuffer(100_000);
      return [new Uint8Array(buffer), new Uint8Array(buffer, 0, 16), new Uint8Array(16)];
    },
  },
  {
    name: 'small view before the larger one',
    build: () => {
      const buffer = new ArrayBuffer(100_000);
      return [new Uint8Array(buffer, 0, 16), new Uint8Array(buffer)];
    },
  },
  { name: 'small typed arrays', build: () => indices(20).map(() => new Uint8Array(16)), close: true },
  // Heap numbers in fields.
  { name: 'fs.Stats', build: () => statSync('.') },
  { name: 'many of fs.Stats', build: () => indices(20).map(() => statSync('.')) },
  { name: 'dates of fs.Stats that were read', build: () => indices(20).map(() => [statSync('.')].map(readTimes)) },
  { name: 'process.memoryUsage()', build: () => indices(10).map(() => process.memoryUsage()) },
  {
    name: 'tokens whose fields began as NaN',
    build: () =>
      indices(300).map((i) => {
        const token = { start: NaN, end: NaN, line: NaN, text: 'x' };
        return Object.assign(token, { start: i, end: i + 1, line: i });
      }),
  },
  {
    name: 'instances whose fields began as NaN',
    build: () =>
      indices(300).map((i) => {
        const token = new Token();
        token.start = i;
        token.end = i + 1;
        return token;
      }),
  },
  {
    name: 'dates whose parts were read, with fields',
    build: () =>
      indices(50).map((i) => {
        const date = new Date(1.6e12 + i * 1e7);
        return Object.assign(date, { day: date.getDay(), offset: i + 0.5 });
      }),
  },
  {
    name: 'dates of a subclass, and what was computed from them',
    build: () => indices(50).map((i) => new Moment(i * 1e10)),
  },
  { name: "names of V8's library", build: () => ['status', 'count', 'href'] },
  // Equal strings that were each read by itself.
  { name: 'equal pages as values of a Map', build: () => new Map(indices(1000).map((i) => [i, page()])), close: true },
  { name: 'equal pages in instances', build: () => indices(1000).map(() => new Page()), close: true },
  {
    name: 'one long name as values of a Map',
    build: () => new Map(indices(100).map((i) => [i, 'a constant of the code'])),
  },
  { name: 'one long name in instances', build: () => indices(100).map(() => new Named()), close: true },
  // Arguments objects with an element far beyond them, or without one of theirs.
  {
    name: 'arguments with an index beyond 2^31',
    build: () => Object.assign(sloppyArguments(1, 2), { 3000000000: 1 }),
    close: true,
  },
  { name: 'arguments of which one was deleted', build: () => without(sloppyArguments(...indices(100)), '50') },
  // Names that are stored with the function.
  { name: 'method under a computed name', build: () => ({ [KEY]() {} })[KEY], close: true },
  { name: 'method under a symbol', build: () => ({ async [SYMBOL]() {} })[SYMBOL], close: true },
  { name: 'arrow function under a computed name', build: () => ({ [KEY]: () => 1 })[KEY] },
  {
    name: 'getter under a symbol',
    build: () =>
      Object.getOwnPropertyDescriptor(
        {
          get [SYMBOL]() {
            return 1;
          },
        },
        SYMBOL,
      )!.get,
  },
  {
    name: 'function with a name of its own',
    build: () => {
      function plain() {}
      return plain;
    },
    close: true,
  },
  {
    name: 'function with another name',
    build: () => {
      function plain() {}
      return named(plain);
    },
    close: true,
  },
  {
    name: 'functions with other names that were concatenated',
    build: () => indices(20).map((i) => Object.defineProperty(() => i, 'name', { value: `${NAME} ${i}` })),
  },
  {
    name: 'bound functions with other names',
    build: () => {
      const target = (): void => {};
      return [
        target,
        indices(20).map((i) => Object.defineProperty(target.bind(null), 'name', { value: `${NAME} ${i}` })),
      ];
    },
  },
  { name: 'symbols whose descriptions were concatenated', build: () => indices(50).map((i) => Symbol(`${NAME} ${i}`)) },
  { name: 'arrow function with another name', build: () => named(() => 1) },
  {
    name: 'class with another name',
    build: () => {
      class Plain {}
      return named(Plain);
    },
    close: true,
  },
  {
    name: 'class with a static field called name',
    build: () =>
      class {
        static name = NAME;
      },
    close: true,
  },
];

describe('a rule of sizes', () => {
  const rules = [...RULES, ...accessorRules()];
  const results = new Map<string, { readonly report: SizeReport; readonly truth: number }>();

  beforeAll(async () => {
    const values = rules.map((rule) => rule.build());
    const reports = values.map((value) => deepSizeOf(value));
    const truths = await judge(values);
    rules.forEach((rule, i) =>
      results.set(rule.name, { report: reports[i], truth: truths[i].heapBytes + truths[i].externalBytes }),
    );
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, { close }) => {
    const { report, truth } = results.get(name)!;
    expect(report.range.min).toBeLessThanOrEqual(truth);
    expect(report.range.max).toBeGreaterThanOrEqual(truth);
    if (close === true) expect(Math.abs(report.bytes - truth)).toBeLessThanOrEqual(Math.max(24, truth / 100));
  });
});
