// An object that is read by itself, for sizeOf and describeLayout, is read as by a walk, which has a way of its own.
import { describe, expect, it } from 'vitest';
import type { ObjectFacts } from '../../src/inspect/object-facts.ts';
import { ObjectReader } from '../../src/inspect/read-object.ts';
import { runningLayout } from '../../src/layout/detect.ts';
import { smiShift } from '../../src/layout/layout.ts';
import { NOOP_VISITOR } from '../../src/walk/visitor.ts';
import { Walker } from '../../src/walk/walker.ts';
import { nodeOnly } from '../corpus/node.ts';
import { synthetic } from '../corpus/synthetic.ts';

/** What decides the size of an object by itself; what it holds does not, nor do the shapes that only walks have. */
function sizeFacts({ ...facts }: ObjectFacts): object {
  const { byCode, shape, heldArrays, heldKinds, held, heldRoom, lengths, arrays, ...own } = facts;
  const lastIndex = own.indices > 0 || own.sparse ? own.lastIndex : 0;
  const firstElement = typeof own.firstElement;
  return { ...own, lastIndex, firstElement, names: Array.from(own.names), symbols: Array.from(own.symbols) };
}

/** Roots that a walk takes only as such, and objects whose prototype is not that of their kind. */
const others: readonly (readonly [string, () => object])[] = [
  ['the global object', () => globalThis],
  ['a prototype of the language', () => Map.prototype],
  ['a namespace', () => Math],
  ['the environment', () => process.env],
  ['a Map without a prototype', () => Object.setPrototypeOf(new Map([[1, 2]]), null) as object],
  ['a Date with another prototype', () => Object.setPrototypeOf(new Date(0), {}) as object],
  ['an ordinary object with the prototype of Map', () => Object.create(Map.prototype) as object],
  ['an array with the prototype of Set', () => Object.setPrototypeOf([1, 2], Set.prototype) as object],
  ['a long array that is nearly empty', () => Object.assign(new Array(5000), { 7: 1.5 })],
  ['a long array', () => Array.from({ length: 9000 }, (_, i) => (i % 3 === 0 ? 1.5 : 'a'))],
  ['a Proxy of a function', () => new Proxy(() => 1, {})],
];

const structures = [...synthetic, ...nodeOnly].map(({ name, build }) => [name, build] as const);

describe('an object read by itself', () => {
  const { maxOnHeapBytes } = runningLayout();
  const shift = smiShift(runningLayout());
  const reader = new ObjectReader();

  it.each([...structures, ...others])('is read as by a walk: %s', (_, build) => {
    const value = build();
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
    let met: object | undefined;
    const walker = new Walker({
      ...NOOP_VISITOR,
      object(object, kind, info, facts) {
        if (object === value) met = { kind, info, ...sizeFacts(facts) };
      },
      isEnough: () => met !== undefined,
    });
    walker.start({ smiShift: shift, maxOnHeapBytes });
    walker.begin(value);
    walker.step(Infinity);
    walker.end();
    expect(met).toBeDefined();
    reader.read(value, shift, maxOnHeapBytes);
    expect({ kind: reader.kind, info: reader.info, ...sizeFacts(reader.facts) }).toEqual(met);
    reader.end();
  });
});
