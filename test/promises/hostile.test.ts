// No code of the program runs, nothing throws, nothing changes.
import { createContext, runInContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { deepSizeOf, sizeOf } from '../../src/index.ts';
import { boom, hostile } from '../corpus/hostile.ts';

describe('hostile values', () => {
  it.each(hostile)('%s', (_, build) => {
    const value = build();
    expect(deepSizeOf(value).bytes).toBeGreaterThan(0);
    expect(sizeOf(value)).toBeGreaterThanOrEqual(0);
    expect(deepSizeOf({ value }).range.min).toBeGreaterThanOrEqual(0);
  });

  it('sees a Map of another realm', () => {
    const other = runInContext('new Map([[{ a: 1 }, [1, 2, 3]]])', createContext()) as object;
    expect(deepSizeOf(other).bytes).toBe(deepSizeOf(new Map([[{ a: 1 }, [1, 2, 3]]])).bytes);
  });

  it('weighs a Map without its prototype as a Map', () => {
    const bare = Object.setPrototypeOf(new Map([[1, { a: 1 }]]), null) as object;
    expect(sizeOf(bare)).toBe(sizeOf(new Map([[1, { a: 1 }]])));
    expect(sizeOf(Object.setPrototypeOf(new Map([[1, 1]]), Object.prototype))).toBe(sizeOf(new Map([[1, 1]])));
  });

  it('does not format a stack', () => {
    const before = Error.prepareStackTrace;
    Error.prepareStackTrace = boom;
    try {
      const error = new Error('kept lazy');
      expect(deepSizeOf(error).bytes).toBeGreaterThan(0);
      class Failure {
        code = 1;
        constructor() {
          Error.captureStackTrace(this);
        }
      }
      expect(deepSizeOf([new Failure(), Object.assign(new Failure(), { more: 1 })]).bytes).toBeGreaterThan(0);
      expect(sizeOf(new Failure())).toBeGreaterThan(0);
    } finally {
      Error.prepareStackTrace = before as typeof Error.prepareStackTrace;
    }
  });

  it('names what it cannot see', () => {
    class Secret {
      #a = 1;
      read() {
        return this.#a;
      }
    }
    const hidden = deepSizeOf([
      () => 1,
      new WeakMap(),
      new WeakSet(),
      new WeakRef({}),
      Promise.resolve(1),
      new Proxy({}, {}),
      (function* () {})(),
      new Secret(),
      new Intl.NumberFormat('en'),
      boom.bind(null),
    ]).hidden.map((row) => row.kind);
    expect(hidden).toEqual(
      expect.arrayContaining([
        'closures',
        'weak-map-entries',
        'weak-set-entries',
        'weak-ref-targets',
        'promise-results',
        'proxy-targets',
        'generator-state',
        'private-fields',
        'internal-data',
        'bound-arguments',
      ]),
    );
  });
});

describe('poisoned built-ins', () => {
  const undo: (() => void)[] = [];
  afterEach(() => {
    for (const action of undo.splice(0)) action();
  });
  const poison = (holder: object, key: PropertyKey, descriptor: PropertyDescriptor): void => {
    const before = Object.getOwnPropertyDescriptor(holder, key);
    Object.defineProperty(holder, key, { ...descriptor, configurable: true });
    undo.push(() => (before ? Object.defineProperty(holder, key, before) : Reflect.deleteProperty(holder, key)));
  };

  it.each([
    ['Object.prototype.value', Object.prototype, 'value', { get: boom }],
    ['Object.prototype.get', Object.prototype, 'get', { get: boom }],
    ['an index of Array.prototype', Array.prototype, '1', { get: boom }],
    ['toStringTag of Array.prototype', Array.prototype, Symbol.toStringTag, { get: boom }],
    ['Map.prototype.forEach', Map.prototype, 'forEach', { value: boom }],
    ['Set.prototype.add', Set.prototype, 'add', { get: boom }],
  ] as const)('%s', (_, holder, key, descriptor) => {
    const value = {
      get a() {
        return boom();
      },
      list: [1, , 3],
      map: new Map([[1, {}]]),
      set: new Set([{}]),
      long: Array.from({ length: 1000 }, (_, i) => i),
    };
    const expected = deepSizeOf(value).bytes;
    const expectedPaths = JSON.stringify(deepSizeOf(value, { paths: true }).paths);
    let bytes: number | string;
    let paths: unknown;
    poison(holder, key, descriptor);
    try {
      bytes = deepSizeOf(value).bytes;
      paths = deepSizeOf(value, { paths: true }).paths;
    } catch (error) {
      bytes = String(error);
    } finally {
      for (const action of undo.splice(0)) action();
    }
    expect(bytes).toBe(expected);
    expect(JSON.stringify(paths)).toBe(expectedPaths);
  });
});

describe('limits', () => {
  it('takes no time for each hole of an array of fifty million', () => {
    const holes = new Array(50_000_000);
    holes[7] = { a: 1 };
    expect(deepSizeOf(holes).objects).toBe(2);
  });

  it('stops at its limits and says so', () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({ i }));
    const byObjects = deepSizeOf(many, { maxObjects: 10 });
    expect(byObjects).toMatchObject({ complete: false, stopped: { by: 'maxObjects', limit: 10 } });
    const byBytes = deepSizeOf(many, { maxBytes: 1000 });
    expect(byBytes).toMatchObject({ complete: false, stopped: { by: 'maxBytes', limit: 1000 } });
    expect(byBytes.bytes).toBeGreaterThan(1000);
    expect(deepSizeOf(many, { maxBytes: 1e9 }).complete).toBe(true);
  });
});
