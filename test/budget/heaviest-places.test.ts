// Which places of a value are named when a budget is exceeded.
import { describe, expect, it } from 'vitest';
import { heaviestPlaces } from '../../src/budget/heaviest-places.ts';
import { deepSizeOf } from '../../src/index.ts';
import { freshText } from '../corpus/structure.ts';

const named = (value: unknown): string[] =>
  heaviestPlaces(deepSizeOf(value, { paths: { depth: 8 } }).paths!, (row) => row.retainedBytes).map(
    ({ row }) => row.path,
  );

describe('heaviestPlaces', () => {
  it('names the end of a chain, not all of it', () => {
    expect(named({ a: { b: { c: { d: freshText(5000) } } }, e: freshText(100) })).toEqual(['value.a.b.c.d', 'value.e']);
  });
  it('names a place whose parts are each a part only', () => {
    expect(named({ a: { b: freshText(500), c: freshText(600) } })).toEqual(['value.a', 'value.a.c', 'value.a.b']);
  });
  it('names the whole if there is nothing else, and nothing of nothing', () => {
    expect(named(freshText(500))).toEqual(['value']);
    expect(named(1)).toEqual([]);
  });
  it('names at most five, heaviest first', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`p${i}`, freshText(100 * (i + 1))]));
    expect(named(many)).toEqual(['value.p8', 'value.p7', 'value.p6', 'value.p5', 'value.p4']);
  });
});
