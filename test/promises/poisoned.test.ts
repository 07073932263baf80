// Every method and getter of the language's prototypes is replaced at once, and measuring must call none of them.
import { describe, expect, it, vi } from 'vitest';
import {
  createMeter,
  deepSizeOf,
  deepSizeOfAll,
  deepSizeOfAsync,
  entrySizeOf,
  lruSizeCalculation,
  sizeLogger,
  sizeOf,
  trackGrowth,
} from '../../src/index.ts';
import type { Meter } from '../../src/index.ts';
import { cases } from '../advice/cases.ts';

/** The prototypes of everything that literals and the global classes give. */
function prototypes(): object[] {
  const found = new Set<object>();
  const add = (value: unknown): void => {
    for (
      let at = value;
      typeof at === 'object' && at !== null && !found.has(at);
      at = Object.getPrototypeOf(at) as unknown
    )
      found.add(at);
  };
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
    if (/^[A-Z]/.test(name) && typeof value === 'function') add((value as { prototype?: unknown }).prototype);
  }
  for (const iterable of [[], new Map(), new Set(), '', 'x'.matchAll(/x/g), (function* () {})()])
    add(Object.getPrototypeOf((iterable as Iterable<unknown>)[Symbol.iterator]()));
  found.add(Math);
  found.add(Reflect);
  found.add(JSON);
  found.add(Function.prototype);
  return [...found];
}

/** Runs `work` with everything replaced by functions that note their call; gives their names. */
function calledDuring(work: () => void): string[] {
  const called: string[] = [];
  const undo: [object, PropertyKey, PropertyDescriptor][] = [];
  const all = prototypes();
  const { defineProperty } = Object;
  let active = false;
  for (const holder of all) {
    for (const key of Reflect.ownKeys(holder)) {
      const before = Object.getOwnPropertyDescriptor(holder, key)!;
      if (!before.configurable || key === 'constructor') continue;
      const note = (original: unknown) =>
        function (this: unknown, ...args: unknown[]): unknown {
          if (active) called[called.length] = `${holder === Math ? 'Math' : holder.constructor?.name}.${String(key)}`;
          return reflectApply(original as (...args: unknown[]) => unknown, this, args);
        };
      if (typeof before.value === 'function')
        undo.push([holder, key, before]), defineProperty(holder, key, { ...before, value: note(before.value) });
      else if (before.get)
        undo.push([holder, key, before]),
          defineProperty(holder, key, { ...before, get: note(before.get) as () => unknown });
    }
  }
  const restore = (): void => {
    active = false;
    for (let i = 0; i < undo.length; i++) defineProperty(undo[i][0], undo[i][1], undo[i][2]);
  };
  let failure: unknown;
  try {
    active = true;
    work();
  } catch (error) {
    failure = error;
  }
  restore();
  if (failure !== undefined) throw failure;
  return called;
}
/** The same without the platform's clock, which is asked how long a walk takes. */
function languageCalls(work: () => void): string[] {
  return [...new Set(calledDuring(work))].filter((name) => name !== 'Performance.now');
}
const reflectApply = Reflect.apply;

class Account {
  #secret = 1;
  name = 'an account of some length';
  list = [1, 2.5, { a: 1 }];
  read(): number {
    return this.#secret;
  }
}

function everything(): unknown {
  const bytes = new Uint8Array(100);
  return {
    account: new Account(),
    records: JSON.parse('[{"id":1,"text":"some longer text"},{"id":2.5,"text":"another text here"}]') as unknown,
    map: new Map<unknown, unknown>([
      ['key', { a: 1 }],
      [{}, 'value of a key'],
    ]),
    set: new Set([1, 'text in a set', {}]),
    wide: new Map(Array.from({ length: 5000 }, (_, i) => [i, {}])),
    long: Array.from({ length: 10_000 }, (_, i) => ({ i })),
    sparse: Object.assign([], { 5_000_000: 1 }),
    holes: [1, , 3],
    indexed: { 1: 'a', 5: 'b' },
    bytes,
    view: new DataView(bytes.buffer),
    small: new Uint8Array(8),
    date: new Date(1.5),
    regexp: /some(?<name>x)/g,
    atom: /plain/,
    error: new TypeError('message', { cause: {} }),
    fn() {
      return 1;
    },
    arrow: () => 1,
    bound: everything.bind(null),
    Class: class B extends Account {
      x = 1;
      static y = 2;
    },
    symbol: Symbol('described'),
    [Symbol.for('key')]: 1,
    big: 2n ** 200n,
    boxed: [Object(1), Object('text'), Object(true), Object(1n), Object(Symbol('s'))],
    promise: Promise.resolve(1),
    generator: (function* () {})(),
    iterator: [1].values(),
    weak: [new WeakMap(), new WeakSet(), new WeakRef({})],
    format: new Intl.NumberFormat('en'),
    get accessor() {
      return 1;
    },
    created: Object.create({ a: 1 }, { b: { value: 2 } }) as unknown,
    bare: Object.assign(Object.create(null) as object, { x: 1 }),
    args: (function (..._: unknown[]) {
      return arguments;
    })(1, 2),
    wide2: 'é wide text ☃',
    proxy: new Proxy({}, {}),
    mapIterator: new Map([[1, 2]]).entries(),
  };
}

