/**
 * Values whose bytes tell of how they came to be, which JavaScript cannot see: no estimate can be close to all of them,
 * but V8's count has to lie in the range. Nothing here is held to more than that.
 */
import { createdInstances } from './created-instances.ts';
import { integerKeys } from './integer-keys.ts';
import { sharedNumbers } from './shared-numbers.ts';
import { flat } from './structure.ts';

const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

type Open = Record<string, unknown>;

const thrownBy = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    // Some messages are ropes.
    (error as Error).message = flat((error as Error).message);
    return error;
  }
};

export const histories: readonly (readonly [name: string, build: () => unknown])[] = [
  [
    'literals of two and a third',
    () =>
      many(1000, (i) => {
        const o: Open = { a: i, b: i };
        o['c'] = 1;
        return o;
      }),
  ],
  [
    'literals of one and a second',
    () =>
      many(100, (i) => {
        const o: Open = { a: i };
        o['b'] = 1;
        return o;
      }),
  ],
  [
    'spread copies with one more',
    () => {
      const source = { a: 1, b: 2 };
      return many(1000, (i) => ({ ...source, c: i }));
    },
  ],
  [
    'parsed records with one more',
    () => {
      const list = JSON.parse(JSON.stringify(many(300, (i) => ({ id: i, n: i })))) as Open[];
      for (const o of list) o['total'] = 3;
      return list;
    },
  ],
  [
    'optional fields',
    () =>
      many(300, (i) => {
        const o: Open = { id: i };
        if (i % 2) o['opt'] = 1;
        if (i % 3) o['other'] = flat(`text number ${i} of it`);
        return o;
      }),
  ],
  ...[1, 2, 3, 4, 5, 6, 7].map(
    (added) =>
      [
        `literals of three and ${added} more`,
        () =>
          many(50, (i) => {
            const o: Open = { a: i, b: i, c: i };
            for (let k = 0; k < added; k++) o[`later${k}`] = i;
            return o;
          }),
      ] as const,
  ),
  [
    'fields added once the slots were cut',
    () => {
      class Cut {
        id: number;
        constructor(i: number) {
          this.id = i;
        }
      }
      many(100, (i) => new Cut(i));
      return many(100, (i) => Object.assign(new Cut(i), { b: 1, c: 1, d: 1, e: 1 }));
    },
  ],
  [
    'class of a function that runs once',
    () => {
      const make = (n: number): object[] => {
        class Inner {
          a: number;
          constructor(i: number) {
            this.a = i;
          }
        }
        return many(n, (i) => {
          const o = new Inner(i) as unknown as Open;
          for (const k of 'bcdefghij') o[k] = i;
          return o;
        });
      };
      return make(50);
    },
  ],
  ...[9, 10, 11, 12, 13, 20].map(
    (fields) =>
      [
        `${fields} fields from entries`,
        () => {
          const source = Object.fromEntries(many(fields, (i) => [`f${i}`, i]));
          class Entries {
            constructor(from: object) {
              for (const [k, v] of Object.entries(from)) (this as unknown as Open)[k] = v;
            }
          }
          return many(20, () => new Entries(source));
        },
      ] as const,
  ),
  ['regexps of one place', () => many(1000, () => /lit(eral)/)],
  ['plain regexps of one place', () => many(100, () => /literal/)],
  ['regexps of one text', () => many(1000, () => new RegExp(['same', '(one)'].join('')))],
  [
    'regexps of one text and two flags',
    () => many(100, (i) => new RegExp(['same', '(two)'].join(''), i % 2 ? 'g' : 'i')),
  ],
  [
    'copies of a mixed literal',
    () => {
      const a = ['x', 1.5, 2.5];
      return many(50, () => [...a]);
    },
  ],
  ['mixed literals of one place', () => many(50, () => ['y', 1.5, 2.5])],
  ...[' of more than twelve characters', ''].map(
    (more) =>
      [
        `equal keys from two sources${more}`,
        () => {
          const [one, other] = [0, 1].map(() => many(200, (i) => ['key', i].join('-') + more));
          const counts: Record<string, number> = {};
          for (const list of [one, other]) for (const key of list) counts[key] = (counts[key] ?? 0) + 1;
          return { one, other, counts };
        },
      ] as const,
  ),
  [
    'slices of an array of heap numbers',
    () => {
      const a: unknown[] = [1.5, 2.5, 'x'];
      a.pop();
      return many(50, () => a.slice());
    },
  ],
  [
    'slices of a mixed array that grew',
    () => {
      const a: unknown[] = ['x', 1.5, 2.5];
      a.push(3.5);
      return many(50, () => a.slice());
    },
  ],
  [
    'dictionaries of elements, smaller than they were',
    () =>
      many(40, (i) => {
        const made: Record<number, number> & { kind?: string } = { kind: 'counts' };
        made[4_000_000] = 1;
        for (let k = 0; k < 30 + (i % 70); k++) made[k] = k;
        delete made[4_000_000];
        return made;
      }),
  ],
  [
    'every tenth element, to 10,000',
    () => {
      const a: number[] = [];
      for (let i = 0; i < 10_000; i += 10) a[i] = i;
      return a;
    },
  ],
  [
    'every fiftieth element, to 5,000',
    () => {
      const a: number[] = [];
      for (let i = 0; i < 5000; i += 50) a[i] = i;
      return a;
    },
  ],
  [
    'every tenth element, to 4,000',
    () => {
      const a: number[] = [];
      for (let i = 0; i < 4000; i += 10) a[i] = i;
      return a;
    },
  ],
  [
    'one element past a gap',
    () => {
      const a: number[] = [];
      a[1024] = 1;
      return a;
    },
  ],
  [
    'one element before a gap',
    () => {
      const a: number[] = [];
      a[1000] = 1;
      return a;
    },
  ],
  [
    '30 pushed, 24 popped',
    () => {
      const a: number[] = [];
      for (let i = 0; i < 30; i++) a.push(i);
      for (let i = 0; i < 24; i++) a.pop();
      return a;
    },
  ],
  ['an error of V8', () => thrownBy(() => (null as unknown as Open)['x'])],
  ['50 errors of V8', () => many(50, () => thrownBy(() => (null as unknown as Open)['x']))],
  ['an error of JSON.parse', () => thrownBy(() => JSON.parse('{'))],
  ['an error of decodeURIComponent', () => thrownBy(() => decodeURIComponent('%'))],
  ['an error of an unknown name', () => thrownBy(() => new Function('return unknownName')())],
  ['an error of a call', () => thrownBy(() => (1 as unknown as () => void)())],
  ['an error of a constant', () => thrownBy(() => new Function('const a = 1; a = 2')())],
  [
    'an error of a store',
    () =>
      thrownBy(() => {
        (null as unknown as Open)['x'] = 1;
      }),
  ],
  [
    'an error of a loop',
    () =>
      thrownBy(() => {
        for (const _ of 5 as unknown as number[]) return;
      }),
  ],
  ['an error of a class', () => thrownBy(() => (class {} as unknown as () => void)())],
  ['an error of in', () => thrownBy(() => 'a' in (1 as unknown as object))],
  ['an error of a built-in function', () => thrownBy(() => [].reduce((a) => a))],
  ['an error of a length', () => thrownBy(() => new Array(-1))],
  [
    'an error of a frozen object',
    () =>
      thrownBy(() => {
        (Object.freeze([1]) as number[]).push(2);
      }),
  ],
  [
    'an error of a cycle',
    () => {
      const a: Open = {};
      a['a'] = a;
      return thrownBy(() => JSON.stringify(a));
    },
  ],
  ['an error of bigints', () => thrownBy(() => (1n as unknown as number) + 1)],
  ['an error before its declaration', () => thrownBy(() => new Function('a; let a'))],
  [
    'an error of destructuring',
    () =>
      thrownBy(() => {
        const { a } = null as unknown as Open;
        return a;
      }),
  ],
  [
    'an error with properties',
    () => Object.assign(thrownBy(() => (null as unknown as Open)['x']) as object, { code: 1, status: 2 }),
  ],
  [
    'a stack overflow',
    () => {
      const deeper = (): number => deeper() + 1;
      return thrownBy(deeper);
    },
  ],
  [
    'a thrown error',
    () =>
      thrownBy(() => {
        throw new RangeError('a text of the program');
      }),
  ],
  ['a rejected module', () => thrownBy(() => new Function('a b'))],
  [
    '30 symbols',
    () => {
      const o: Record<symbol, number> = {};
      for (let i = 0; i < 30; i++) o[Symbol(`q${i}`)] = i;
      return o;
    },
  ],
  [
    '30 symbols without a prototype',
    () => {
      const o = Object.create(null) as Record<symbol, number>;
      for (let i = 0; i < 30; i++) o[Symbol(flat(`symbol number ${i}`))] = i;
      return o;
    },
  ],
  [
    '50 names on an array',
    () => {
      const a = [] as unknown as Open;
      for (let i = 0; i < 50; i++) a[`name${i}`] = i;
      return a;
    },
  ],
  [
    '20 names on an arrow function',
    () => {
      const f = (() => 1) as unknown as Open;
      for (let i = 0; i < 20; i++) f[`name${i}`] = i;
      return f;
    },
  ],
  [
    '20 names on a function',
    () => {
      const f = function () {} as unknown as Open;
      for (let i = 0; i < 20; i++) f[`name${i}`] = i;
      return f;
    },
  ],
  [
    '30 names on a Map',
    () => {
      const m = new Map() as unknown as Open;
      for (let i = 0; i < 30; i++) m[`name${i}`] = i;
      return m;
    },
  ],
  [
    '20 names and 20 symbols on a Date',
    () => {
      const d = new Date(0) as unknown as Record<PropertyKey, number>;
      for (let i = 0; i < 20; i++) {
        d[`name${i}`] = i;
        d[Symbol(`name${i}`)] = i;
      }
      return d;
    },
  ],
  [
    'a regexp with a boxed lastIndex',
    () => {
      const r = new RegExp(['boxed', '(index)'].join(''));
      r.lastIndex = 1.5;
      return r;
    },
  ],
  [
    'a regexp with an object as lastIndex',
    () => {
      const r = new RegExp(['held', '(index)'].join(''));
      (r as unknown as Open)['lastIndex'] = { a: [1, 2, 3].map((x) => x) };
      return r;
    },
  ],
  ['frozen doubles', () => Object.freeze(many(100, (i) => i + 0.5))],
  ['sealed doubles and integers', () => Object.seal(many(100, (i) => i / 2))],
  ['frozen doubles that repeat', () => Object.freeze(many(100, (i) => (i % 2) + 0.5))],
  ...integerKeys,
  ...sharedNumbers,
  ...createdInstances,
];
