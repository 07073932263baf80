// Every public function refuses what it does not take, in one wording: what was expected, and the received value.
import { LRUCache } from 'lru-cache';
import { describe, expect, it } from 'vitest';
import { assertFitsIn, assertLighter, assertNoGrowth, assertWeighs, defineBudgets } from '../../src/assert.ts';
import * as matchers from '../../src/budget/matchers.ts';
import {
  advise,
  createMeter,
  deepSizeOf,
  deepSizeOfAll,
  deepSizeOfAsync,
  describeLayout,
  entrySizeOf,
  formatBytes,
  lruSizeCalculation,
  parseBytes,
  promiseCacheMap,
  sizeLogger,
  sizeOf,
  summarize,
  trackGrowth,
} from '../../src/index.ts';
import {
  exactSizeOf,
  exactSizesOf,
  openSnapshot,
  readSnapshot,
  retainersOf,
  revealHidden,
  verify,
} from '../../src/node.ts';
import { measureMemory } from '../../src/profile.ts';

type Call = (options: never) => unknown;

/** Functions by name, called with options; and the one of each whose options are those of every walk. */
const functions: Readonly<Record<string, Call>> = {
  sizeOf: (options) => sizeOf('a', options),
  describeLayout: (options) => describeLayout({}, options),
  deepSizeOf: (options) => deepSizeOf({}, options),
  deepSizeOfAsync: (options) => deepSizeOfAsync({}, options),
  deepSizeOfAll: (options) => deepSizeOfAll([{}], options),
  createMeter: (options) => createMeter(options),
  entrySizeOf: (options) => entrySizeOf('key', 1, options),
  lruSizeCalculation: (options) => lruSizeCalculation({ maxSize: 10_000 }, options),
  promiseCacheMap: (options) =>
    promiseCacheMap(new LRUCache<string, Promise<string>>({ max: 9 }), { maxSize: 10_000 }, options),
  summarize: (options) => summarize({}, options),
  advise: (options) => advise({}, options),
  trackGrowth: (options) => trackGrowth(() => 1, options),
  sizeLogger: (options) => sizeLogger('cache', () => 1, options),
  assertFitsIn: (options) => assertFitsIn({}, '1 KiB', options),
  assertLighter: (options) => assertLighter({}, { a: 1 }, options),
  assertWeighs: (options) => assertWeighs({}, 56, options),
  assertNoGrowth: (options) => assertNoGrowth(() => 1, options),
  toFitIn: (options) => matchers.toFitIn({}, 56, options),
  toBeLighterThan: (options) => matchers.toBeLighterThan({}, [], options),
  toWeigh: (options) => matchers.toWeigh({}, 56, options),
  toWeighExactly: (options) => matchers.toWeighExactly({}, 56, options),
  exactSizeOf: (options) => exactSizeOf({}, options),
  exactSizesOf: (options) => exactSizesOf([{}], options),
  verify: (options) => verify({}, options),
  retainersOf: (options) => retainersOf({}, options),
  readSnapshot: (options) => readSnapshot([] as never, options),
  openSnapshot: (options) => openSnapshot('no such file', options),
  revealHidden: (options) => revealHidden(options),
  measureMemory: (options) => measureMemory(() => 1, options),
};

const WALKS = [
  ...['deepSizeOf', 'deepSizeOfAsync', 'deepSizeOfAll', 'createMeter', 'entrySizeOf', 'lruSizeCalculation'],
  ...['summarize', 'trackGrowth', 'sizeLogger', 'assertFitsIn', 'assertLighter', 'assertWeighs', 'toFitIn', 'toWeigh'],
];

/** What a call throws, or its promise is rejected with, as `name: message`. */
async function errorOf(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'nothing is thrown';
}

async function errorsOf(names: readonly string[], options: unknown): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of names) found[name] = await errorOf(() => functions[name](options as never));
  return found;
}

const same = (names: readonly string[], message: (name: string) => string): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, message(name)]));