const calculation = lruSizeCalculation({ maxSize: '16 MiB' });
const slices = Array.from({ length: 3 }, (_, i) => Buffer.from(`slice ${i}`));
const promises = Array.from({ length: 7 }, () => Promise.resolve());

describe('with every built-in method replaced', () => {
  it('none is called by a walk, the first included', async () => {
    vi.resetModules();
    const fresh = await import('../../src/index.ts');
    const value = everything();
    let rows: readonly object[] = [];
    const called = calledDuring(() => {
      rows = fresh.deepSizeOf(value).byType;
    });
    expect([...new Set(called)]).toEqual([]);
    expect(rows).toEqual(deepSizeOf(value).byType);
  });

  it('none is called with options, and none by sizeOf', () => {
    const value = everything();
    const ignore = [Account, /never met/];
    expect([
      ...new Set(
        calledDuring(() => {
          sizeOf(value);
          deepSizeOf(value, { ignore, maxObjects: 100 });
          deepSizeOf(value, { strings: 'each', maxBytes: 1000 });
          deepSizeOf(value, { readStrings: false });
        }),
      ),
    ]).toEqual([]);
  });

  it.each<[string, (value: unknown, meter: Meter) => unknown]>([
    ['a meter', (value) => createMeter({ forget: true, maxBytes: 2 ** 30 }).add(value)],
    ['the report of a meter', (_value, meter) => meter.report()],
    [
      'entrySizeOf',
      (value) => [entrySizeOf('key', value), entrySizeOf('key', value, { overhead: 10, ignore: [Account] })],
    ],
    ['entrySizeOf of a slice of a pool', () => entrySizeOf('key', { slices })],
    ['lruSizeCalculation', (value) => calculation(value, 'key')],
    ['trackGrowth', (value) => trackGrowth(() => value).measure()],
    ['sizeLogger', (value) => sizeLogger('cache', () => value, { write() {}, minBytes: 2 ** 30 }).measure()],
  ])('none is called by %s', (_, run) => {
    const value = everything();
    const meter = createMeter();
    meter.add(value);
    expect(languageCalls(() => void run(value, meter))).toEqual([]);
  });

  it('none is called by deepSizeOfAsync', async () => {
    const value = everything();
    let pending: Promise<unknown> | undefined;
    expect(languageCalls(() => void (pending = deepSizeOfAsync(value, { sliceMs: 1000 })))).toEqual([]);
    await pending;
  });

  it('none is called by a walk that keeps its outline', async () => {
    const { outlineOf } = await import('../../src/measure/outlining.ts');
    const value = everything();
    const called = calledDuring(() => {
      const { outline } = outlineOf(value);
      for (let node = 0; node < outline.nodeCount; node++) outline.pathOf(node);
      deepSizeOf(value, { paths: true });
      deepSizeOf(value, { paths: { rows: 500, depth: 10, fold: 3 } });
    });
    expect([...new Set(called)]).toEqual([]);
  });

  it('none is called by samples of arrays, Maps and Sets', () => {
    const shared = { text: 'what many elements share' };
    const value = {
      everything: everything(),
      lists: Array.from({ length: 300 }, (_, i) => ({
        i,
        shared,
        list: Array.from({ length: 60 }, (_, k) => ({ k })),
      })),
      map: new Map(Array.from({ length: 500 }, (_, i) => [`key ${i}`, { i, shared }])),
      set: new Set(Array.from({ length: 500 }, (_, i) => [i, promises[i % 7]])),
    };
    let report: object = {};
    const called = calledDuring(() => {
      report = deepSizeOf(value, { sample: 20 }).toJSON();
      deepSizeOf(value, { sample: { size: 100, seed: 2 }, strings: 'once' });
    });
    expect([...new Set(called)]).toEqual([]);
    expect(report).toEqual(deepSizeOf(value, { sample: 20 }).toJSON());
    expect(report).toMatchObject({ sampled: true });
  });

  it('none is called by a walk over several roots, and none by a meter', () => {
    const roots = [everything(), everything(), [promises, promises], 'a text', 1.5];
    let result: object = {};
    const called = calledDuring(() => {
      result = deepSizeOfAll(roots);
      const meter = createMeter();
      for (let i = 0; i < roots.length; i++) meter.add(roots[i]);
      meter.report();
    });
    expect([...new Set(called)]).toEqual([]);
    expect(result).toEqual(deepSizeOfAll(roots));
  });

  it('the test itself notices a call', () => {
    expect(
      calledDuring(() => {
        [1].map(String);
      }),
    ).toContain('Array.map');
  });

  it('none is called by advice but to write numbers', async () => {
    const { advise } = await import('../../src/advice/advise.ts');
    const value = { everything: everything(), cases: cases.map(({ build }) => build()) };
    const called = calledDuring(() => advise(value, { minBytes: 0 }));
    expect(
      called.filter((name) => !/^(Math\.abs|Number\.to(?:Fixed|Exponential)|String\.replace|RegExp\..*)$/.test(name)),
    ).toEqual([]);
  });
});
