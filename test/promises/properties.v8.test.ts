// Random values beside V8's count. A failure prints its seed. no-trace.long.test.ts shows that measuring changes none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { anything } from '../corpus/random.ts';
import { judge } from '../truth/judge.ts';

describe('random nested values', () => {
  it("have V8's count inside the range", async () => {
    // A number by itself has no slot of its own to look at.
    const seed = Number(process.env['SEED'] ?? 20_261_123);
    const values = fc.sample(anything, { numRuns: 300, seed }).filter((value) => typeof value !== 'number');
    const reports = values.map((value) => deepSizeOf(value));
    const truths = await judge(values);
    const outside = truths.flatMap((truth, i) => {
      const bytes = truth.heapBytes + truth.externalBytes;
      const { range } = reports[i];
      return bytes < range.min || bytes > range.max
        ? [`seed ${seed}, value ${i}: V8 ${bytes} ${JSON.stringify(truth.byType)}, ours ${JSON.stringify(reports[i])}`]
        : [];
    });
    expect(outside.slice(0, 5)).toEqual([]);
  });
});
