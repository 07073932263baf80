// Limits on a call, as matchers and as assertions: exact on seeded calls, and failures that name what allocates or
// holds.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertAllocatesLess, assertLeavesNothing, assertPeakBelow } from '../../src/assert.ts';
import '../../src/node.ts';
import '../../src/vitest.ts';
import { judgeCall } from '../../src/budget/call-checks.ts';

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
const store = { sessions: new Map<number, Session>(), seen: [] as number[], kept: [] as Uint8Array[] };
Object.assign(globalThis, { callLimitStore: store });

const failureOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'passed',
    (error: Error) => error.message,
  );

const guide = readFileSync(new URL('../../src/budget/README.md', import.meta.url), 'utf8');

/** What differs from engine to engine and from run to run in a failure. */
const withoutCalls = (text: string): string =>
  text
    .replace(/least of \d+ measured calls: .*/, 'least of N measured calls: ...')
    .replace(/it allocates 4[67].*/, 'it allocates ...')
    .replace(/\.test\.ts:\d+/g, '.test.ts:N')
    .replace(/by line, about:[^]*/, 'by line, about: ...');

/** The rows of the lines of a failure. */
const linesIn = (text: string): readonly string[] =>
  (text.split('by line, about:\n')[1] ?? '').split('\n\n')[0].split('\n').slice(1);

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

describe('seeded calls', () => {
  beforeAll(() => {
    // V8 decides by the first instances how large they are.
    points(100);
  });

  const seeds: [name: string, fn: () => unknown, allocated: number, peak: number][] = [
    ['nothing', () => undefined, 0, 0],
    ['100 points', () => points(100), sizeOfPoints(100), sizeOfPoints(100)],
    ['50,000 points', () => points(50_000), sizeOfPoints(50_000), sizeOfPoints(50_000)],
    [
      '10,000 points of a promise',
      async () => {
        await Promise.resolve();
        return points(10_000);
      },
      sizeOfPoints(10_000),
      sizeOfPoints(10_000),
    ],
    ['an array', () => new Array(100_000).fill(0), 800_048, 800_048],
    ['a string that is 100,000 long', () => bytes.toString('latin1'), 100_016, 100_016],
    ['a buffer', () => new Uint8Array(300_000), 300_000, 300_000],
    ['100 buffers', () => Array.from({ length: 100 }, () => new Uint8Array(20_000)), 2_000_000, 2_000_000],
    [
      'buffers that are dropped',
      () => {
        for (let i = 0; i < 500; i++) new Uint8Array(100_000);
      },
      50_000_000,
      NaN,
    ],
    [
      'garbage beside little that is used',
      () => {
        for (let i = 0; i < 20; i++) points(5000);
      },
      20 * sizeOfPoints(5000),
      NaN,
    ],
  ];

  /** At most 2 % or 4 KiB, whichever is more. */
  const isExact = (measured: number, known: number): boolean =>
    Math.abs(measured - known) <= Math.max(0.02 * known, 4096);

  it.each(seeds)('%s', async (_, fn, allocated, peak) => {
    const total = await judgeCall('toAllocateLess', 'allocated', fn, 0, { calls: 2 });
    expect(isExact(total.actual, allocated), `${total.actual} instead of ${allocated}`).toBe(true);
    if (Number.isNaN(peak)) return;
    const most = await judgeCall('toPeakBelow', 'peak', fn, 0, { calls: 2 });
    expect(isExact(most.actual, peak), `peak ${most.actual} instead of ${peak}`).toBe(true);
  });

  it('of a string outside the heap, which Node counts by characters from version 26 on', async () => {
    const characters = 2 ** 21;
    const utf16 = Buffer.alloc(2 * characters, '\u20ac', 'utf16le');
    const { actual } = await judgeCall('toAllocateLess', 'allocated', () => utf16.toString('utf16le'), 0, { calls: 2 });
    const counted = Number.parseInt(process.versions.node, 10) >= 26 ? characters : 2 * characters;
    expect(isExact(actual, counted), `${actual} instead of ${counted}`).toBe(true);
  });

  it('garbage on the heap counts as a peak until V8 collects it', async () => {
    const { actual: bytes } = await judgeCall(
      'toPeakBelow',
      'peak',
      () => void points(50_000).concat(points(50_000)).slice(0, 1),
      0,
      { calls: 2 },
    );
    const live = 2 * sizeOfPoints(50_000) + 8 * 100_000;
    expect(bytes).toBeGreaterThan(0.98 * live);
    expect(bytes).toBeLessThan(live + 1.5 * 2 ** 20);
  });
});

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
    // 40,000 of 48,048 B, less or more by what the measurement itself may leave.
    const [, share] = /([\d.]+) %/.exec(linesIn(text)[0])!;
    expect(Number(share)).toBeGreaterThan(75);
    expect(Number(share)).toBeLessThan(92);
    expect(text.split('\n').at(-1)).toBe('to the byte, and what each line keeps: profileMemory of heapscale/profile');
    expect(withoutCalls(await failureOf(expect(build).toPeakBelow('8 KiB', { calls: 1 })))).toMatch(
      /^the call should have a peak below 8 KiB \(8,192 B\): its peak is \d/,
    );
    expect(await failureOf(expect(build).not.toAllocateLess('1 MiB'))).toMatch(
      /^the call should allocate at least 1 MiB \(1,048,576 B\): it allocates 4.*\) under, 9\d\.\d %$/,
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
    expect(shareOf('words.push')).toBeGreaterThan(2);
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
  it('passes for what is filled once, replaced or dropped', async () => {
    await expect(() => points(10)).toLeaveNothing();
    await expect(async () => {
      await Promise.resolve();
      store.sessions.set(0, new Session());
    }).toLeaveNothing();
    await assertLeavesNothing(() => {
      store.seen.push(1);
      store.seen.pop();
    });
  });

  it('fails for objects, with what holds them', async () => {
    let next = 0;
    function visit(): void {
      store.sessions.set(++next, new Session());
    }
    const text = await failureOf(expect(visit).toLeaveNothing());
    store.sessions.clear();
    expect(text).toMatch(/visit \(test\/budget\/call-limits\.v8\.test\.ts:\d+\)/);
    expect(linesIn(text).some((line) => line.includes('store.sessions.set(++next, new Session());'))).toBe(true);
    // Which of two ways names the function depends on how often V8 has run it.
    const lines = text.split('\n').filter((line) => !/^ {3}allocated by/.test(line));
    expect(lines.slice(0, 4)).toEqual([
      'the call should leave nothing behind: each leaves 32 B',
      '1 leak in 40 runs (4 rounds of 10)',
      '1. 1 Session per run, 32 B, held by .sessions Map',
      '   global > .callLimitStore Object > .sessions Map > (table) > Session',
    ]);
    expect(lines.at(-1)).toMatch(/^to mend it, let the holder let go: /);
    for (const line of [...lines.slice(0, 4), lines.at(-1)]) expect(guide).toContain(line);
  });

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
