// A judge that trusts no snapshot: how much V8's heap grows for fifty thousand copies of a structure, once all garbage
// is collected, beside the estimate and V8's own count of one copy.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { deepSizeOf } from '../../src/index.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const COPIES = 50_000;
/** Numbers from here on have five digits, so that all texts are equally long. */
const FIRST = 20_000;

/** Bytes in use once several collections no longer change them. */
function settledHeap(): number {
  let before = Infinity;
  for (let round = 0; round < 10; round++) {
    collect();
    const { heapUsed } = process.memoryUsage();
    if (Math.abs(before - heapUsed) < 512) return heapUsed;
    before = heapUsed;
  }
  return before;
}

class Point {
  x: number;
  y: number;
  constructor(i: number) {
    this.x = i;
    this.y = i + 0.5;
  }
}
class Node2 {
  left: object | null = null;
  right: object | null = null;
  label: string;
  constructor(label: string) {
    this.label = label;
  }
}
class Guarded {
  #a = 1;
  #b = [1, 2];
  read(): unknown[] {
    return [this.#a, this.#b];
  }
}
const texts = (i: number): string => JSON.parse(`"a text that has number ${i} in it"`) as string;

const makers: readonly (readonly [string, (i: number) => unknown])[] = [
  ['object of three', (i) => ({ a: i, b: i, c: null })],
  ['object with a double', (i) => ({ a: i, b: i + 0.5 })],
  ['nested object', (i) => ({ a: { b: { c: i } } })],
  ['class instance', (i) => new Point(i)],
  [
    'class instances in a tree',
    (i) => {
      const node = new Node2(texts(i));
      node.left = new Node2(texts(99_999 - i));
      return node;
    },
  ],
  [
    'parsed record',
    (i) => JSON.parse(`{"id":${i},"name":"the name of record ${i}","tags":["first tag of ${i}"],"price":${i}.25}`),
  ],
  ['parsed array of numbers', (i) => JSON.parse(`[${i},${i + 1},${i + 2},${i + 3}]`)],
  ['parsed array of doubles', (i) => JSON.parse(`[${i}.5,${i}.25,3.5]`)],
  ['text', (i) => texts(i)],
  ['wide text', (i) => JSON.parse(`"текст номер ${i} здесь"`)],
  ['preallocated array', () => new Array(20)],
  ['empty object and array', () => [{}, []]],
  [
    'Map of three',
    (i) =>
      new Map([
        [1, i],
        [2, i],
        [3, i],
      ]),
  ],
  ['Map of ten', (i) => new Map(Array.from({ length: 10 }, (_, k) => [k, i]))],
  [
    'Set added to',
    (i) => {
      const set = new Set();
      for (let k = 0; k < 5; k++) set.add(i * 8 + k);
      return set;
    },
  ],
  ['Date', (i) => new Date(1.7e12 + i)],
  ['bigint', (i) => (1n << 130n) + BigInt(i)],
  ['symbol', () => Symbol()],
  [
    'null prototype',
    (i) => {
      const bare = Object.create(null) as Record<string, number>;
      bare['aa'] = i;
      return bare;
    },
  ],
  ['integer keys', (i) => JSON.parse(`{"1":${i},"2":${i},"3":${i}}`)],
  ['arrow function', (i) => () => i],
  ['bound function', (i) => Point.bind(null, i)],
  ['WeakRef', () => new WeakRef(collect)],
  ['boxed number', (i) => Object(i + 0.5)],
  ['linked pairs', (i) => ({ head: { value: i, next: { value: i, next: null } } })],
  ['mixed array', (i) => JSON.parse(`[${i},"text ${i} among others",null,true,{"a":${i}}]`)],
  ['private fields', () => new Guarded()],
];

describe("the heap's growth for fifty thousand copies", () => {
  it('is what one copy is said to weigh', async () => {
    const samples = makers.map(([, make]) => {
      // V8 settles slots and elements kinds with the first copies.
      for (let i = 0; i < 200; i++) make(FIRST + i);
      return make(FIRST + 201);
    });
    const estimates = samples.map((sample) => deepSizeOf(sample).bytes);
    const exact = await exactSizesOf(samples);
    const rows = makers.map(([name, make], at) => {
      const copies: unknown[] = new Array(COPIES).fill(null);
      const before = settledHeap();
      for (let i = 0; i < COPIES; i++) copies[i] = make(FIRST + i);
      const growth = (settledHeap() - before) / COPIES;
      expect(copies.length).toBe(COPIES);
      copies.length = 0;
      return { name, growth, estimate: estimates[at], exact: exact[at].bytes };
    });
    const off = (bytes: number, growth: number): number => Math.abs(bytes / growth - 1);
    const text = rows.map(
      (row) => `${row.name}: heap grows by ${row.growth.toFixed(1)}, estimate ${row.estimate}, V8's count ${row.exact}`,
    );
    const exactOff = rows.filter((row) => off(row.exact, row.growth) > 0.015);
    const estimateOff = rows.filter((row) => off(row.estimate, row.growth) > 0.015);
    expect(rows.length - exactOff.length, text.join('\n')).toBeGreaterThanOrEqual(20);
    expect(rows.length - estimateOff.length, text.join('\n')).toBeGreaterThanOrEqual(20);
  });
});
