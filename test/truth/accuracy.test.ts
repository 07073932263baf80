// The interval and the estimate, held against V8's own count of the same objects in the same process.
import { beforeAll, describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import type { Owned } from '../../src/heap/owned.ts';
import { synthetic as portable } from '../corpus/synthetic.ts';
import { nodeOnly } from '../corpus/node.ts';
import { data, packages } from '../corpus/packages.ts';
import type { Structure } from '../corpus/structure.ts';
import { judge } from './judge.ts';

interface Case {
  readonly structure: Structure;
  readonly report: SizeReport;
  readonly truth: Owned;
  readonly bytes: number;
}

const isClose = ({ report, bytes }: Case): boolean => Math.abs(report.bytes - bytes) <= Math.max(24, bytes * 0.01);
const isInside = ({ report, bytes }: Case): boolean => report.range.min <= bytes && bytes <= report.range.max;
const line = ({ structure, report, truth, bytes }: Case): string =>
  `${structure.name}: V8 ${bytes}, ours ${report.bytes} in [${report.range.min}, ${report.range.max}] | V8 ${truth.byType.map((r) => `${r.type} ${r.count}: ${r.bytes}`).join(', ')} | ours ${report.byType.map((r) => `${r.type} ${r.count}: ${r.bytes}`).join(', ')}`;

const synthetic = [...portable, ...nodeOnly];
const all = [...synthetic, ...packages, ...data];
let cases: Case[] = [];

beforeAll(async () => {
  // All are built before any is measured, and measured before the snapshot, which sees exactly the same objects.
  const values = all.map((structure) => structure.build());
  const reports = values.map((value) => deepSizeOf(value));
  const truths = await judge(values);
  cases = all.map((structure, i) => ({ structure, report: reports[i], truth: truths[i], bytes: truths[i].heapBytes + truths[i].externalBytes }));
});

describe('the estimate beside V8\'s own count', () => {
  it('covers at least 120 structures of unique names', () => {
    expect(synthetic.length).toBeGreaterThanOrEqual(120);
    expect(new Set(synthetic.map((structure) => structure.name)).size).toBe(synthetic.length);
  });

  it('is within 1 % or 24 bytes for at least 90 % of the synthetic ones', () => {
    const off = cases.filter((item) => item.structure.origin === 'synthetic' && !isClose(item));
    expect(off.length / synthetic.length, off.map(line).join('\n')).toBeLessThanOrEqual(0.1);
  });

  it('is off only where the corpus says why JavaScript cannot tell', () => {
    expect(cases.filter((item) => item.structure.origin === 'synthetic' && !isClose(item) && item.structure.unknowable === undefined).map(line)).toEqual([]);
  });

  it('is within 10 % for at least 70 % of what other packages build, and for all that is read from files', () => {
    expect(cases.filter((item) => item.structure.origin === 'data' && item.structure.flat !== false && Math.abs(item.report.bytes - item.bytes) > item.bytes * 0.1).map(line)).toEqual([]);
    const real = cases.filter((item) => item.structure.origin === 'package');
    const off = real.filter(({ report, bytes }) => Math.abs(report.bytes - bytes) > bytes * 0.1);
    expect(off.length / real.length, off.map(line).join('\n')).toBeLessThanOrEqual(0.3);
  });

  it('is within 3 % for all structures together', () => {
    let ours = 0;
    let theirs = 0;
    for (const { report, bytes, structure } of cases) {
      if (structure.flat === false) continue;
      ours += report.bytes;
      theirs += bytes;
    }
    expect(Math.abs(ours / theirs - 1)).toBeLessThan(0.03);
  });

  it('has V8\'s count inside the range of every structure with flat strings', () => {
    expect(cases.filter((item) => item.structure.flat !== false && !isInside(item)).map(line)).toEqual([]);
  });

  it('has a median range narrower than 10 % of the size over the synthetic ones', () => {
    const widths = cases.filter((item) => item.bytes > 0 && item.structure.origin === 'synthetic' && item.structure.flat !== false).map(({ report }) => (report.range.max - report.range.min) / Math.max(1, report.bytes));
    widths.sort((a, b) => a - b);
    expect(widths[Math.floor(widths.length / 2)]).toBeLessThan(0.1);
  });
});