describe('options of every function', () => {
  const all = Object.keys(functions);

  it.each([
    [null, 'null'],
    [5, '5'],
    ['paths', "'paths' (string)"],
    [true, 'true (boolean)'],
    [[], 'an array'],
    [() => 1, 'a function'],
  ])('are not %s', async (options, shown) => {
    expect(await errorsOf(all, options)).toEqual(
      same(all, (name) => `TypeError: options of ${name} must be an object; got ${shown}`),
    );
  });

  it('have known names', async () => {
    expect(await errorsOf(all, { unheardOf: undefined })).toEqual(
      same(all, (name) => `TypeError: unknown option 'unheardOf' of ${name}`),
    );
  });

  it('may be undefined', () => {
    for (const name of ['sizeOf', 'deepSizeOf', 'createMeter', 'assertFitsIn', 'trackGrowth'])
      expect(() => functions[name](undefined as never)).not.toThrow();
  });
});

describe('options of every walk', () => {
  it.each<[object, string]>([
    [
      { maxBytes: -1 },
      "RangeError: maxBytes must be a non-negative number of bytes or a size such as '64 KiB'; got -1",
    ],
    [
      { maxBytes: Number.NaN },
      "RangeError: maxBytes must be a non-negative number of bytes or a size such as '64 KiB'; got NaN",
    ],
    [
      { maxBytes: 5n },
      "TypeError: maxBytes must be a non-negative number of bytes or a size such as '64 KiB'; got 5 (bigint)",
    ],
    [
      { maxBytes: '12 parsecs' },
      "RangeError: maxBytes: Invalid size '12 parsecs': 'parsecs' is not a unit of bytes; expected B, KiB, MiB, GiB, ... (powers of 1,024) or kB, MB, GB, ... (powers of 1,000)",
    ],
    [
      { maxBytes: 'much' },
      "RangeError: maxBytes: Invalid size 'much': expected a number with an optional unit, such as '64 KiB'",
    ],
    [{ maxObjects: '100' }, "TypeError: maxObjects must be a non-negative number; got '100' (string)"],
    [{ maxObjects: -1 }, 'RangeError: maxObjects must be a non-negative number; got -1'],
    [{ maxObjects: null }, 'TypeError: maxObjects must be a non-negative number; got null'],
    [{ strings: 'some' }, "RangeError: strings must be 'auto', 'once' or 'each'; got 'some' (string)"],
    [{ strings: true }, "TypeError: strings must be 'auto', 'once' or 'each'; got true (boolean)"],
    [{ readStrings: 'no' }, "TypeError: readStrings must be true or false; got 'no' (string)"],
    [
      { layout: 'chromium' },
      "TypeError: layout must be one of heapscale's layouts, such as layouts.chromium; got 'chromium' (string)",
    ],
    [{ layout: {} }, "TypeError: layout must be one of heapscale's layouts, such as layouts.chromium; got an object"],
    [{ ignore: 5 }, "TypeError: ignore must be a predicate, a list of objects, classes and names, or 'dom'; got 5"],
    [
      { ignore: [5] },
      "TypeError: an item of ignore must be an object, a class, or a name such as 'Socket' or '.parent'; got 5",
    ],
    [
      { ignore: Map },
      "TypeError: ignore must be a predicate, a list of objects, classes and names, or 'dom'; got a class: name it in a list, such as [Logger]",
    ],
    [
      { reveal: 1 },
      'TypeError: reveal must be true, or an object with a function referencesOf, such as revealHidden() of heapscale/node; got 1',
    ],
  ])('%s', async (options, message) => {
    expect(await errorsOf(WALKS, options)).toEqual(same(WALKS, () => message));
  });
});

