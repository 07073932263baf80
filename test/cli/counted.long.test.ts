// What the command line says beside V8's own count: of a heap snapshot, and of a sample of records.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeHeapSnapshot } from 'node:v8';
import { afterAll, describe, expect, it } from 'vitest';
import { exactSizeOf } from '../../src/node.ts';
import { failure as failureOf, heapscale, scratch } from './heapscale.ts';

const { folder, write, remove } = scratch();
afterAll(remove);

const failure = (args: readonly string[], options: { input?: string } = {}): Promise<string> =>
  failureOf(args, { cwd: folder, ...options });

describe('heap snapshots', () => {
  it('are weighed as V8 counted', async () => {
    const path = writeHeapSnapshot(join(folder, 'node.heapsnapshot'));
    const report = JSON.parse((await heapscale(['--json', path])).stdout) as {
      kind: string;
      bytes: number;
      range: { min: number; max: number };
      layout: { id: string; title: string };
    };
    expect(report.kind).toBe('heapsnapshot');
    expect(report.layout.id).toBe('heap-snapshot');
    expect(report.range).toEqual({ min: report.bytes, max: report.bytes });
    expect(report.bytes).toBeGreaterThan(1e6);
    const text = readFileSync(path);
    expect(await failure([write('half.heapsnapshot', text.subarray(0, text.length / 2))])).toMatch(
      /half\.heapsnapshot: the heap snapshot is cut off/,
    );
  });
});

describe('records of a file that is too large to load', () => {
  const line = (i: number): string =>
    JSON.stringify({
      id: i,
      name: `the name of record ${i}`,
      kind: `kind ${i % 7}`,
      at: i / 3,
      tags: Array.from({ length: i % 5 }, (_, j) => `tag ${(i * j) % 900}`),
      note: 'x'.repeat((i * 7919) % 97),
    });

  it('are estimated from a sample, with an interval that has what V8 counts once they are loaded', async () => {
    const text = Array.from({ length: 30_000 }, (_, i) => line(i)).join('\n');
    const path = write('records.jsonl', text);
    const sampled = JSON.parse((await heapscale(['--json', '--sample', '1000', path])).stdout) as {
      records: number;
      sampled?: boolean;
      bytes: number;
      range: { min: number; max: number };
    };
    expect(sampled).toMatchObject({ records: 30_000, sampled: true });
    const truth = await exactSizeOf(text.split('\n').map((record) => JSON.parse(record) as unknown));
    expect(sampled.range.min).toBeLessThanOrEqual(truth.bytes);
    expect(sampled.range.max).toBeGreaterThanOrEqual(truth.bytes);
    expect(Math.abs(sampled.bytes / truth.bytes - 1)).toBeLessThan(0.03);
    const whole = JSON.parse((await heapscale(['--json', path])).stdout) as { sampled?: boolean; bytes: number };
    expect(whole.sampled).toBe(false);
    expect(Math.abs(whole.bytes / truth.bytes - 1)).toBeLessThan(0.02);
  });
});
