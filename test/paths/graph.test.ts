// The outline of a value: the sizes of its nodes are those of the report, to the byte, and every node has a path.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, layouts } from '../../src/index.ts';
import { revealHidden } from '../../src/node.ts';
import type { DeepSizeOptions } from '../../src/index.ts';
import { escaped } from '../../src/paths/path-text.ts';
import { NONE } from '../../src/paths/graph.ts';
import type { Outline } from '../../src/paths/graph.ts';
import { outlineOf } from '../../src/measure/outlining.ts';
import { hostile } from '../corpus/hostile.ts';
import { nodeOnly } from '../corpus/node.ts';
import { data, packages } from '../corpus/packages.ts';
import { synthetic } from '../corpus/synthetic.ts';

const all = [...synthetic, ...nodeOnly, ...packages, ...data];

function sumOf(outline: Outline): number {
  let sum = 0;
  for (let node = 0; node < outline.nodeCount; node++) sum += outline.bytes[node];
  return sum;
}

/** Nodes that no path leads to, and nodes that stand for what was not read. */
function astray(outline: Outline): string[] {
  const lost: string[] = [];
  for (let node = 0; node < outline.nodeCount; node++) {
    if (node !== outline.root && outline.parentOf(node) === NONE)
      lost.push(`${outline.typeOf(node)} ${node} has no path`);
    if (outline.typeOf(node) === 'not read') lost.push(`${outline.bytes[node]} bytes not read`);
    if (outline.bytes[node] < 0) lost.push(`${outline.typeOf(node)} weighs ${outline.bytes[node]}`);
  }
  return lost;
}