describe('options of some functions', () => {
  const SIZE = "a non-negative number of bytes or a size such as '64 KiB'";
  it.each<[string, object, string]>([
    ['deepSizeOf', { maxByte: 1 }, "TypeError: unknown option 'maxByte' of deepSizeOf; did you mean 'maxBytes'?"],
    [
      'deepSizeOf',
      { MaxObjects: 1 },
      "TypeError: unknown option 'MaxObjects' of deepSizeOf; did you mean 'maxObjects'?",
    ],
    ['deepSizeOf', { path: true }, "TypeError: unknown option 'path' of deepSizeOf; did you mean 'paths'?"],
    ['deepSizeOf', { seed: 1 }, "TypeError: unknown option 'seed' of deepSizeOf"],
    ['deepSizeOf', { sample: 10, paths: true }, "TypeError: options 'sample' and 'paths' cannot be combined"],
    ['deepSizeOf', { sample: 10, maxBytes: 1 }, "TypeError: options 'sample' and 'maxBytes' cannot be combined"],
    ['deepSizeOf', { sample: 10, maxObjects: 1 }, "TypeError: options 'sample' and 'maxObjects' cannot be combined"],
    ['deepSizeOf', { sample: 1 }, 'RangeError: sample must be an integer of at least 2; got 1'],
    [
      'deepSizeOf',
      { sample: '10' },
      "TypeError: sample must be an integer of at least 2 or { size, seed }; got '10' (string)",
    ],
    ['deepSizeOf', { sample: {} }, 'TypeError: sample.size must be an integer of at least 2; got undefined'],
    ['deepSizeOf', { sample: { size: 2.5 } }, 'RangeError: sample.size must be an integer of at least 2; got 2.5'],
    ['deepSizeOf', { sample: { size: 10, seed: 0.5 } }, 'RangeError: sample.seed must be an integer; got 0.5'],
    [
      'deepSizeOf',
      { sample: { size: 10, seed: Infinity } },
      'RangeError: sample.seed must be an integer; got Infinity',
    ],
    [
      'deepSizeOf',
      { sample: { size: 10, sead: 1 } },
      "TypeError: unknown option 'sead' of sample; did you mean 'seed'?",
    ],
    ['deepSizeOf', { paths: 5 }, 'TypeError: paths must be true, false or an object such as { depth: 4 }; got 5'],
    ['deepSizeOf', { paths: null }, 'TypeError: paths must be true, false or an object such as { depth: 4 }; got null'],
    ['deepSizeOf', { paths: { depht: 1 } }, "TypeError: unknown option 'depht' of paths"],
    ['deepSizeOf', { paths: { depth: -1 } }, 'RangeError: paths.depth must be an integer of at least 0; got -1'],
    ['deepSizeOf', { paths: { rows: 0 } }, 'RangeError: paths.rows must be an integer of at least 1; got 0'],
    ['deepSizeOf', { paths: { fold: 1.5 } }, 'RangeError: paths.fold must be an integer of at least 0; got 1.5'],
    ['deepSizeOf', { paths: { name: 7 } }, 'TypeError: paths.name must be a string; got 7'],
    ['deepSizeOfAsync', { sample: 10 }, "TypeError: unknown option 'sample' of deepSizeOfAsync"],
    ['deepSizeOfAsync', { sliceMs: 0 }, 'RangeError: sliceMs must be a number of milliseconds above 0; got 0'],
    ['deepSizeOfAsync', { onProgress: 1 }, 'TypeError: onProgress must be a function; got 1'],
    ['deepSizeOfAsync', { signal: {} }, 'TypeError: signal must be an AbortSignal; got an object'],
    ['deepSizeOfAll', { paths: true }, "TypeError: unknown option 'paths' of deepSizeOfAll"],
    ['deepSizeOfAll', { sample: 10 }, "TypeError: unknown option 'sample' of deepSizeOfAll"],
    ['createMeter', { paths: true }, "TypeError: unknown option 'paths' of createMeter"],
    ['createMeter', { sample: 10 }, "TypeError: unknown option 'sample' of createMeter"],
    ['createMeter', { forget: 1 }, 'TypeError: forget must be true or false; got 1'],
    ['entrySizeOf', { overhead: -1 }, `RangeError: overhead must be ${SIZE}; got -1`],
    ['entrySizeOf', { overhead: {} }, `TypeError: overhead must be ${SIZE}; got an object`],
    ['entrySizeOf', { sample: 10 }, "TypeError: unknown option 'sample' of entrySizeOf"],
    ['lruSizeCalculation', { overhead: 5 }, "TypeError: unknown option 'overhead' of lruSizeCalculation"],
    ['summarize', { paths: true }, "TypeError: unknown option 'paths' of summarize"],
    ['advise', { minBytes: -1 }, `RangeError: minBytes must be ${SIZE}; got -1`],
    ['advise', { name: 1 }, 'TypeError: name must be a string; got 1'],
    ['advise', { strings: 'maybe' }, "RangeError: strings must be 'auto', 'once' or 'each'; got 'maybe' (string)"],
    ['advise', { maxBytes: 1 }, "TypeError: unknown option 'maxBytes' of advise"],
    ['trackGrowth', { every: 1 }, "TypeError: unknown option 'every' of trackGrowth; did you mean 'everyMs'?"],
    [
      'trackGrowth',
      { everyMs: 0 },
      'RangeError: everyMs must be a number of milliseconds above 0 and at most 2147483647; got 0',
    ],
    [
      'sizeLogger',
      { everyMs: Infinity },
      'RangeError: everyMs must be a number of milliseconds above 0 and at most 2147483647; got Infinity',
    ],
    [
      'sizeLogger',
      { everyMs: '5' },
      "TypeError: everyMs must be a number of milliseconds above 0 and at most 2147483647; got '5' (string)",
    ],
    ['trackGrowth', { onSample: 1 }, 'TypeError: onSample must be a function; got 1'],
    ['sizeLogger', { write: console }, 'TypeError: write must be a function; got an object'],
    ['sizeLogger', { minBytes: true }, `TypeError: minBytes must be ${SIZE}; got true (boolean)`],
    ['assertWeighs', { within: -1 }, `RangeError: within must be ${SIZE}; got -1`],
    ['assertFitsIn', { paths: true }, "TypeError: unknown option 'paths' of assertFitsIn"],
    ['assertFitsIn', { within: 1 }, "TypeError: unknown option 'within' of assertFitsIn"],
    ['entrySizeOf', { facts: 5 }, 'TypeError: facts must be engineFacts() of heapscale/node; got 5'],
    [
      'entrySizeOf',
      { facts: { engine: 'x' }, calibration: {} },
      'TypeError: calibration must be a calibration, from readCalibration() or from calibrate() of heapscale/node; ' +
        'got an object',
    ],
    ['assertNoGrowth', { of: 5 }, 'TypeError: of must be a function that returns the value; got 5'],
    ['assertNoGrowth', { maxObjects: 5 }, "TypeError: option 'maxObjects' of assertNoGrowth needs 'of'"],
    ['assertNoGrowth', { of: () => 1, runs: 7 }, 'RangeError: runs must be an integer of at least 8; got 7'],
    ['assertNoGrowth', { of: () => 1, warmUp: -1 }, 'RangeError: warmUp must be an integer of at least 0; got -1'],
    ['exactSizeOf', { onProgress: 'yes' }, "TypeError: onProgress must be a function; got 'yes' (string)"],
    ['verify', { signal: 5 }, 'TypeError: signal must be an AbortSignal; got 5'],
    ['retainersOf', { maxPaths: -1 }, 'RangeError: maxPaths must be an integer of at least 0; got -1'],
    ['revealHidden', { closures: 'all' }, "TypeError: closures must be true or false; got 'all' (string)"],
    ['measureMemory', { runs: 0 }, 'RangeError: runs must be an integer from 1 to 1000000; got 0'],
  ])('%s %o', async (name, options, message) => {
    expect(await errorOf(() => functions[name](options as never))).toBe(message);
  });
});

