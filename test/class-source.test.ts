// What the source of a class tells, for every way of writing one.
import { describe, expect, it } from 'vitest';
import { readClassSource } from '../src/walk/class-source.ts';

const facts = (source: string): unknown[] => {
  const { privateFields, expectedProperties } = readClassSource((0, eval)(`(${source})`) as object);
  return [privateFields, expectedProperties];
};

describe('readClassSource', () => {
  it.each([
    ['class {}', false, 2],
    ['class { m() { this.x = 1; } }', false, 2],
    ['class { constructor() { this.a = 1; this.b = 2; } }', false, 2],
    ['class { constructor() { if (x) this.a = 1; else this.a = 2; this.b = this.a == 1; } }', false, 3],
    ['class { constructor() { this.a = () => { this.b = 1; }; function f() { this.c = 1; } } }', false, 1],
    ['class { a; b = 1; c }', false, 3],
    ['class { a\n b = {x: 1}\n c = [1,\n2]\n m() { return 1 } }', false, 3],
    ['class { static a = 1; static m() {} static { this.q = 1; } b = 2 }', false, 1],
    ['class { #a = 1; get a() { return this.#a; } }', true, 1],
    ['class { #a; constructor() { this.#a = 1; } }', true, 2],
    ['class { #m() {} static #s = 1; get #g() { return 1; } }', false, 2],
    ['class { static = 1; get = 2; set; async = 4 }', false, 4],
    ["class { 'quoted' = 1; 12 = 3; [`com${'}'}puted`] = 2; *gen() {} async *agen() {} async m() {} }", false, 3],
    ['class { re = /[/}"]/g; text = "} #x = 1"; t = `}${`{${1}`}` /* #y = 1; */ // #z = 2;\n last = 1 / 2 / 3 }', false, 4],
    ['class extends (class { x = 1 }) { y = (() => { return { z: 1 } })() }', false, 1],
    ['class { accessor = 3; a = 1 +\n 2\n b = this.a\n ["c"] = 1 }', false, 3],
    ['function () { this.a = 1; this.b = 2; var self = this; this.c += 1; }', false, 2],
    ['function () {}', false, 2],
  ])('%s', (source, privateFields, expected) => {
    expect(facts(source)).toEqual([privateFields, expected]);
  });

  it('counts what V8 counts: a native function declares nothing', () => {
    expect(readClassSource(Map)).toEqual({ privateFields: false, hasFields: false, expectedProperties: 0 });
  });
});
