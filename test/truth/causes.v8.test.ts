// What V8 decides by how objects were made, beside V8's own count: each rule on one case and on variations of its size
// and names.
import { beforeAll, describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import { collector } from '../../src/heap/collector.ts';
import { judge } from './judge.ts';

type Maker<T> = (...rest: never[]) => T;
type Open = Record<string, unknown>;

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const names = (count: number, prefix: string): string[] => many(count, (i) => `${prefix}_${(i * 7919) % 100_003}`);
/** Flat strings that no other case has. */
const words = (count: number, prefix: string): string[] => JSON.parse(JSON.stringify(names(count, prefix))) as string[];
/** A class of its own source, which V8 compiles at once as it does those of a module. */
const classOf = (body: string, symbols: readonly symbol[] = []): (new (i?: unknown) => Open) =>
  new Function('s', `return class { ${body} }`)(symbols) as new (
    i?: unknown,
  ) => Open;
const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** Enough other objects, so that the value is not a small one. */
const others = (): object[] => many(70, (i) => ({ i }));

interface Case {
  readonly name: string;
  readonly build: () => unknown;
  /** The estimate is only in the range. */
  readonly isOpen?: boolean;
}

/** One case for each of the sizes. */
const sized = (name: string, sizes: readonly number[], build: (size: number) => unknown, isOpen = false): Case[] =>
  sizes.map((size) => ({ name: `${name}: ${size}`, build: () => build(size), isOpen }));

const CASES: readonly Case[] = [
  ...sized('stores under symbols in a constructor', [12, 40, 90], (n) => {
    const symbols = many(n, (i) => Symbol(`s${n}_${i}`));
    const Keyed = classOf(`constructor() { ${symbols.map((_, i) => `this[s[${i}]] = ${i};`).join('')} }`, symbols);
    return many(20, () => new Keyed());
  }),
  ...sized('properties that a method adds to an instance', [15, 30, 100], (n) => {
    const fill = many(n, (i) => `this.m${n}_${i} = ${i};`).join('');
    const Filled = classOf(`constructor() { this.a = 1; this.b = 2; this.c = 3; } fill() { ${fill} return this; }`);
    return many(20, () => (new Filled() as { fill: () => unknown }).fill());
  }),
  ...sized('stores under computed keys in a loop of a constructor', [30, 60], (n) => {
    const Looped = classOf(`constructor(n) { for (let i = 0; i < n; i++) this['l' + n + '_' + i] = i; }`);
    return many(20, () => new Looped(n));
  }),
  ...sized('first instances of a class among other objects', [1, 2, 6], (n) => {
    const First = classOf('constructor() { this.a = 1; this.b = 2; this.c = 3; this.d = 4; }');
    return [others(), many(n, () => new First())];
  }),
  {
    name: 'first instance of a constructor whose prototype inherits without its function',
    build: () => {
      const make = new Function(
        'function Base() { this.x = 1; this.y = 2; } function Derived() { Base.call(this); this.z = 1; }' +
          'Derived.prototype = Object.create(Base.prototype); Derived.prototype.constructor = Derived; return Derived;',
      ) as Maker<new () => object>;
      return [others(), new (make())()];
    },
  },
  ...sized('words that are keys of a dictionary, too', [150, 600], (n) => {
    const list = words(n, `key${n}`);
    const counts: Open = {};
    for (const word of list) counts[word] = 1;
    // The words refer to those of V8's string table until a collection has replaced them.
    collector()({ type: 'minor' });
    return [list, counts];
  }),
  ...sized('dictionaries with the same keys in another order', [150, 300], (n) => {
    const list = words(n, `order${n}`);
    return many(6, (k) => {
      const object: Open = {};
      for (let i = 0; i < n; i++) object[list[(i + k * 31) % n]] = i;
      return object;
    });
  }),
  ...sized('an object with computed keys, in what code made', [24, 60, 110], (n) => {
    const object: Open = {};
    for (const word of words(n, `once${n}`)) object[word] = 1;
    return [new Map(), object];
  }),
  ...sized('getters of their own on each instance', [2, 3, 5], (n) => {
    const Own = classOf('constructor(i) { this.id = i; }');
    return many(30, (i) => {
      const object = new Own(i);
      for (const name of names(n, `getter${n}`))
        Object.defineProperty(object, name, { get: () => i, enumerable: true, configurable: true });
      return object;
    });
  }),
  {
    name: 'the same getter on each instance',
    build: () => {
      const Same = classOf('constructor(i) { this.id = i; this.other = 1; }');
      const get = (): number => 1;
      return many(30, (i) => Object.defineProperty(new Same(i), 'shared', { get, configurable: true }));
    },
  },
  ...[
    ['Cyrillic', 'слово'],
    ['Chinese', '词'],
    ['Latin-1', 'déjà'],
  ].map(
    ([language, word]): Case => ({
      name: `short values of one JSON text with a word in ${language}`,
      build: () =>
        parsed([{ word }, ...many(300, (i) => ({ a: 'yes', b: ['low', 'mid', 'high'][i % 3], c: 'en-US' }))]),
    }),
  ),
  ...sized('arrays of a Map that were pushed to', [40, 600], (n) => {
    const map = new Map<string, number[]>();
    const list = words(n, `index${n}`);
    for (let i = 0; i < 5 * n; i++) {
      const word = list[(i * i) % n];
      if (!map.has(word)) map.set(word, []);
      map.get(word)!.push(i);
    }
    return map;
  }),
  {
    name: 'arrays of a Map that are pairs',
    build: () => new Map(words(100, 'pair').map((word, i) => [word, [i, i + 1]])),
  },
  ...sized('one literal of constants in a field', [2, 16, 50], (n) => {
    const Matrix = classOf(`constructor() { this.cells = [${many(n, (i) => i % 3).join(', ')}]; this.k = 1; }`);
    return many(100, () => new Matrix());
  }),
  {
    name: 'equal arrays that were given to the constructor',
    build: () => {
      const Given = classOf('constructor(cells) { this.cells = cells; this.k = 1; }');
      return many(100, () => new Given([0, 1, 2].map((x) => x + 1)));
    },
  },
  ...sized('a field that is filled by push', [1, 3, 20], (n) => {
    const Pushed = classOf('constructor() { this.items = []; this.k = 1; }');
    return many(50, () => {
      const object = new Pushed() as { items: number[] };
      for (let i = 0; i < n; i++) object.items.push(i);
      return object;
    });
  }),
  {
    name: 'a field of slices of different lengths',
    build: () => {
      const Sliced = classOf(
        'constructor(i) { this.sign = 1; this.digits = [1, 2, 3, 4, 5, 6].slice(0, 1 + (i % 4)); }',
      );
      return many(100, (i) => new Sliced(i));
    },
  },
  {
    name: 'a literal of which the only key is a symbol',
    build: () => {
      const symbol = Symbol('only');
      return many(30, (i) => ({ [symbol]: i }));
    },
  },
  // V8's count is in the range; JavaScript cannot see which end is right.
  ...sized(
    'fields that were NaN first',
    [1, 3, 8],
    (n) => {
      const keys = names(n, `nan${n}`);
      const literal = new Function(`return { ${keys.map((key) => `${key}: NaN`).join(', ')} }`) as Maker<Open>;
      return many(100, (i) => {
        const object = literal();
        for (const key of keys) object[key] = i;
        return object;
      });
    },
    true,
  ),
  ...sized(
    'plain objects from which the first property was deleted',
    [2, 4, 12],
    (n) => {
      const keys = names(n, `gone${n}`);
      const literal = new Function(`return { ${keys.map((key) => `${key}: 1`).join(', ')} }`) as Maker<Open>;
      return many(50, () => {
        const object = literal();
        delete object[keys[0]];
        return object;
      });
    },
    true,
  ),
  {
    name: 'instances from which a property was deleted',
    build: () => {
      const Shorter = classOf('constructor() { this.a = 1; this.b = 2; this.c = 3; }');
      return many(50, () => {
        const object = new Shorter();
        delete object['a'];
        return object;
      });
    },
    isOpen: true,
  },
  ...sized(
    'an object that lost most of its properties',
    [20, 200],
    (n) => {
      const object: Open = {};
      const list = words(n, `lost${n}`);
      for (const word of list) object[word] = 1;
      for (const word of list.slice(5)) delete object[word];
      return object;
    },
    true,
  ),
  ...[
    () => [] as unknown as Open,
    () => new Error('shorter') as unknown as Open,
    () => (() => 1) as unknown as Open,
  ].map(
    (make, i): Case => ({
      name: `a property was deleted from a built-in object: ${['array', 'error', 'function'][i]}`,
      build: () => {
        const object = make();
        object['added'] = 1;
        object['more'] = 2;
        delete object['added'];
        return object;
      },
      isOpen: true,
    }),
  ),
  {
    name: 'rows by keyed stores',
    build: () => many(50, () => Object.assign({}, { r1: 1, r2: 2, r3: 3 })),
    isOpen: true,
  },
  {
    name: 'words by split',
    build: () => 'yes no perhaps never '.repeat(100).split(' '),
    isOpen: true,
  },
  { name: 'words by a template', build: () => many(200, (i) => `${['ab', 'cd'][i % 2]}xyz`), isOpen: true },
  { name: 'words of a Buffer', build: () => many(200, () => Buffer.from('short').toString()), isOpen: true },
  {
    name: 'a function without a name',
    build: () => {
      const unnamed = function named() {};
      Reflect.deleteProperty(unnamed, 'name');
      return unnamed;
    },
    isOpen: true,
  },
  {
    name: 'a class with static members under computed keys',
    build: () => {
      const key = 'computedKeyOfAClass';
      return class {
        static [key](): void {}
      };
    },
    isOpen: true,
  },
];

describe('the estimate of objects by how they were made', () => {
  const results = new Map<string, { readonly report: SizeReport; readonly truth: number }>();

  beforeAll(async () => {
    const values = CASES.map(({ build }) => build());
    const reports = values.map((value) => deepSizeOf(value));
    const truths = await judge(values);
    CASES.forEach(({ name }, i) =>
      results.set(name, { report: reports[i], truth: truths[i].heapBytes + truths[i].externalBytes }),
    );
  });

  it.each(CASES.map((item) => [item.name, item] as const))('%s', (name, { isOpen }) => {
    const { report, truth } = results.get(name)!;
    expect(report.range.min).toBeLessThanOrEqual(truth);
    expect(report.range.max).toBeGreaterThanOrEqual(truth);
    if (isOpen !== true) expect(Math.abs(report.bytes - truth)).toBeLessThanOrEqual(Math.max(24, truth / 50));
  });
});