describe('other arguments', () => {
  class Session {}
  it.each<[() => unknown, string]>([
    [() => deepSizeOfAll({} as never), 'TypeError: values must be an array; got an object'],
    [() => deepSizeOfAll(new Set([1]) as never), 'TypeError: values must be an array; got an object'],
    [() => exactSizesOf('values' as never), "TypeError: values must be an array; got 'values' (string)"],
    [() => trackGrowth({} as never), 'TypeError: of must be a function that returns the value; got an object'],
    [() => sizeLogger('a', 5 as never), 'TypeError: of must be a function that returns the value; got 5'],
    [() => sizeLogger(5 as never, () => 1), 'TypeError: name must be a string; got 5'],
    [() => assertNoGrowth(5 as never, { of: () => 1 }), 'TypeError: step must be a function to repeat; got 5'],
    [
      () => assertFitsIn({}, Session as never),
      "TypeError: limit must be a non-negative number of bytes or a size such as '64 KiB'; got a function",
    ],
    [
      () => assertFitsIn({}, 'large'),
      "RangeError: limit: Invalid size 'large': expected a number with an optional unit, such as '64 KiB'",
    ],
    [
      () => assertWeighs({}, -0.5),
      "RangeError: expected must be a non-negative number of bytes or a size such as '64 KiB'; got -0.5",
    ],
    [
      () => defineBudgets(null as never),
      "TypeError: budgets must be an object such as { session: '32 KiB' }; got null",
    ],
    [
      () => defineBudgets({ a: 1, b: 'much' }),
      "RangeError: limit of 'b': Invalid size 'much': expected a number with an optional unit, such as '64 KiB'",
    ],
    [
      () => defineBudgets({ a: {} as never }),
      "TypeError: limit of 'a' must be a non-negative number of bytes or a size such as '64 KiB'; got undefined",
    ],
    [
      () => defineBudgets({ a: { limit: 1, string: 'each' } as never }),
      "TypeError: unknown option 'string' of the budget 'a'; did you mean 'strings'?",
    ],
    [
      () => lruSizeCalculation(undefined as never),
      'TypeError: limits must be an object such as { maxSize }; got undefined',
    ],
    [
      () => lruSizeCalculation({ maxSize: Infinity }),
      "RangeError: maxSize must be a non-negative number of bytes or a size such as '64 KiB'; got Infinity",
    ],
    [() => lruSizeCalculation({ maxSize: 1e6, max: 1.5 }), 'RangeError: max must be a non-negative integer; got 1.5'],
    [() => formatBytes('1' as never), "TypeError: bytes must be a finite number; got '1' (string)"],
    [
      () => parseBytes(null as never),
      "TypeError: a size must be a number of bytes or a string such as '64 KiB'; got null",
    ],
    [() => parseBytes(-1), "RangeError: Invalid size '-1': expected a non-negative number"],
    [() => measureMemory(5 as never), 'TypeError: fn must be a function; got 5'],
  ])('%s', async (call, message) => {
    expect(await errorOf(call)).toBe(message);
  });
});

