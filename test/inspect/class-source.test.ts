// What the source of a class tells, for every way of writing one.
import { describe, expect, it } from 'vitest';
import { readClassSource } from '../../src/inspect/class-source.ts';

const facts = (source: string): unknown[] => {
  const { privateSlots, expectedProperties } = readClassSource((0, eval)(`(${source})`) as object);
  return [privateSlots, expectedProperties];
};

describe('readClassSource', () => {
  it.each([
    ['class {}', 0, 2],
    ['class { m() { this.x = 1; } }', 0, 2],
    ['class { constructor() { this.a = 1; this.b = 2; } }', 0, 2],
    ['class { constructor() { if (x) this.a = 1; else this.a = 2; this.b = this.a == 1; } }', 0, 3],
    ['class { constructor() { this.a = () => { this.b = 1; }; function f() { this.c = 1; } } }', 0, 1],
    ['class { a; b = 1; c }', 0, 3],
    ['class { a\n b = {x: 1}\n c = [1,\n2]\n m() { return 1 } }', 0, 3],
    ['class { static a = 1; static m() {} static { this.q = 1; } b = 2 }', 0, 1],
    ['class { #a = 1; get a() { return this.#a; } }', 1, 1],
    ['class { #a; constructor() { this.#a = 1; } }', 1, 2],
    ['class { #m() {} static #s = 1; get #g() { return 1; } }', 1, 2],
    ['class { static = 1; get = 2; set; async = 4 }', 0, 4],
    ["class { 'quoted' = 1; 12 = 3; [`com${'}'}puted`] = 2; *gen() {} async *agen() {} async m() {} }", 0, 3],
    ['class { re = /[/}"]/g; text = "} #x = 1"; t = `}${`{${1}`}` /* #y = 1; */ // #z = 2;\n last = 1 / 2 / 3 }', 0, 4],
    ['class extends (class { x = 1 }) { y = (() => { return { z: 1 } })() }', 0, 1],
    ['class { accessor = 3; a = 1 +\n 2\n b = this.a\n ["c"] = 1 }', 0, 3],
    ['function () { this.a = 1; this.b = 2; var self = this; this.c += 1; }', 0, 2],
    ['function () {}', 0, 2],
    [
      'class { constructor(k) { this[k] = 1; this["b"] = 2; this[k + [1][0]] = 3; this[k] == 4; this[k].x = 5; } }',
      0,
      3,
    ],
    ['class { constructor() { const f = () => (this.x = 1, this.y = 2); this.z = 3; } }', 0, 1],
    ['function (keys) { for (const key of keys) this[key] = 1; }', 0, 1],
  ])('%s', (source, privateSlots, expected) => {
    expect(facts(source)).toEqual([privateSlots, expected]);
  });

  it('counts what V8 counts: a native function declares nothing', () => {
    expect(readClassSource(Map)).toEqual({
      privateSlots: 0,
      privateNames: [],
      staticPrivate: false,
      weakFields: false,
      hasFields: false,
      expectedProperties: 0,
      mostExpected: 0,
      keyedStores: false,
    });
  });
});
