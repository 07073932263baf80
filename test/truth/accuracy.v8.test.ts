// The interval and the estimate, held against V8's own count of the same objects in the same process.
import { beforeAll, describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { nodeOnly } from '../corpus/node.ts';
import { data, packages } from '../corpus/packages.ts';
import { synthetic as portable } from '../corpus/synthetic.ts';
import { accuracyOf, brokenPromises, typesText } from './criteria.ts';
import type { Case } from './criteria.ts';
import { judge } from './judge.ts';

const synthetic = [...portable, ...nodeOnly];
const all = [...synthetic, ...packages, ...data];
let cases: Case[] = [];

beforeAll(async () => {
  // All are built before any is measured, and measured before the snapshot, which sees exactly the same objects.
  const values = all.map((structure) => structure.build());
  const reports = values.map((value) => deepSizeOf(value));
  const truths = await judge(values);
  cases = all.map(({ name, origin, flat, unknowable }, i) => ({
    name,
    origin,
    flat: flat !== false,
    unknowable: unknowable !== undefined,
    bytes: reports[i].bytes,
    min: reports[i].range.min,
    max: reports[i].range.max,
    truth: truths[i].heapBytes + truths[i].externalBytes,
    ours: typesText(reports[i].byType),
    theirs: typesText(truths[i].byType),
  }));
});

describe("the estimate beside V8's own count", () => {
  it('covers at least 120 synthetic structures of unique names', () => {
    expect(synthetic.length).toBeGreaterThanOrEqual(120);
    expect(new Set(all.map((structure) => structure.name)).size).toBe(all.length);
  });

  it('keeps every promise', () => {
    expect(brokenPromises(cases).join('\n')).toBe('');
  });

  it('gives these figures', () => {
    const accuracy = accuracyOf(cases);
    console.log(`ACCURACY ${JSON.stringify({ engine: `Node ${process.versions.node.split('.')[0]}`, ...accuracy })}`);
    expect(accuracy.structures).toBe(all.length);
  });
});