describe('a received value', () => {
  it('is shown without running its code', async () => {
    const hostile = {
      toString: () => expect.unreachable(),
      get maxObjects() {
        return expect.unreachable() as number;
      },
      [Symbol.toPrimitive]: () => expect.unreachable(),
    };
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const forbidding = new Proxy(class {}, { get: () => expect.unreachable(), has: () => expect.unreachable() });
    for (const [value, shown] of [
      [hostile, 'an object'],
      [proxy, 'an object'],
      [forbidding, 'a function'],
      [Symbol('described'), 'a symbol'],
      [`line one\nline two ${'x'.repeat(100)}`, `'line one line two ${'x'.repeat(42)}...' (string)`],
    ] as const)
      expect(await errorOf(() => deepSizeOf(1, { maxObjects: value as never }))).toBe(
        `TypeError: maxObjects must be a non-negative number; got ${shown}`,
      );
  });
});

describe('options of an object with a polluted prototype', () => {
  it('come from the object itself', () => {
    const value = { list: [{ a: 1 }, { b: 'text' }] };
    const plain = deepSizeOf(value).bytes;
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    try {
      prototype['maxObjects'] = 1;
      prototype['layout'] = 'chromium';
      prototype['unheardOf'] = true;
      prototype['overhead'] = 1000;
      prototype['forget'] = 'yes';
      expect([
        deepSizeOf(value).bytes,
        deepSizeOf(value, {}).bytes,
        deepSizeOf(value, { strings: 'auto' }).bytes,
        deepSizeOf(value, { paths: {} }).bytes,
        createMeter({ maxBytes: 1e6 }).add(value),
        sizeOf(value.list, {}),
        entrySizeOf('k', value, {}),
      ]).toEqual([plain, plain, plain, plain, plain, sizeOf(value.list), plain]);
    } finally {
      for (const name of ['maxObjects', 'layout', 'unheardOf', 'overhead', 'forget']) delete prototype[name];
    }
  });
});

describe('an options object', () => {
  it('may change between two calls', () => {
    const options: { maxObjects?: number } = {};
    const value = [{}, {}, {}];
    expect(deepSizeOf(value, options).complete).toBe(true);
    options.maxObjects = 2;
    expect(deepSizeOf(value, options).stopped).toMatchObject({ by: 'maxObjects', limit: 2 });
  });

  it('takes sizes as strings', () => {
    const { stopped } = deepSizeOf([{}, {}, {}], { maxBytes: '0.03 KiB' });
    expect(stopped).toMatchObject({ by: 'maxBytes', limit: 31 });
    expect(entrySizeOf(1, null, { overhead: '1 KiB' })).toBe(1024);
    expect(advise({}, { minBytes: '64 KiB' }).minBytes).toBe(65_536);
  });
});
