// No kind of object is forgotten: each has a value in the corpus and a size in the table of every engine that has the kind.
import { describe, expect, it } from 'vitest';
import { layouts } from '../../src/index.ts';
import { classInfoOf } from '../../src/inspect/class-info.ts';
import { Kind, kindOf } from '../../src/inspect/kinds.ts';
import { layoutNameOf } from '../../src/inspect/named-kinds.ts';
import { kinds } from '../corpus/kinds.ts';
import { synthetic } from '../corpus/synthetic.ts';

const nameOf = (kind: Kind): string => Object.keys(Kind).find((name) => Kind[name as keyof typeof Kind] === kind)!;

/** The kind of a value; for those that a built-in prototype tells, the name that the prototype stands for. */
function kindNameOf(value: unknown): string | undefined {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined;
  const { kind, layoutName } = classInfoOf(value, Object.getPrototypeOf(value) as object | null);
  return kind === Kind.named ? layoutName : nameOf(kindOf(value));
}

/** Kinds that are built in other tests, and why. */
const NOT_IN_CORPUS: Readonly<Record<string, string>> = {
  named: 'stands for all kinds that a built-in prototype tells',
  moduleNamespace: 'made by loading a module: test/promises/module-namespace',
  external: 'made by native code only',
  global: 'the global object of a realm, at which a walk ends: test/promises/realms',
};

/** The names of sizes of kinds that have not one size of their own name. */
const SIZE_NAMES: Readonly<Record<string, readonly string[]>> = {
  ordinary: [],
  named: [],
  moduleNamespace: [],
  external: [],
  global: [],
  function: ['function', 'arrow', 'class', 'boundFunction'],
  arguments: ['sloppyArguments', 'strictArguments'],
  generator: ['generator', 'asyncGenerator'],
};

/** The first V8 that had the kind. */
const SINCE: Readonly<Record<string, string>> = {
  iteratorHelper: '12.2',
  wrapForValidIterator: '12.2',
  durationFormat: '13.4',
};
const sinceOf = (name: string): string => SINCE[name] ?? (name.startsWith('temporal') ? '14.4' : '0');
const versionOf = (v8: string): number => Number(v8.split('.')[0]) * 100 + Number(v8.split('.')[1] ?? 0);

/** Kinds that the prototypes of the language's own global classes stand for. */
function namedKinds(): string[] {
  const holders = [globalThis, Reflect.get(globalThis, 'Intl'), Reflect.get(globalThis, 'Temporal'), WebAssembly];
  const found = holders.flatMap((holder: unknown) =>
    Object.values(Object.getOwnPropertyDescriptors(holder ?? {})).flatMap(({ value }: { value?: unknown }) => {
      const prototype = typeof value === 'function' ? (value.prototype as unknown) : undefined;
      const name = typeof prototype === 'object' && prototype !== null ? layoutNameOf(prototype) : undefined;
      return name === undefined ? [] : [name];
    }),
  );
  return [...new Set(found)];
}

const built = [...Object.values(kinds), ...synthetic.map((structure) => structure.build)].map((build) => build());
const met = new Set(built.map(kindNameOf));
// Where the platform has brand checks, these are not told by their prototypes.
const all = [...new Set([...Object.keys(Kind), ...namedKinds(), ...met])].filter((name) => name !== undefined);

describe('each kind of object', () => {
  it('is enumerated here', () => {
    expect(all.length).toBeGreaterThan(45);
    expect(all).toEqual(expect.arrayContaining(['map', 'weakRef', 'arrayIterator', 'numberFormat', 'wasmTable']));
  });

  it('has a value in the corpus', () => {
    expect(all.filter((name) => !met.has(name) && NOT_IN_CORPUS[name] === undefined)).toEqual([]);
  });

  it.each(Object.values(layouts))('has a size in the table of $id', ({ v8, kinds: sizes }) => {
    const names = all.flatMap((name) => SIZE_NAMES[name] ?? [name]);
    expect(names.filter((name) => !(sizes[name] > 0) && versionOf(v8) >= versionOf(sinceOf(name)))).toEqual([]);
  });
});
