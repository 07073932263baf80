// The matchers as a test uses them, and what they say.
import { describe, expect, it } from 'vitest';
import { deepSizeOf, layouts } from '../../src/index.ts';
import { matchers } from '../../src/vitest.ts';
import { boom, hostile } from '../corpus/hostile.ts';
import { freshText, settled } from '../corpus/structure.ts';

/** The message of what a matcher throws. */
async function failureOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

class Point {
  x = 1;
  y = 2;
}
const point = settled(() => new Point());
const list = { items: Array.from({ length: 100 }, (_, i) => ({ i })) };

describe('toFitIn', () => {
  it('takes numbers and strings, and a size that equals the limit', async () => {
    expect({ a: 1, b: 2 }).toFitIn(40);
    expect({ a: 1, b: 2 }).toFitIn('1 KiB');
    expect({ a: 1, b: 2 }).not.toFitIn(39);
    expect(1).toFitIn(0);
    await expect(Promise.resolve([1, 2])).resolves.toFitIn(64);
    await expect(Promise.resolve([1, 2])).resolves.not.toFitIn(8);
  });

  it('works inside of toEqual', () => {
    expect({ session: { a: 1 }, id: 7 }).toEqual({ session: expect.toFitIn(100), id: 7 });
    expect({ session: { a: 1 } }).not.toEqual({ session: expect.toFitIn(8) });
    expect({ session: { a: 1 } }).toEqual({ session: expect.not.toFitIn(8) });
  });

  it('prints limit, size, overrun and the types', async () => {
    const text = await failureOf(() => expect(list).toFitIn('1 KiB'));
    expect(text).toMatch(
      /^the value should fit in 1 KiB \(1,024 B\): it takes 3\.\d+ KiB \(4,0\d{2} B\), .* over, \d+\.\d %\n/,
    );
    expect(text).toMatch(/Object +101 /);
    expect(text).toMatch(/Array +1 /);
    expect(text).toContain('layout: ');
    expect(text).toMatch(/heaviest places:\nplace +type +count +retains +share\nvalue\.items\[\*\] +Object +100 /);
  });

  it('says if the interval leaves it open, and only then', async () => {
    const grown: number[] = [];
    for (let i = 0; i < 100; i++) grown.push(i);
    const { bytes, range } = deepSizeOf(grown);
    expect(range.max).toBeGreaterThan(bytes);
    const uncertain = /uncertain: V8's own count is between .* toFitInExactly/;
    expect(await failureOf(() => expect(grown).not.toFitIn(bytes))).toMatch(uncertain);
    expect(await failureOf(() => expect(grown).not.toFitIn(range.max))).not.toMatch(uncertain);
    expect(await failureOf(() => expect(grown).toFitIn(range.min - 1))).not.toMatch(uncertain);
  });

  it('takes options, and will not guess where a limit of theirs ended the walk', async () => {
    expect(list).toFitIn(100, { ignore: [list.items] });
    expect(new ArrayBuffer(0)).toFitIn(layouts.node20.kinds['arrayBuffer']!, { layout: layouts.node20 });
    expect(await failureOf(() => expect(list).toFitIn('1 MiB', { maxObjects: 3 }))).toMatch(
      /maxObjects = 3 ended the walk before the size was known/,
    );
    expect(await failureOf(() => expect(list).not.toFitIn('1 MiB', { maxObjects: 3 }))).toMatch(/maxObjects = 3/);
    expect(list).not.toFitIn(100, { maxBytes: 100 });
    expect(await failureOf(() => expect(list).toFitIn(100, { maxBytes: 100 }))).toContain('it takes at least ');
  });

  it('says that a sample is one, and names no places then', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({ i }));
    const text = await failureOf(() => expect(many).toFitIn('1 KiB', { sample: 100 }));
    expect(text).toMatch(/it takes about \d/);
    expect(text).not.toContain('heaviest places');
  });

  it.each(hostile)('neither runs nor is deceived by: %s', async (_, build) => {
    const value = build();
    const { pass, message } = matchers.toFitIn(value, 1);
    expect(pass).toBe(false);
    expect(message()).toMatch(/^the value should fit in 1 B: it takes /);
  });

  it('calls no method that a value brings', () => {
    const value = {
      toString: boom,
      valueOf: boom,
      toJSON: boom,
      [Symbol.toPrimitive]: boom,
      [Symbol.toStringTag]: 'x',
    };
    expect(matchers.toFitIn(value, 1).message()).toContain('Object');
  });
});

describe('toBeLighterThan', () => {
  it('compares two values, each by itself', async () => {
    const shared = { text: freshText(100) };
    expect([1]).toBeLighterThan([1, 2, 3]);
    expect({ shared }).toBeLighterThan({ shared, more: 1 });
    expect([1, 2]).not.toBeLighterThan([3, 4]);
    const text = await failureOf(() => expect(list).toBeLighterThan([1, 2, 3]));
    expect(text).toMatch(/^the value should be lighter than 72 B: it takes 3\.\d+ KiB/);
    expect(text).toMatch(
      /difference from the other value:\n\+3\.\d+ KiB .*; \+101 objects\ntype .*\nObject +\+101 +\+3\.\d+ KiB/,
    );
    expect(await failureOf(() => expect([1, 2]).toBeLighterThan([3, 4]))).toMatch(
      /exactly as much[^]*\n0 B \(\+0\.0 %\)/,
    );
  });

  it('will not guess', async () => {
    const { items } = list;
    expect(await failureOf(() => expect(items).toBeLighterThan([items], { maxObjects: 5 }))).toMatch(/maxObjects = 5/);
  });
});

describe('toWeigh', () => {
  it('is to the byte, or within a share, a size, a number', async () => {
    expect(point).toWeigh(40);
    expect(point).not.toWeigh(41);
    expect(point).toWeigh(42, { within: '5%' });
    expect(point).not.toWeigh(44, { within: '5 %' });
    expect(point).toWeigh(50, { within: 10 });
    expect(point).toWeigh(30, { within: '10 B' });
    expect(await failureOf(() => expect(point).toWeigh('1 KiB', { within: '5%' }))).toMatch(
      /^the value should weigh 1 KiB \(1,024 B\) within 5%: it takes 40 B, 984 B under, 96\.1 %\n/,
    );
    expect(await failureOf(() => expect(point).toWeigh(1, { within: 'some' }))).toContain(
      "within: Invalid size 'some'",
    );
  });
});
