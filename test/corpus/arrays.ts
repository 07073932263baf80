/** Structures of arrays, and of Maps, Sets and their weak kin. */
import { range, push, parse } from './lists.ts';
import { freshText, settled, structures } from './structure.ts';
import type { Structure } from './structure.ts';

class MyMap extends Map<unknown, unknown> {}
class MyArray extends Array<number> {}

export const arrays: Structure[] = structures('synthetic', [
  ['[]', () => []],
  ['[1,2,3] copied', () => [1, 2, 3].map((x) => x)],
  ['[1,2,3] literal', () => [1, 2, 3]],
  ['[1.5,2.5]', () => [1.5, 2.5].map((x) => x)],
  ['doubles and integers', () => [1, 2.5, 3].map((x) => x)],
  ['mixed array with doubles', () => [1.5, 'a', 2.5].map((x) => x)],
  ['strings', () => [freshText(20), freshText(20)]],
  ['objects', () => [{ a: 1 }, { a: 2 }]],
  ['1,000 Smis', () => range(1000)],
  ['1,000 doubles', () => range(1000).map((i) => i + 0.5)],
  ['10,000 doubles', () => range(10_000).map((i) => i * 1.1)],
  ['5 pushed', () => push(5, (i) => i), 'spare capacity'],
  ['100 pushed', () => push(100, (i) => i), 'spare capacity'],
  ['10,000 pushed', () => push(10_000, (i) => i), 'spare capacity'],
  ['1,000 doubles pushed', () => push(1000, (i) => i + 0.5), 'spare capacity'],
  [
    'pushed to 100, popped to 60',
    () => {
      const a = push(100, (i) => i);
      while (a.length > 60) a.pop();
      return a;
    },
    'spare capacity',
  ],
  [
    'pushed and emptied',
    () => {
      const a = push(3, (i) => i);
      a.pop();
      a.pop();
      a.pop();
      return a;
    },
    'spare capacity',
  ],
  ['filtered', () => range(100).filter((i) => i % 2 === 0), 'spare capacity'],
  ['sliced array', () => range(100).slice(10, 20)],
  ['spread array', () => [...range(50)]],
  ['Array.from set', () => Array.from(new Set(range(50)))],
  ['new Array(100)', () => new Array(100)],
  ['new Array(100) filled', () => new Array<number>(100).fill(0)],
  [
    'new Array(10,000) with one',
    () => {
      const a = new Array<number>(10_000);
      a[5] = 1;
      return a;
    },
    'holes may be kept or not',
  ],
  [
    'holey',
    () => {
      const a: unknown[] = [1, 2, 3, 4];
      delete a[1];
      return a;
    },
  ],
  [
    'sparse: a[1e6] = 1',
    () => {
      const a: number[] = [];
      a[1_000_000] = 1;
      return a;
    },
  ],
  [
    'sparse: three of 1e7',
    () => {
      const a: unknown[] = [];
      a[5] = {};
      a[1e6] = {};
      a[1e7] = {};
      return a;
    },
  ],
  [
    'array with named property',
    () =>
      Object.assign(
        [1, 2, 3].map((x) => x),
        { extra: { a: 1 } },
      ),
  ],
  ['regexp match', () => /(b)(c)?/.exec('abcd')],
  ['split', () => freshText(40).split('x'), 'empty strings and slices'],
  ['nested 3x3', () => range(3).map(() => range(3))],
  ['matrix 50x50', () => parse(range(50).map((row) => range(50).map((i) => row + i / 3 + 0.1)))],
  ['frozen array', () => Object.freeze([1, 2, 3])],
  ['subclass of Array', () => settled(() => MyArray.from([1, 2, 3]))],
  ['strict arguments', () => new Function('"use strict"; return arguments')({}, {})],
  ['arguments without parameters', () => new Function('return arguments')({}, {})],
  ['array of arrays of strings', () => range(20).map(() => [freshText(12), freshText(13), freshText(4)])],
  ['array of bigints', () => range(10).map((i) => BigInt(i) << 40n)],
  ['array of dates', () => range(10).map((i) => new Date(1.6e12 + i))],
  [
    'array with holes at both ends',
    () => {
      const a = new Array<number>(20);
      a[10] = 1;
      return a;
    },
  ],
]);

export const collections: Structure[] = structures('synthetic', [
  ['empty Map', () => new Map()],
  ['Map of 1', () => new Map([['a', 1]])],
  ['Map of 4', () => new Map(range(4).map((i) => [i, i]))],
  ['Map of 5', () => new Map(range(5).map((i) => [i, i]))],
  ['Map of 1,000', () => new Map(range(1000).map((i) => [i, i]))],
  ['Map of objects', () => new Map(range(100).map((i) => [{ key: i }, { value: i }]))],
  ['Map of strings', () => new Map(range(100).map(() => [freshText(12), freshText(20)]))],
  [
    'Map of doubles',
    () => {
      const m = new Map<number, number>();
      for (let i = 0; i < 50; i++) m.set(i, Math.random());
      return m;
    },
  ],
  [
    'Map after deletes',
    () => {
      const m = new Map(range(100).map((i) => [i, i]));
      for (let i = 0; i < 70; i++) m.delete(i);
      return m;
    },
    'deleted entries keep a table large',
  ],
  [
    'Map cleared',
    () => {
      const m = new Map(range(100).map((i) => [i, i]));
      m.clear();
      return m;
    },
  ],
  ['Map with property', () => Object.assign(new Map(), { note: { a: 1 } })],
  ['subclass of Map', () => settled(() => new MyMap([[1, { a: 1 }]] as never))],
  ['empty Set', () => new Set()],
  [
    'Set of 3 added',
    () => {
      const s = new Set<number>();
      s.add(1);
      s.add(2);
      s.add(3);
      return s;
    },
  ],
  ['Set from iterable', () => new Set([1, 2, 3]), 'from V8 12 on a Set made from an array starts with eight'],
  [
    'Set of 1,000',
    () => {
      const s = new Set<number>();
      for (let i = 0; i < 1000; i++) s.add(i);
      return s;
    },
  ],
  [
    'Set of objects',
    () => {
      const s = new Set<object>();
      for (let i = 0; i < 20; i++) s.add({ i });
      return s;
    },
  ],
  ['WeakMap', () => new WeakMap()],
  ['WeakSet', () => new WeakSet()],
  ['WeakRef', () => new WeakRef({})],
  ['FinalizationRegistry', () => new FinalizationRegistry(() => {})],
  ['Map in Map', () => new Map([['inner', new Map([['leaf', { a: 1 }]])]])],
  ['Map with null prototype', () => Object.setPrototypeOf(new Map([[1, { a: 1 }]]), null)],
]);
