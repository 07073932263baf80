// Whether arrays have grown, as the elements kinds of empty ones and the slots of their holders show, beside V8's own
// count.
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../../src/index.ts';
import { engineFacts, exactSizesOf } from '../../../src/node.ts';

const facts = engineFacts();

class Operator {
  readonly name: string;
  readonly operands: unknown[];
  constructor(name: string, operands: unknown[]) {
    this.name = name;
    this.operands = operands;
  }
}

/** How many operands the i-th of many has: none now and then. */
const lengthOf = (i: number): number => i % 5;

/** Arrays from JSON, `map` and the like, which have no spare capacity. */
const exact = (i: number): unknown[] => JSON.parse(JSON.stringify(Array.from({ length: lengthOf(i) }, () => ({ i }))));

/** Arrays that began as `[]` and were pushed to. */
function pushed(i: number): unknown[] {
  const list: unknown[] = [];
  for (let k = 0; k < lengthOf(i); k++) list.push({ k });
  return list;
}

const noop = (): undefined => undefined;

const MAKERS: Record<string, (count: number) => unknown> = {
  'instances with arrays of the size that is needed': (count) =>
    Array.from({ length: count }, (_, i) => new Operator('op', exact(i))),
  'instances with arrays that were pushed to': (count) =>
    Array.from({ length: count }, (_, i) => new Operator('op', pushed(i))),
  'plain objects of code with arrays of the size that is needed': (count) =>
    Array.from({ length: count }, (_, i) => ({ noop, tags: exact(i) })),
  'plain objects with arrays that were pushed to': (count) =>
    Array.from({ length: count }, (_, i) => ({ type: 'node', body: pushed(i) })),
  'objects that began as {}, all with two ports': (count) =>
    Array.from({ length: count }, (_, i) => {
      const service: Record<string, unknown> = {};
      service['id'] = i;
      const ports: number[] = [];
      for (let k = 0; k < 2; k++) ports.push(8000 + k);
      service['ports'] = ports;
      return service;
    }),
};

describe('engineFacts', () => {
  it('shows which arrays have grown', async () => {
    const names = Object.keys(MAKERS);
    // The first arrays of a literal do not begin with the kind of the others.
    for (const name of names) MAKERS[name](20);
    const values = names.map((name) => MAKERS[name](60));
    const reports = values.map((value) => deepSizeOf(value, { facts }));
    const counts = await exactSizesOf(values);
    for (const [i, name] of names.entries()) {
      const { bytes } = counts[i];
      // The outermost array may have grown.
      expect(Math.abs(reports[i].bytes - bytes), name).toBeLessThan(0.03 * bytes);
      expect(reports[i].range.min, name).toBeLessThanOrEqual(bytes);
      expect(reports[i].range.max, name).toBeGreaterThanOrEqual(bytes);
    }
  });
});
