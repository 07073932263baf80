/** Samples the lines of a large file, in ranges that threads share if there are any. */
import { readSync } from 'node:fs';
import { checkRecord } from './check-record.ts';
import { joined, leastOf, linesIn } from './line-sample.ts';
import type { PlacedLine } from './line-sample.ts';
import { lineTooLong, MAX_SAMPLED_BYTES } from './read-lines.ts';
import type { Line, Lines } from './read-lines.ts';
import { inFile, scanLines } from './scan-lines.ts';
import type { LineRange, ScannedRange } from './scan-lines.ts';

/** What reads one range. */
export type Scan = (range: LineRange, onRead: (bytes: number) => void) => ScannedRange | Promise<ScannedRange>;

/** How a file is sampled. */
export interface SampleOptions {
  readonly sample: number;
  readonly seed: number;
  readonly onRead: (bytes: number) => void;
  /** Reads the ranges, several at a time. */
  readonly scan?: Scan | undefined;
  /** Bytes of a range. */
  readonly rangeBytes?: number | undefined;
}

/**
 * Reads a file to its end; the sample does not depend on the ranges.
 *
 * @throws {CommandError} if a line is not JSON, by its number; the first one of the file.
 */
export async function sampleFile(
  name: string,
  path: string,
  size: number,
  { sample, seed, onRead, scan = scanLines, rangeBytes = Infinity }: SampleOptions,
): Promise<Lines> {
  const count = Math.max(1, Math.floor(size / rangeBytes));
  const read = new Float64Array(count);
  const ranges = Array.from({ length: count }, (_, i) => {
    const from = Math.floor((size / count) * i);
    const to = i === count - 1 ? Infinity : Math.floor((size / count) * (i + 1));
    const scanned = Promise.resolve(
      scan({ path, from, to, sample, seed }, (bytes) => {
        read[i] = bytes;
        onRead(read.reduce((sum, each) => sum + each, 0));
      }),
    );
    // The first error of the file is reported; a later range may have failed before.
    scanned.catch(() => {});
    return scanned;
  });
  const samples: Float64Array[] = [];
  const before: number[] = [];
  let lines = 0;
  let nonBlank = 0;
  let end = 0;
  for (const range of ranges) {
    const scanned = await range;
    if (scanned.tooLong !== undefined) throw lineTooLong(name, lines + scanned.tooLong + 1);
    const { invalid } = scanned;
    if (invalid !== undefined) {
      const place = { ...invalid, index: lines + invalid.index };
      for (const { bytes, number } of linesAt(path, [place])) checkRecord(name, bytes, number);
    }
    samples.push(scanned.sample);
    before.push(lines);
    lines += scanned.lines;
    nonBlank += scanned.count;
    ({ end } = scanned);
  }
  const chosen = bounded(leastOf(joined(samples, before), sample)).sort((a, b) => a.offset - b.offset);
  return { count: nonBlank, bytes: end, kept: linesAt(path, chosen) };
}

/** Half of the lines, and half of these, until they have few enough bytes. */
function bounded(rows: Float64Array): PlacedLine[] {
  let lines = linesIn(rows);
  // At least two: one has no variance.
  while (lines.length > 2 && lines.reduce((sum, { length }) => sum + length, 0) > MAX_SAMPLED_BYTES)
    lines = linesIn(leastOf(rows, Math.max(2, lines.length >> 1)));
  return lines;
}

/** Reads lines, whose index is among all of the file. */
function linesAt(path: string, places: readonly PlacedLine[]): Line[] {
  return inFile(path, (file) =>
    places.map(({ offset, length, index }) => {
      const bytes = Buffer.allocUnsafeSlow(length);
      return { number: index + 1, bytes: bytes.subarray(0, readSync(file, bytes, 0, length, offset)) };
    }),
  );
}