describe("the sizes of an outline's nodes", () => {
  it.each([{}, { strings: 'once' }, { strings: 'each' }, { readStrings: false }] as DeepSizeOptions[])(
    'add up to the report over the corpus, %j',
    (options) => {
      const off: string[] = [];
      for (const { name, build } of all) {
        const value = build();
        const { report, outline } = outlineOf(value, options);
        const sum = sumOf(outline);
        if (sum !== report.bytes) off.push(`${name}: ${sum} in nodes, ${report.bytes} in the report`);
        // Where equal texts count once, a plain walk over very many looks only some of them up.
        if (options.strings !== 'once' && report.bytes !== deepSizeOf(value, options).bytes)
          off.push(`${name}: ${report.bytes} with an outline, ${deepSizeOf(value, options).bytes} without`);
        for (const line of astray(outline)) off.push(`${name}: ${line}`);
      }
      expect(off).toEqual([]);
    },
  );

  it('add up for random values of every kind', () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom<DeepSizeOptions>(
          {},
          { strings: 'once' },
          { strings: 'each' },
          { layout: layouts.chromium },
          { ignore: (value) => value instanceof Map },
        ),
        (value, options) => {
          const { report, outline } = outlineOf(value, options);
          expect(sumOf(outline)).toBe(report.bytes);
          expect(report.bytes).toBe(deepSizeOf(value, options).bytes);
          expect(astray(outline)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('add up where a class goes by the name of a row that others fill', () => {
    const named = (name: string, base: new () => object): (new () => object) =>
      ({
        [name]: class extends base {
          extra = 1.5;
        },
      })[name] as never;
    for (const name of ['number', 'string', 'bigint', 'symbol', 'ArrayBuffer', 'Array', 'not read']) {
      for (const base of [Object, Array, Map, Uint8Array, ArrayBuffer, Error] as (new () => object)[]) {
        const value = [
          1.5,
          {},
          Array.from({ length: 3 }, () => Object.assign(new (named(name, base))(), { list: [1.5, {}] })),
          2n ** 70n,
          Symbol('x'),
        ];
        const { report, outline } = outlineOf(value);
        expect(sumOf(outline), `${name} extends ${base.name}`).toBe(report.bytes);
      }
    }
  });

  it.each(hostile)('add up for a hostile value: %s', (_, build) => {
    const { report, outline } = outlineOf({ value: build() });
    expect(sumOf(outline)).toBe(report.bytes);
    expect(astray(outline)).toEqual([]);
  });
});

describe('the references of wide containers', () => {
  const n = 10_000;
  const doubles = (): number[] => Array.from({ length: n }, (_, i) => i + 0.5);
  it.each<[string, () => object, number]>([
    ['an array of doubles refers to none of them', doubles, 0],
    ['a frozen one to each', () => Object.freeze(doubles()), n],
    ['doubles before an object', () => [...doubles(), {}], n + 1],
    ['doubles before a null that begins a slice', () => [...doubles().slice(0, 8192), null], 8192],
    ['doubles with a text in the middle', () => [...doubles(), 'a text of its own', ...doubles()], 2 * n + 1],
    ['doubles, a Map with doubles as keys and values', () => new Map(doubles().map((x) => [x, -x])), 2 * n],
    ['a Set of objects', () => new Set(doubles().map((x) => ({ x }))), n],
    ['nearly all holes', () => Object.assign([], { 5: {}, 5_000_000: 1.5, 5_000_001: {} }), 3],
    ['nearly all holes but doubles', () => Object.assign([], { 5: 0.5, 5_000_000: 1.5 }), 0],
    ['few elements, a double among objects', () => [{}, 1.5, 'a text of its own'], 3],
    ['a frozen pair', () => Object.freeze([1.5, 2]), 1],
  ])('are in their order: %s', (_, build, edges) => {
    const value = build();
    const { report, outline } = outlineOf(value);
    expect(sumOf(outline)).toBe(report.bytes);
    expect(report.bytes).toBe(deepSizeOf(value).bytes);
    const from = outline.firstEdge[outline.root];
    const to = outline.firstEdge[outline.root + 1];
    expect(to - from).toBe(edges);
    for (let e = from + 1; e < to; e++) expect(outline.edgeKey[e]).toBeGreaterThanOrEqual(outline.edgeKey[e - 1]);
  });

  it('are all there for an object with accessors, symbols, indices and slots', () => {
    const symbol = Symbol('of mine');
    const value = Object.assign(/some source/, {
      5: {},
      7: 1.5,
      first: {},
      [symbol]: {},
      last: 2.5,
    });
    Object.defineProperty(value, 'both', { get: () => 1, set() {}, enumerable: true });
    const { outline } = outlineOf(value);
    const steps: string[] = [];
    for (let e = outline.firstEdge[outline.root]; e < outline.firstEdge[outline.root + 1]; e++)
      steps.push(outline.stepOf(outline.root, e));
    expect(steps).toEqual(['[5]', '.first', '.last', '.<get both>', '.<set both>', '[Symbol(of mine)]', '.<source>']);
  });
});

describe('nodes and paths', () => {
  const pathsOf = (value: unknown, options: DeepSizeOptions = {}): string[] => {
    const { outline } = outlineOf(value, options);
    return Array.from({ length: outline.nodeCount }, (_, node) => outline.pathOf(node, 'v')).sort();
  };
  const path = (value: unknown): string =>
    pathsOf(value)
      .filter((text) => text !== 'v')
      .join(' | ');

  it('read like code', () => {
    expect(path({ a: { b: {} } })).toBe('v.a | v.a.b');
    expect(path({ 'odd key': {}, 'x\ny"': {}, '': {}, größe: {}, '1a': {} })).toBe(
      'v.größe | v[""] | v["1a"] | v["odd key"] | v["x\\ny\\""]',
    );
    expect(path([{}, [{}]])).toBe('v[0] | v[1] | v[1][0]');
    expect(path({ 5: {} })).toBe('v[5]');
    expect(
      path(
        new Map<unknown, unknown>([
          ['ann', {}],
          [7, {}],
          [null, {}],
          [2n, {}],
        ]),
      ),
    ).toBe('v.get("ann") | v.get(2n) | v.get(7) | v.get(null) | v.keys()[0] | v.keys()[3]');
    expect(path(new Map([[{}, { a: {} }]]))).toBe('v.keys()[0] | v.values()[0] | v.values()[0].a');
    expect(path(new Set([{}, {}]))).toBe('v.values()[0] | v.values()[1]');
    expect(path({ [Symbol.iterator]: {}, [Symbol('tag\u202e')]: {} })).toBe(
      'v[Symbol(tag\\u202e)] | v[Symbol.iterator]',
    );
    expect(
      path({
        get size() {
          return 1;
        },
      }),
    ).toBe('v.<get size>');
    expect(path(new DataView(new ArrayBuffer(9)))).toBe('v.<buffer>');
    expect(path([Object(Symbol('text'))])).toBe('v[0] | v[0].<value> | v[0].<value>.<description>');
    expect(path(Object.assign([1, 2], { extra: {} }))).toBe('v.extra');
    expect(path(Object.assign(() => 1, { cache: {} }))).toBe('v.cache');
    expect(path('a text of its own')).toBe('');
    expect(pathsOf('a text of its own')).toEqual(['v']);
    expect(pathsOf(7)).toEqual(['v']);
    expect(escaped('\u0000\u2028\u{1f600}')).toBe('\\u0000\\u2028\u{1f600}');
    expect(escaped('x'.repeat(56) + '\u{1f600}'.repeat(9))).toBe(`${'x'.repeat(56)}...`);
  });

  it('lead by the shortest way, and leave out the middle of a very long one', () => {
    const deep = { x: { y: { z: {} } }, near: {} };
    deep.near = deep.x.y.z;
    expect(path(deep)).toBe('v.near | v.x | v.x.y');
    let chain: object | null = null;
    for (let i = 0; i < 100_000; i++) chain = { next: chain };
    const { outline, report } = outlineOf(chain);
    expect(report.objects).toBe(100_000);
    const last = outline.nodeCount - 1;
    expect(outline.pathOf(last)).toBe(`value${'.next'.repeat(16)} ...(99967 steps)... ${'.next'.repeat(16)}`);
  });

  it('know the object, the type and the parent of a node', () => {
    const value = { list: [{ a: 'some text' }], price: 1.5 };
    const { outline } = outlineOf(value);
    const nodes = new Map(Array.from({ length: outline.nodeCount }, (_, node) => [outline.pathOf(node, ''), node]));
    const at = (path: string): number => nodes.get(path)!;
    expect(outline.valueOf(at('.list[0]'))).toBe(value.list[0]);
    expect(outline.valueOf(at('.list[0].a'))).toBe('some text');
    expect(outline.parentOf(at('.list[0]'))).toBe(at('.list'));
    expect([...nodes].map(([path, node]) => `${path} ${outline.typeOf(node)} ${outline.bytes[node]}`).sort()).toEqual(
      [' Object 40', '.list Array 56', '.list[0] Object 32', '.list[0].a string 32', '.price number 16'].sort(),
    );
  });

  it('count a string once or at every place, by the policy', () => {
    const value = JSON.parse(
      '[{"kind":"an invoice of some kind"},{"kind":"an invoice of some kind"},{"kind":"zq 1"},{"kind":"zq 1"}]',
    ) as object;
    expect(path(value).match(/kind/g)).toHaveLength(3);
    expect(pathsOf(value, { strings: 'once' }).join().match(/kind/g)).toHaveLength(2);
    expect(pathsOf(value, { strings: 'each' }).join().match(/kind/g)).toHaveLength(4);
    for (const order of [0, 1]) {
      // In a record each counts, as a key of a Map once; which comes first must not matter.
      const text = 'a text that is in both places';
      const parts = [{ text }, new Map([[text, 1]])];
      const { report, outline } = outlineOf(order === 0 ? parts : parts.reverse());
      expect(sumOf(outline)).toBe(report.bytes);
    }
  });

  it('of a walk that a limit ended hold what was read, and the rest together', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ i, list: [{ i }] }));
    for (const options of [{ maxObjects: 10 }, { maxObjects: 9000 }, { maxBytes: 1000 }, { maxBytes: 100_000 }]) {
      for (const value of [many, { many }]) {
        const { report, outline } = outlineOf(value, options);
        expect(report.complete).toBe(false);
        expect(sumOf(outline)).toBe(report.bytes);
        for (let node = 0; node < outline.nodeCount; node++)
          if (outline.bytes[node] > 0 && node !== outline.root) expect(outline.parentOf(node)).not.toBe(NONE);
      }
    }
  });

  it('hold what is shown of hidden state under its name', () => {
    class Vault {
      #secret = { deep: [1.5, 'a'] };
      read() {
        return this.#secret;
      }
    }
    const reveal = revealHidden();
    const { report, outline } = outlineOf({ vault: new Vault(), promise: Promise.resolve({ done: {} }) }, { reveal });
    reveal.close();
    const paths = Array.from({ length: outline.nodeCount }, (_, node) => outline.pathOf(node));
    expect(sumOf(outline)).toBe(report.bytes);
    expect(paths).toEqual(
      expect.arrayContaining([
        'value.vault.#secret',
        'value.vault.#secret.deep',
        'value.promise.<[[PromiseResult]]>.done',
      ]),
    );
  });
});
