// What reveal: true follows is what V8's count includes: one definition of what belongs to a value, for both.
import { describe, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { deepSizeOf } from '../../src/index.ts';
import { engineFacts, revealHidden } from '../../src/node.ts';

interface Held {
  readonly body: readonly number[];
}

/** 4,056 bytes: an object, an array, its elements. */
const held = (): Held => ({ body: Array.from({ length: 500 }, (_, i) => i) });
const BYTES = 4056;

class Given {
  constructor(object: object) {
    return object;
  }
}
class Stamp extends Given {
  #stamp = held();
  static read(object: Stamp): Held {
    return object.#stamp;
  }
}
function stamped<Value extends object>(object: Value): Value {
  expect(Stamp.read(new Stamp(object))).toBeDefined();
  return object;
}
class Secret {
  #a = held();
  read() {
    return this.#a;
  }
}
class Deeper extends Secret {
  #a = held();
  more() {
    return this.#a;
  }
}
class Other {
  x = 1;
}
class Callable extends Function {
  #table = held();
  read() {
    return this.#table;
  }
}
class Cache extends Map<object, object> {
  #recent = held();
  read() {
    return this.#recent;
  }
}
let accessorsRun = 0;
class Computed {
  #value = held();
  get #computed() {
    accessorsRun++;
    return this.#value;
  }
  #method() {
    return this.#computed;
  }
  read() {
    return this.#method();
  }
}
for (const Class of [Secret, Deeper, Other, Cache, Computed]) for (let i = 0; i < 10; i++) new Class();

const suspended = <Value extends Iterator<unknown>>(generator: Value): Value => {
  generator.next();
  return generator;
};

/** A generator that has ended. */
function ended(): Iterator<unknown> {
  const generator = (function* (argument: Held) {
    yield argument;
  })(held());
  expect([...generator]).toHaveLength(1);
  return generator;
}

/**
 * What each value keeps by hidden state, as a multiple of `held()`; what remains open is allowed for by the tolerance.
 */
const CASES: readonly [name: string, build: () => object, times: number][] = [
  ['an object that another class has given a private field', () => stamped({ a: 1 }), 1],
  ['an array that another class has given a private field', () => stamped([1, 2]), 1],
  ['a Map that another class has given a private field', () => stamped(new Map([[1, 2]])), 1],
  ['a Set that another class has given a private field', () => stamped(new Set([1])), 1],
  ['an arrow function that another class has given a private field', () => stamped(() => 1), 1],
  ['a class that another class has given a private field', () => stamped(class {}), 1],
  ['a Date that another class has given a private field', () => stamped(new Date()), 1],
  ['a Promise that another class has given a private field', () => stamped(Promise.resolve(1)), 1],
  ['an instance with the prototype of another class', () => Object.setPrototypeOf(new Secret(), Other.prototype), 1],
  ['an instance without a prototype', () => Object.setPrototypeOf(new Secret(), null), 1],
  ['an object with the prototype alone', () => Object.create(Secret.prototype), 0],
  ['private fields of one name in a class and its base', () => new Deeper(), 2],
  ['an instance of a subclass of Function', () => new Callable('return 1'), 1],
  ['an instance of a subclass of Map', () => new Cache([[{}, held()]]), 2],
  ['private accessors and methods', () => new Computed(), 1],
  [
    'a pending Promise that somebody waits for',
    () => {
      const promise = new Promise(() => {});
      const kept = held();
      void promise.then(() => kept);
      return promise;
    },
    0,
  ],
  [
    "a generator's variable that its closure shares",
    () =>
      suspended(
        (function* () {
          const big = held();
          yield () => big;
          yield 2;
        })(),
      ),
    1,
  ],
  [
    "a generator's variable of a block that its closure shares",
    () =>
      suspended(
        (function* () {
          for (let i = 0; i < 3; i++) {
            const big = held();
            yield () => big;
          }
        })(),
      ),
    1,
  ],
  [
    "a method generator's receiver",
    () =>
      suspended(
        {
          big: held(),
          *method() {
            yield 1;
            yield this;
          },
        }.method(),
      ),
    1,
  ],
  [
    'a variable around a generator',
    () => {
      const outer = held();
      return suspended(
        (function* () {
          yield 1;
          yield outer;
        })(),
      );
    },
    0,
  ],
];

