// With facts a rope is weighed as it is: it is not read, since reading copies its characters for good.
import { beforeAll, describe, expect, it } from 'vitest';
import { assertFitsIn } from '../../../src/assert.ts';
import {
  createMeter,
  deepSizeOf,
  deepSizeOfAll,
  deepSizeOfAsync,
  entrySizeOf,
  lruSizeCalculation,
} from '../../../src/index.ts';
import type { SizeReport } from '../../../src/index.ts';
import { engineFacts, exactSizesOf } from '../../../src/node.ts';
import { StringForm } from '../../../src/platform/engine-facts.ts';

const facts = engineFacts();
const major = Number(process.versions.node.split('.')[0]);
const tellsRopes = major >= 24;

/** Concatenated strings that were never read, of some shapes that programs make. */
const ropes: readonly (readonly [name: string, build: (i: number) => string])[] = [
  ['ids', (i) => `user:${i}:session:${i * 7}`],
  ['markup', (i) => '<li class="item">' + i + '</li><span>' + i * 3 + ' euros</span>'],
  [
    'words added one by one',
    (i) => 'alpha beta gamma delta epsilon zeta eta theta'.split(' ').reduce((all, word) => all + word + i + ' ', ''),
  ],
  ['a line of a log', (i) => 'request '.padEnd(40, 'x') + i],
];

const manyOf = (build: (i: number) => string): object[] =>
  Array.from({ length: 300 }, (_, i) => ({ id: i, text: build(i), list: [build(i + 1)] }));

const isRope = (text: string): boolean => (facts.stringFormOf?.(text) ?? StringForm.unknown) >= StringForm.rope;

describe('ropes are left as they are', () => {
  interface Looked {
    readonly stillRopes: boolean;
    readonly report: SizeReport;
  }
  const looked: Looked[] = [];
  // V8's counts of all values, from one snapshot each.
  let before: readonly number[];
  let after: readonly number[];
  let read: readonly number[];

  beforeAll(async () => {
    const values = ropes.map(([, build]) => manyOf(build));
    const counted = async (): Promise<number[]> => (await exactSizesOf(values)).map(({ bytes }) => bytes);
    before = await counted();
    for (const value of values) {
      const texts = value.map((item) => (item as { text: string }).text);
      expect(texts.every(isRope)).toBe(true);
      const report = deepSizeOf(value, { facts });
      deepSizeOf(value, { facts, paths: true });
      deepSizeOf(value, { facts, readStrings: false });
      await deepSizeOfAsync(value, { facts });
      deepSizeOfAll([value], { facts });
      createMeter({ facts }).add(value);
      assertFitsIn(value, '10 MiB', { facts });
      const calculation = lruSizeCalculation({ maxSize: '10 MiB' }, { facts });
      for (const text of texts) {
        entrySizeOf(text, text, { facts });
        calculation(text, text);
      }
      looked.push({ stillRopes: texts.every(isRope), report });
    }
    after = await counted();
    // Without facts they are read.
    for (const value of values) deepSizeOf(value);
    read = await counted();
  });

  it.each(ropes.map(([name], i) => [name, i] as const))('%s', (_, i) => {
    const { stillRopes, report } = looked[i];
    expect(stillRopes).toBe(true);
    expect(after[i]).toBe(before[i]);
    expect(report.range.min).toBeLessThanOrEqual(before[i]);
    expect(report.range.max).toBeGreaterThanOrEqual(before[i]);
    if (tellsRopes) expect(Math.abs(report.bytes / before[i] - 1)).toBeLessThan(1);
    expect(read[i]).not.toBe(before[i]);
  });

  it('one rope in many places counts once', () => {
    const one = ropes[1][1](5);
    const [single, shared] = [[{ one }], Array.from({ length: 100 }, () => ({ one }))];
    const stringsOf = (value: unknown): number =>
      deepSizeOf(value, { facts }).byType.find(({ type }) => type === 'string')!.bytes;
    expect(stringsOf(shared)).toBe(stringsOf(single));
  });
});

describe('slices', () => {
  const source = Buffer.from('a request with a long body '.repeat(200)).toString('latin1');
  const slices = Array.from({ length: 50 }, (_, i) => source.slice(i * 20, i * 20 + 15));

  it('are seen as strings that refer to others', () => {
    const form = facts.stringFormOf?.(slices[3]);
    expect(form).toBe(tellsRopes ? StringForm.indirect : StringForm.ropeOrIndirect);
    expect(facts.stringFormOf?.(source)).toBe(StringForm.flat);
  });

  it.runIf(tellsRopes)('are named in the report, and warned of in a cache', async () => {
    expect(deepSizeOf(slices, { facts }).hidden).toEqual([
      { kind: 'string-parents', count: slices.length, types: ['string'] },
    ]);
    const warning = new Promise<Error>((resolve) => process.once('warning', resolve));
    entrySizeOf('key', { part: slices[7] }, { facts });
    expect((await warning).message).toMatch(/slices, and each keeps the whole string/);
  });
});
