// Lines of a stream: cut at any place, all kept while few, then each as likely as any other.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../src/cli/read-lines.ts';
import type { KeepOptions, Lines } from '../../src/cli/read-lines.ts';

async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = (text: string, chunk: number, options: Partial<KeepOptions> = {}): Promise<Lines> =>
  readLines('the file', inChunks(text, chunk), { wholeUpTo: Infinity, sample: 10, seed: 1, onRead() {}, ...options });
const texts = ({ kept }: Lines): string[] => kept.map(({ bytes }) => String(bytes));

describe('readLines', () => {
  it('cuts at line ends wherever the chunks end, and passes over blank lines', async () => {
    const text = fc
      .array(fc.constantFrom('', ' ', '\r', 'a', '{"b":"ü😀"}', 'long '.repeat(9)), { maxLength: 30 })
      .map((lines) => lines.join('\n'));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 70 }), async (all, chunk) => {
        const lines = await read(all, chunk);
        const expected = all
          .split('\n')
          .map((line, i) => ({ line, number: i + 1 }))
          .filter(({ line }) => line.trim() !== '');
        expect(texts(lines)).toEqual(expected.map(({ line }) => line));
        expect(lines.kept.map(({ number }) => number)).toEqual(expected.map(({ number }) => number));
        expect(lines.count).toBe(expected.length);
        expect(lines.bytes).toBe(Buffer.byteLength(all));
      }),
    );
  });

  it('keeps a sample of what is too much, in the order of the file', async () => {
    const text = Array.from({ length: 1000 }, (_, i) => `${i}`).join('\n');
    const lines = await read(text, 100, { wholeUpTo: 300, sample: 20 });
    expect(lines.count).toBe(1000);
    expect(lines.kept).toHaveLength(20);
    for (const { number, bytes } of lines.kept) expect(String(bytes)).toBe(`${number - 1}`);
    expect(lines.kept.map(({ number }) => number)).toEqual(
      lines.kept.map(({ number }) => number).sort((a, b) => a - b),
    );
    expect(texts(await read('a\nb\nc', 2, { wholeUpTo: 0, sample: 10 }))).toEqual(['a', 'b', 'c']);
  });

  it('chooses each line as often as any other', async () => {
    const text = Array.from({ length: 40 }, (_, i) => `${i}`).join('\n');
    const times = new Array<number>(40).fill(0);
    for (let seed = 0; seed < 2000; seed++)
      for (const line of texts(await read(text, 1000, { wholeUpTo: 30, sample: 10, seed }))) times[Number(line)]++;
    // 500 of 2000 are expected of each; the standard error is below 20.
    for (const count of times) expect(Math.abs(count - 500)).toBeLessThan(90);
  });

  it('keeps fewer of very long lines, so that memory stays the same', async () => {
    const line = 'x'.repeat(1 << 20);
    const lines = await read(`${line}\n`.repeat(100), 1 << 16, { wholeUpTo: 1 << 22, sample: 50 });
    expect(lines.count).toBe(100);
    expect(lines.kept.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThanOrEqual(16 * 2 ** 20);
    expect(lines.kept.length).toBeGreaterThan(2);
  });
});
