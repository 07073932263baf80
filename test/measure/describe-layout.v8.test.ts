// The parts of an object beside V8's own: the node itself, and the stores to which its internal edges lead.
import { describe, expect, it } from 'vitest';
import { captureSnapshot } from '../../src/heap/capture.ts';
import { describeLayout, sizeOf } from '../../src/index.ts';
import { nodeOnly } from '../corpus/node.ts';
import { settled } from '../corpus/structure.ts';
import { synthetic } from '../corpus/synthetic.ts';

class Point {
  x = 1;
  y = 2.5;
}
class Wide {
  constructor(names: readonly string[]) {
    for (const name of names) (this as Record<string, unknown>)[name] = 1;
  }
}

/** Parts that are in the object's own node; each other one is a node of its own. */
const OWN = new Set(['header', 'in-object property', 'slack']);

const VALUES: readonly (readonly [name: string, value: object, stores: Readonly<Record<string, string>>])[] = [
  ['literal', { a: 1, b: 'text', c: 2.5 }, {}],
  ['empty literal', {}, {}],
  ['instance', settled(() => new Point()), {}],
  ['null prototype', Object.assign(Object.create(null) as object, { one: 1, two: 2 }), { dictionary: 'properties' }],
  ['array', [1, 2, {}].map((x) => x), { elements: 'elements' }],
  ['array of doubles', [1.5, 2.5].map((x) => x), { elements: 'elements' }],
  [
    'array with a property',
    Object.assign(
      [1, 2].map((x) => x),
      { tag: 1 },
    ),
    { elements: 'elements', 'property array': 'properties' },
  ],
  ['Map', new Map([[1, 2]]), { 'hash table': 'table' }],
  ['Set', new Set(), { 'hash table': 'table' }],
  ['small typed array', new Uint8Array(9), { elements: 'elements' }],
  ['function with a property', Object.assign(() => 1, { tag: 1 }), { 'property array': 'properties' }],
];

describe('describeLayout', () => {
  it('lists parts that are nodes of a heap snapshot, each with its size', async () => {
    const { snapshot, nodes } = await captureSnapshot(VALUES.map(([, value]) => value));
    const { firstEdge, edgeTo, edgeNameOrIndex, edgeType, edgeTypes, selfSize, strings } = snapshot;
    VALUES.forEach(([name, value, stores], i) => {
      const { fields } = describeLayout(value);
      const sum = (isIn: (part: string) => boolean): number =>
        fields.reduce((bytes, field) => bytes + (isIn(field.part) ? field.bytes : 0), 0);
      const actual: Record<string, number> = { own: selfSize[nodes[i]] };
      for (let edge = firstEdge[nodes[i]]; edge < firstEdge[nodes[i] + 1]; edge++) {
        if (edgeTypes[edgeType[edge]] !== 'internal') continue;
        for (const [part, label] of Object.entries(stores))
          if (strings.get(edgeNameOrIndex[edge]) === label) actual[part] = selfSize[edgeTo[edge]];
      }
      const ours: Record<string, number> = { own: sum((part) => OWN.has(part)) };
      for (const part of Object.keys(stores)) ours[part] = sum((other) => other === part);
      expect([name, ours]).toEqual([name, actual]);
    });
  });

  it('names the properties that are in the object, and what is left of its slots', () => {
    expect(
      describeLayout({ a: 1, b: 'text', c: 2.5 }).fields.map(({ part, name, holds }) => [part, name, holds]),
    ).toEqual([
      ['header', 'map, properties, elements', ''],
      ['in-object property', 'a', 'Smi'],
      ['in-object property', 'b', 'pointer'],
      ['in-object property', 'c', 'pointer to a heap number'],
    ]);
    expect(describeLayout({}).fields.map(({ part, name }) => [part, name])).toEqual([
      ['header', 'map, properties, elements'],
      ['slack', '4 unused slots'],
    ]);
    const wide = describeLayout(new Wide(Array.from({ length: 12 }, (_, i) => `name${i}`)));
    expect(wide.fields.at(-1)).toMatchObject({ part: 'property array', name: '3 names' });
  });

  it('adds up to sizeOf for every structure', () => {
    for (const { name, build } of [...synthetic, ...nodeOnly]) {
      const value = build();
      const { fields, bytes } = describeLayout(value);
      expect([name, fields.reduce((sum, field) => sum + field.bytes, 0)]).toEqual([name, bytes]);
      expect([name, bytes]).toEqual([name, sizeOf(value)]);
    }
  });
});
