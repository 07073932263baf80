// V8's own count where several values, or several questions, meet in one snapshot.
import { describe, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { retainersOf } from '../../src/heap/retainers.ts';
import { freshText } from '../corpus/structure.ts';

const keep: Record<string, unknown> = {};

describe('exactSizesOf', () => {
  it('counts to nobody what only the question holds', async () => {
    const both = (): unknown[] => {
      const inner = { body: freshText(3000) };
      return [{ inner }, inner];
    };
    for (const order of [(list: unknown[]) => list, (list: unknown[]) => list.reverse()]) {
      const reports = await exactSizesOf(order(both()));
      for (const report of reports) expect(report.retainedBytes).toBeGreaterThanOrEqual(report.bytes);
    }
  });

  it('gives the same when several are asked at once', async () => {
    const whole = { parts: Array.from({ length: 1000 }, (_, i) => ({ i })) };
    keep['at once'] = whole;
    const [alone] = await exactSizesOf([whole]);
    const [together] = await Promise.all([
      exactSizesOf([whole]),
      exactSizesOf([whole.parts]),
      retainersOf(whole.parts),
    ]);
    expect(together[0].retainedBytes).toBe(alone.retainedBytes);
  });
});
