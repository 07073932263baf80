// A sample of the lines of a file: the same in whatever ranges the file is read, each line as likely as any other.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { leastOf, LineSample, linesIn } from '../../src/cli/line-sample.ts';
import { readLines } from '../../src/cli/read-lines.ts';
import type { Lines } from '../../src/cli/read-lines.ts';
import { sampleFile } from '../../src/cli/sample-file.ts';
import type { SampleOptions } from '../../src/cli/sample-file.ts';
import { scanLines } from '../../src/cli/scan-lines.ts';
import { scratch } from './heapscale.ts';

const { folder, remove } = scratch();
afterAll(remove);

const path = join(folder, 'records.jsonl');
function sampled(text: string, options: Partial<SampleOptions> = {}): Promise<Lines> {
  writeFileSync(path, text);
  return sampleFile('the file', path, Buffer.byteLength(text), { sample: 10, seed: 1, onRead() {}, ...options });
}
const valuesOf = ({ kept }: Lines): string[] => kept.map(({ number, bytes }) => `${number} ${bytes}`);

const lines = fc.array(fc.constantFrom('', ' ', '\r', '7', '"a"', '{"b":"ü😀"}', ' [1] ', 'true'), { maxLength: 40 });

describe('a sample of a file', () => {
  it('does not depend on the ranges that the file is read in', async () => {
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        async (all, end, rangeBytes, sample) => {
          const text = all.join(end);
          const whole = await sampled(text, { sample });
          const inRanges = await sampled(text, { sample, rangeBytes });
          expect(valuesOf(inRanges)).toEqual(valuesOf(whole));
          expect({ ...inRanges, kept: 0 }).toEqual({ ...whole, kept: 0 });
          expect(whole.bytes).toBe(Buffer.byteLength(text));
          if (whole.count > sample) expect(whole.kept).toHaveLength(sample);
          else expect(valuesOf(whole)).toEqual(valuesOf(await readAll(text)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('names the first record of the file that is not JSON, whichever range ends first', async () => {
    const text = Array.from({ length: 90 }, (_, i) => (i === 31 ? '{"a":' : i === 80 ? '[1,' : `{"id":${i}}`)).join(
      '\n',
    );
    for (const rangeBytes of [Infinity, 300, 100, 1]) {
      const scan: SampleOptions['scan'] = async (range, onRead) => {
        // Those at the end of the file first.
        await new Promise((resolve) => setTimeout(resolve, range.from === 0 ? 20 : 0));
        return scanLines(range, onRead);
      };
      await expect(sampled(text, { rangeBytes, scan })).rejects.toThrow(
        'the file:32:6: not JSON: expected a value but found the end of the input',
      );
    }
  });

  it('takes a byte order mark for none in the first line, and in no other', async () => {
    expect((await sampled('\ufeff1\n2')).count).toBe(2);
    await expect(sampled('1\n\ufeff2', { rangeBytes: 1 })).rejects.toThrow(/^the file:2:1: not JSON: /);
  });

  it('has lines that are longer than what is read at a time', async () => {
    const long = `"${'x'.repeat(5 << 20)}"`;
    const { count, kept } = await sampled(`1\n${long}\n2\n${long}`, { rangeBytes: 1 << 20 });
    expect(count).toBe(4);
    expect(kept.map(({ number, bytes }) => [number, bytes.length])).toEqual([
      [1, 1],
      [2, long.length],
      [3, 1],
      [4, long.length],
    ]);
    // Memory stays the same: fewer are kept if they are long.
    expect((await sampled(`${long}\n`.repeat(8), { sample: 8 })).kept.length).toBe(2);
  });

  it('chooses each line as often as any other', () => {
    const times = new Array<number>(40).fill(0);
    for (let seed = 0; seed < 2000; seed++) {
      const sample = new LineSample(10, seed);
      for (let i = 0; i < 40; i++) sample.meet(i * 7, 6, i);
      for (const { index } of linesIn(sample.take())) times[index]++;
    }
    // 500 of 2000 are expected of each; the standard error is below 20.
    for (const count of times) expect(Math.abs(count - 500)).toBeLessThan(90);
  });

  it('keeps the same lines in parts as at once', () => {
    const offsets = Array.from({ length: 5000 }, (_, i) => i * 13);
    const sampleOf = (from: number, to: number): Float64Array => {
      const sample = new LineSample(100, 1);
      for (let i = from; i < to; i++) sample.meet(offsets[i], 12, i);
      return sample.take();
    };
    const parts = [sampleOf(0, 700), sampleOf(700, 4900), sampleOf(4900, 5000)];
    const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    const offsetsOf = (rows: Float64Array): number[] =>
      linesIn(rows)
        .map(({ offset }) => offset)
        .sort((a, b) => a - b);
    expect(offsetsOf(leastOf(all, 100))).toEqual(offsetsOf(sampleOf(0, 5000)));
    expect(offsetsOf(all).length).toBe(300);
  });
});

function readAll(text: string): Promise<Lines> {
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  }
  return readLines('the file', chunks(), { wholeUpTo: Infinity, sample: 10, seed: 1, onRead() {} });
}
