// Limits on a call, as matchers and as assertions: failures name what allocates or holds. Seeded calls are in
// call-limits.long.test.ts.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assertAllocatesLess, assertPeakBelow } from '../../src/assert.ts';
import '../../src/node.ts';
import '../../src/vitest.ts';
import { failureOf, linesIn } from './failure-of.ts';

class Point {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}

const bytes = Buffer.alloc(100_000, 97);

class Session {
  readonly user = 'ann';
}
const store = { sessions: new Map<number, Session>() };
Object.assign(globalThis, { callLimitStore: store });

const guide = readFileSync(new URL('../../src/budget/README.md', import.meta.url), 'utf8');

/** What differs from engine to engine and from run to run in a failure. */
const withoutCalls = (text: string): string =>
  text
    .replace(/least of \d+ measured calls: .*/, 'least of N measured calls: ...')
    .replace(/it allocates 4[67].*/, 'it allocates ...')
    .replace(/\.test\.ts:\d+/g, '.test.ts:N')
    .replace(/by line, about:[^]*/, 'by line, about: ...');

/** The same without the widths of columns, which change with the number of a line. */
const inGuide = (text: string): string => withoutCalls(text).replace(/ +/g, ' ');

/** The rows of lines without their figures, which are about. */
const rowsOf = (text: string): readonly string[] =>
  linesIn(text).map((line) => line.replace(/\d[\d.]* (?:KiB|B|%)/g, '#').replace(/ +/g, ' '));

const points = (count: number): Point[] => {
  const list = new Array<Point>(count);
  for (let i = 0; i < count; i++) list[i] = new Point(i, i);
  return list;
};

/** An array with its elements, and instances with two fields. */
const sizeOfPoints = (count: number): number => 32 + 16 + 8 * count + 40 * count;

describe('toAllocateLess and toPeakBelow', () => {
  it('pass at the first call that is cheap enough', async () => {
    let calls = 0;
    await expect(() => {
      calls++;
    }).toAllocateLess('64 KiB');
    expect(calls).toBe(1);
    await expect(() => points(100)).toAllocateLess(sizeOfPoints(100) + 1024);
    await expect(async () => points(100)).toAllocateLess(sizeOfPoints(100) + 2048);
    await expect(() => points(100)).not.toAllocateLess(sizeOfPoints(100), { calls: 3 });
    await expect(() => points(20_000)).toPeakBelow('1 MiB');
    await expect(() => points(20_000)).not.toPeakBelow('900 KiB', { calls: 1 });
    await assertAllocatesLess(() => points(10), '4 KiB');
    await assertPeakBelow(() => points(10), '4 KiB');
  });

  it('measure one after the other', async () => {
    await Promise.all(
      [100, 200, 300].map((count) => expect(() => points(count)).toAllocateLess(sizeOfPoints(count) + 1024)),
    );
  });

  it('name limit, figure and the functions that allocate', async () => {
    function build(): Point[] {
      return points(1000);
    }
    const text = await failureOf(expect(build).toAllocateLess('1 KiB'));
    expect(withoutCalls(text)).toMatchInlineSnapshot(`
      "the call should allocate less than 1 KiB (1,024 B): it allocates ...
      the least of N measured calls: ...

      allocated on the heap by:
      function                                           bytes    share
      points (test/budget/call-limits.v8.test.ts:N)  46.9 KiB  100.0 %

      by line, about: ..."
    `);
    expect(inGuide(guide)).toContain(inGuide(text));
    expect(rowsOf(text).slice(0, 2)).toEqual(rowsOf(guide.slice(guide.indexOf('the call should'))));
    // 40,000 of 48,048 B, by samples: the list is one of them, which counts whole or not at all.
    const [, share] = /([\d.]+) %/.exec(linesIn(text)[0])!;
    expect(Number(share)).toBeGreaterThan(55);
    expect(text.split('\n').at(-1)).toBe('to the byte, and what each line keeps: profileMemory of heapscale/profile');
    expect(withoutCalls(await failureOf(expect(build).toPeakBelow('8 KiB', { calls: 1 })))).toMatch(
      /^the call should have a peak below 8 KiB \(8,192 B\): its peak is \d/,
    );
    expect(await failureOf(expect(build).not.toAllocateLess('1 MiB'))).toMatch(
      /^the call should allocate at least 1 MiB \(1,048,576 B\): it allocates 4.*\) under, 9\d\.\d %\nexpect it to stay below, or lower the limit of .not$/,
    );
  });

  it('name the lines that allocate, in loops, in functions that are called, and outside the heap', async () => {
    function build(): unknown {
      const words: string[][] = [];
      for (let i = 0; i < 300; i++) words.push(['a', 'b', 'c', 'd']);
      const text = bytes.toString('latin1');
      const buffer = new Uint8Array(400_000);
      return [words, text, buffer, points(100)];
    }
    const lines = linesIn(await failureOf(assertAllocatesLess(build, '1 KiB', { calls: 2 })));
    expect(lines[0]).toMatch(/^test\/budget\/call-limits\.v8\.test\.ts:\d+ +39\d KiB .* const buffer = new Uint8Array/);
    const shareOf = (source: string): number =>
      Number(/ ([\d.]+) % /.exec(lines.find((line) => line.includes(source)) ?? '')?.[1] ?? 0);
    expect(shareOf('new Uint8Array')).toBeGreaterThan(65);
    expect(shareOf('const text'), lines.join('\n')).toBeGreaterThan(10);
    expect(shareOf('words.push')).toBeGreaterThan(0);
    expect(lines.some((line) => /list\[i\] = new Point/.test(line))).toBe(true);
  });

  it('count what is outside the heap', async () => {
    const text = await failureOf(assertAllocatesLess(() => new Uint8Array(1_000_000), '1 KiB', { calls: 2 }));
    expect(text).toMatch(/on the heap, 977 KiB outside it, such as contents of buffers/);
  });

  it('fail by an assertion error with both figures', async () => {
    await expect(assertPeakBelow(() => points(1000), 1024, { calls: 1 })).rejects.toMatchObject({
      code: 'ERR_ASSERTION',
      expected: 1024,
      operator: 'assertPeakBelow',
    });
  });

  it('throw what the function throws, and refuse what is no function', async () => {
    expect(
      await failureOf(
        assertAllocatesLess(() => {
          throw new Error('on purpose');
        }, 1),
      ),
    ).toBe('on purpose');
    expect(await failureOf(expect({}).toAllocateLess(1))).toBe('fn must be a function to call; got an object');
    expect(await failureOf(assertPeakBelow(() => 1, '5 parsecs'))).toContain("limit: Invalid size '5 parsecs'");
  });
});

describe('toLeaveNothing', () => {
  it('allows what the tolerance says', async () => {
    let next = 0;
    const visit = (): void => void store.sessions.set(++next, new Session());
    await expect(visit).toLeaveNothing({ tolerance: '1 KiB' });
    expect(await failureOf(expect(visit).not.toLeaveNothing({ tolerance: '1 KiB' }))).toBe(
      'the call should leave more than 1 KiB (1,024 B) behind, but it leaves at most 1 KiB (1,024 B)',
    );
    store.sessions.clear();
  });
});