describe('reveal: true', () => {
  it("follows what V8's count includes", async () => {
    const values = CASES.map(([, build]) => build());
    const reports = values.map((value) => deepSizeOf(value, { reveal: true }));
    const exact = await exactSizesOf([...values, ended()]);
    for (const [i, [name, , times]] of CASES.entries()) {
      expect(reports[i].bytes, name).toBeGreaterThanOrEqual(times * BYTES);
      expect(Math.abs(reports[i].bytes - exact[i].bytes), name).toBeLessThan(250);
      expect(
        reports[i].hidden.map((row) => row.kind).filter((kind) => kind !== 'closures'),
        name,
      ).toEqual([]);
    }
    expect(accessorsRun).toBe(0);
    // V8 keeps the variables of a generator that has ended.
    expect(exact.at(-1)!.bytes).toBeGreaterThan(BYTES);
  });

  it('says that the variables of a generator that has ended are hidden', () => {
    expect(deepSizeOf(ended(), { reveal: true }).hidden.map((row) => row.kind)).toContain('generator-state');
  });

  it('changes no weight, reads the same again, and leaves prototypes of functions to be made when they are read', async () => {
    const values = [
      CASES.map(([, build]) => build()),
      Array.from({ length: 20 }, () => new Callable('return 1')),
      Array.from({ length: 20 }, () => new Function('return 1') as object),
    ];
    const bytesOf = async (): Promise<number[]> => (await exactSizesOf(values)).map(({ bytes }) => bytes);
    const before = await bytesOf();
    const first = values.map((value) => deepSizeOf(value, { reveal: true }).bytes);
    expect(values.map((value) => deepSizeOf(value, { reveal: true }).bytes)).toEqual(first);
    expect(await bytesOf()).toEqual(before);
  });

  it('reads many objects of a class together, and those that lack a field one by one', async () => {
    class Record {
      id = 1;
      #text = `${Math.random()} is a number`;
      #list = [1, 2, 3];
      #ratio = Math.random();
      #missing = undefined;
      #big = 10n ** 30n + BigInt(this.id);
      #tag = Symbol('tag');
      read() {
        return [this.#text, this.#list, this.#ratio, this.#missing, this.#big, this.#tag];
      }
    }
    const records: object[] = Array.from({ length: 3000 }, () => new Record());
    for (let i = 7; i < records.length; i += 500) records[i] = Object.create(Record.prototype) as object;
    const { bytes, hidden } = deepSizeOf(records, { reveal: true });
    const one = records.slice(0, 10).map((record) => deepSizeOf(record, { reveal: true }));
    // The record, and its two strings, array, numbers and symbol.
    expect(one.map(({ objects }) => objects)).toEqual(one.map((_, i) => (i === 7 ? 1 : 7)));
    const [exact] = await exactSizesOf([records]);
    // The three numbers of each list are one copy-on-write store in V8.
    expect(Math.abs(bytes / exact.bytes - 1)).toBeLessThan(0.05);
    expect(hidden).toEqual([]);
  });
});

describe('fields that another class has added', () => {
  const plain = (count: number): object[] => Array.from({ length: count }, (_, i) => ({ id: i, other: true }));
  const everyThird = <Value extends object>(values: Value[]): Value[] =>
    values.map((value, i) => (i % 3 === 2 ? stamped(value) : value));
  class Row {
    x = 1;
  }
  const lastOf = (values: object[]): object[] => (stamped(values[values.length - 1]), values);

  it('are found by reveal after many objects without them, and with facts in every object', async () => {
    expect(deepSizeOf(plain(300), { reveal: true }).hidden).toEqual([]);
    const values = [
      plain(300).map(stamped),
      [stamped({ id: 1, other: true })],
      everyThird(plain(300)),
      everyThird(Array.from({ length: 90 }, (_, i) => [i, i])),
      Array.from({ length: 300 }, () => new Deeper()),
      lastOf(plain(500)),
      lastOf(Array.from({ length: 500 }, () => new Row())),
      lastOf(Array.from({ length: 100 }, (_, i) => [i, i])),
    ];
    const alone = values.map((value) => deepSizeOf(value, { reveal: true }));
    const facts = engineFacts();
    const withFacts = values.map((value) => deepSizeOf(value, { reveal: true, facts }));
    const exact = await exactSizesOf(values);
    for (const [i, { bytes }] of exact.entries()) {
      if (i < 5) expect(Math.abs(alone[i].bytes / bytes - 1), `alone, ${i}`).toBeLessThan(0.03);
      expect(Math.abs(withFacts[i].bytes / bytes - 1), `with facts, ${i}`).toBeLessThan(0.03);
    }
  });

  it('are listed as hidden for the objects that were passed over before some were found', () => {
    const reveal = revealHidden();
    const values = plain(300).map((value, i) => (i < 20 ? value : stamped(value)));
    const { hidden } = deepSizeOf(values, { reveal });
    reveal.close();
    expect(hidden.map(({ kind, types }) => [kind, types])).toEqual([['private-fields', ['Object']]]);
    expect(hidden[0].count).toBeGreaterThan(20);
    expect(hidden[0].count).toBeLessThan(128);
  });
});

describe('reveal: true and errors', () => {
  class Failure extends Error {
    #details = held();
    read() {
      return this.#details;
    }
  }

  it('follows the private fields of an error, and formats no stack', () => {
    const prepare = Error.prepareStackTrace;
    let formatted = 0;
    const failures = [new Failure('a'), { failure: new Failure('b'), plain: new Error('c') }];
    Error.prepareStackTrace = () => `${++formatted}`;
    try {
      expect(deepSizeOf(failures, { reveal: true }).bytes).toBeGreaterThan(2 * BYTES);
    } finally {
      Error.prepareStackTrace = prepare;
    }
    expect(formatted).toBe(0);
  });
});
