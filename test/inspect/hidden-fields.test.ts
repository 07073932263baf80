// State that a class keeps out of sight, and that its source or its base class shows.
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';

const table = new WeakMap<object, unknown>();

class ByHand {
  constructor() {
    table.set(this, [1, 2, 3]);
  }
}

/**
 * Instances of what compilers make of `class Compiled { #field = ... }`; their functions are given, so that the source
 * can run.
 */
function compiled(source: string): object {
  const add = (instance: object, fields: WeakMap<object, unknown>, value: unknown): unknown =>
    fields.set(instance, value);
  const names = [
    '_field',
    '__classPrivateFieldSet',
    '_classPrivateFieldInitSpec',
    '__privateAdd',
    '_class_private_field_init',
  ];
  const make = new Function(...names, `${source}; return new Compiled();`) as (...given: unknown[]) => object;
  return make(
    table,
    (instance: object, fields: typeof table, value: unknown) => add(instance, fields, value),
    add,
    add,
    add,
  );
}

const hiddenOf = (value: unknown): string[] =>
  deepSizeOf(value).hidden.map((row) => `${row.kind}: ${row.types.join()}`);

describe('fields in a WeakMap', () => {
  it.each([
    [
      'TypeScript',
      "class Compiled { constructor() { _field.set(this, void 0); __classPrivateFieldSet(this, _field, [1], 'f'); } }",
    ],
    ['TypeScript, as a function', "function Compiled() { __classPrivateFieldSet(this, _field, [1], 'f'); }"],
    ['Babel', 'class Compiled { constructor() { _classPrivateFieldInitSpec(this, _field, [1]); } }'],
    ['esbuild', 'class Compiled { constructor() { __privateAdd(this, _field, [1]); } }'],
    [
      'swc',
      'class Compiled { constructor() { _class_private_field_init(this, _field, { writable: true, value: [1] }); } }',
    ],
  ])('by %s have a row', (_, source) => {
    expect(hiddenOf([compiled(source)])).toEqual(['weak-map-entries: Compiled']);
  });

  it('have a row for a class that does so itself, and for its subclasses', () => {
    expect(hiddenOf(new ByHand())).toEqual(['weak-map-entries: ByHand']);
    expect(hiddenOf(new (class Derived extends ByHand {})())).toEqual(['weak-map-entries: Derived']);
  });

  it('are no more than what the source shows', () => {
    class Plain {
      constructor(entries: Map<string, unknown>) {
        entries.set('this', this);
      }
    }
    expect(hiddenOf(new Plain(new Map()))).toEqual([]);
    expect(hiddenOf({ a: 1 })).toEqual([]);
  });
});

describe('objects of the platform', () => {
  it('have a row for an instance of a subclass of a native class', () => {
    // `Script` is itself a subclass of a class of C++.
    expect(hiddenOf(new Script('1'))).toEqual(['host-objects: Script']);
    expect(hiddenOf(new (class Mine extends Script {})('1'))).toEqual(['host-objects: Mine']);
  });

  it('are not those of the language, nor of the program', () => {
    const values = [
      new (class List extends Array {})(),
      new (class Table extends Map {})(),
      new (class Fault extends Error {})(),
      new (class {})(),
    ];
    expect(hiddenOf(values)).toEqual([]);
    const { Iterator } = globalThis as unknown as { Iterator?: new () => object };
    if (Iterator !== undefined) expect(hiddenOf(new (class Steps extends Iterator {})())).toEqual([]);
  });
});

describe('a bound function', () => {
  it('is one under any name', () => {
    const bound = (): object => ((list: number[]) => list).bind(null, [1.5]);
    const unnamed = bound();
    Reflect.deleteProperty(unnamed, 'name');
    const computed = Object.defineProperty(bound(), 'name', { get: () => 'computed' });
    const numbered = Object.defineProperty(bound(), 'name', { value: 5 });
    for (const value of [bound(), unnamed, computed, numbered])
      expect(deepSizeOf(value).hidden[0]).toEqual({ kind: 'bound-arguments', count: 1, types: ['Function'] });
  });
});
