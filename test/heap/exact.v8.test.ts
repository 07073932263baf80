// V8's own count: known answers, what dies with a value, who holds it, and files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeHeapSnapshot } from 'node:v8';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { exactSizeOf, exactSizesOf } from '../../src/heap/exact.ts';
import type { ExactReport } from '../../src/node.ts';
import { openSnapshot } from '../../src/heap/read-snapshot.ts';
import { snapshotReport } from '../../src/heap/snapshot-report.ts';
import { retainersOf } from '../../src/heap/retainers.ts';
import { freshText } from '../corpus/structure.ts';

const keep: Record<string, unknown> = {};

describe('exactSizesOf', () => {
  it("gives V8's bytes and what would be freed", async () => {
    class Private {
      #text = { body: freshText(1000) };
      read() {
        return this.#text;
      }
    }
    const shared = { body: freshText(4000) };
    const whole = { own: { body: freshText(2000) }, shared };
    const other = { shared };
    Object.assign(keep, { whole, other, hidden: new Private() });
    const [w, o, s, inner, hidden, smi, text] = await exactSizesOf([
      whole,
      other,
      shared,
      whole.own,
      keep['hidden'],
      7,
      '',
    ]);
    expect(w.bytes).toBe(40 + 32 + 2016 + 32 + 4016);
    // Beside what belongs to a value V8 frees its hidden classes, if no other object has them.
    const between = (retained: number | undefined, least: number): void => {
      expect(retained).toBeGreaterThanOrEqual(least);
      expect(retained).toBeLessThan(least + 500);
    };
    between(w.retainedBytes, 40 + 32 + 2016);
    between(o.retainedBytes, 32);
    between(s.retainedBytes, 32 + 4016);
    between(inner.retainedBytes, 32 + 2016);
    expect(hidden.bytes).toBeGreaterThan(1000);
    expect(hidden.retainedBytes).toBeGreaterThan(1000);
    expect([smi.bytes, smi.retainedBytes, text.bytes, text.retainedBytes]).toEqual([0, 0, 0, 0]);
    expect(w.range).toEqual({ min: w.bytes, max: w.bytes });
  });

  it('has a report for each value, and in each what would be freed, for the compiler too', async () => {
    const reports = await exactSizesOf([{ a: 1, b: 2 }, 5]);
    // `npm run types` checks these.
    expectTypeOf(reports).toEqualTypeOf<[ExactReport, ExactReport]>();
    expectTypeOf(reports[0].retainedBytes).toEqualTypeOf<number>();
    expectTypeOf(exactSizeOf).returns.resolves.toEqualTypeOf<ExactReport>();
    expectTypeOf(exactSizesOf<unknown[]>).returns.resolves.toEqualTypeOf<ExactReport[]>();
    expect(reports[0].retainedBytes).toBeGreaterThanOrEqual(40);
    expect(reports[1].retainedBytes).toBe(0);
    await expect(exactSizesOf(new Set([1]) as never)).rejects.toThrow('values must be an array; got an object');
  });

  it('reports progress, and ends when aborted', async () => {
    const fractions: number[] = [];
    await exactSizeOf({}, { onProgress: ({ fraction }) => fractions.push(fraction) });
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    const reason = new Error('enough');
    await expect(exactSizeOf({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    await expect(
      exactSizeOf({}, { signal: controller.signal, onProgress: () => controller.abort(reason) }),
    ).rejects.toBe(reason);
  });
});

describe('retainersOf', () => {
  it('names the way from the roots', async () => {
    const leaked = { body: freshText(50) };
    Reflect.set(globalThis, 'leakyCache', new Map([['entry', [leaked]]]));
    try {
      const { paths } = await retainersOf(leaked, { maxPaths: 1 });
      const text = paths[0].map((step) => `${step.edge} ${step.type}`).join(' > ');
      expect(text).toContain('.leakyCache Map');
      expect(text).toMatch(/\(table\) .* > .*Array > \[0\] Object$/);
    } finally {
      Reflect.deleteProperty(globalThis, 'leakyCache');
    }
  });
});

describe('openSnapshot', () => {
  it('reads a file that V8 wrote', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heapscale-'));
    try {
      class VeryOwnType {
        body = 1;
      }
      keep['types'] = Array.from({ length: 321 }, () => new VeryOwnType());
      const snapshot = await openSnapshot(writeHeapSnapshot(join(folder, 'a.heapsnapshot')));
      const report = snapshotReport(snapshot, 'a file');
      expect(report.byType.find((row) => row.type === 'VeryOwnType')).toMatchObject({ count: 321 });
      expect(report.bytes).toBe([...snapshot.selfSize].reduce((sum, size) => sum + size, snapshot.extraNativeBytes));
      await expect(openSnapshot(join(folder, 'none.heapsnapshot'))).rejects.toThrow(/ENOENT/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
