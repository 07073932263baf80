/**
 * Values whose bytes tell of how they came to be, which JavaScript cannot see: no estimate can be close to all of them, but
 * V8's count has to lie in the range. Nothing here is held to more than that.
 */
import { flat } from './structure.ts';

const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

type Open = Record<string, unknown>;

export const histories: readonly (readonly [name: string, build: () => unknown])[] = [
  ['literals of two and a third', () => many(1000, (i) => { const o: Open = { a: i, b: i }; o['c'] = 1; return o; })],
  ['literals of one and a second', () => many(100, (i) => { const o: Open = { a: i }; o['b'] = 1; return o; })],
  ['spread copies with one more', () => { const source = { a: 1, b: 2 }; return many(1000, (i) => ({ ...source, c: i })); }],
  ['parsed records with one more', () => { const list = JSON.parse(JSON.stringify(many(300, (i) => ({ id: i, n: i })))) as Open[]; for (const o of list) o['total'] = 3; return list; }],
  ['optional fields', () => many(300, (i) => { const o: Open = { id: i }; if (i % 2) o['opt'] = 1; if (i % 3) o['other'] = flat(`text number ${i} of it`); return o; })],
  ...[1, 2, 3, 4, 5, 6, 7].map((added) => [`literals of three and ${added} more`, () => many(50, (i) => { const o: Open = { a: i, b: i, c: i }; for (let k = 0; k < added; k++) o[`later${k}`] = i; return o; })] as const),
];
