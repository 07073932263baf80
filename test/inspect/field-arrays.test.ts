// What the source of a class shows about the arrays in its fields, for the ways of writing one.
import { describe, expect, it } from 'vitest';
import { ArrayOrigin, arrayOriginOf } from '../../src/inspect/field-arrays.ts';

const { unknown, grown, exact, literal } = ArrayOrigin;
const originOf = (source: string): ArrayOrigin => arrayOriginOf((0, eval)(`(${source})`) as object, 'list');

describe('arrayOriginOf', () => {
  it.each([
    ['class { constructor() { this.list = []; } }', grown],
    ['class { list = []; }', grown],
    ['class { list=[]\n other = 1 }', grown],
    ['function () { this.list = []; }', grown],
    ['function () { this.list = [ ], this.b = 1; }', grown],
    ['class { constructor(list) { this.list = list; } add(x) { this.list.push(x); } }', grown],
    ['class { constructor() { this.list = [1, 2, 3]; } }', literal],
    ['class { list = [\n 1,\n 2];\n }', literal],
    ['class { constructor(list) { this.list = list.slice(1); } }', exact],
    ['class { constructor(text) { this.list = []; if (text) this.list = text.split(","); } }', exact],
    ['class { constructor(list) { this.list = list.map((x) => x); this.list.push(1); } }', grown],
    ['class { constructor(list) { this.list = list || []; } }', unknown],
    ['class { constructor(list) { this.list == []; this.lists = []; const mylist = []; other.list = []; } }', unknown],
    ['function () { var list = []; }', unknown],
    ['class extends (class { list = []; }) {}', grown],
    ['class {}', unknown],
  ])('%s', (source, origin) => {
    expect(originOf(source)).toBe(origin);
  });

  it('finds nothing in a native function', () => {
    expect(arrayOriginOf(Map, 'list')).toBe(unknown);
  });
});
