// findLeaks: every seeded leak is found with its holder and the function that allocates it, clean steps give no alarm.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLeaks } from '../../src/node.ts';
import type { Leak, LeakReport } from '../../src/node.ts';
import { ASYNC_LEAKS, endAsyncLeaks } from './async-leaks.ts';
import { CLEAN } from './clean-steps.ts';
import { cleanUp } from './leak-stores.ts';
import { LEAKS } from './leaking-steps.ts';
import type { LeakCase } from './leaking-steps.ts';
import { MORE_CLEAN } from './more-clean-steps.ts';

afterAll(() => {
  cleanUp();
  endAsyncLeaks();
});

const textOf = ({ path, holder }: Leak): string =>
  `${holder} | ${path.map(({ edge, type }) => `${edge} ${type}`).join(' > ')}`;

/** The names of the leaks that a report does not have, with their holder and function. */
const missingOf = (cases: readonly LeakCase[], leaks: readonly Leak[]): string[] =>
  cases
    .filter(
      ({ type, by, holder }) =>
        !leaks.some(
          (leak) =>
            (type === '' || leak.type === type || leak.type.startsWith(`${type} `)) &&
            (by === '' || leak.allocatedBy?.startsWith(`${by} (`)) &&
            textOf(leak).includes(holder),
        ),
    )
    .map(({ name }) => name);

describe('findLeaks', () => {
  let report: LeakReport;
  let own: readonly Leak[];
  let others: readonly Leak[];
  beforeAll(async () => {
    report = await findLeaks(async (run) => {
      for (const { step } of LEAKS) await step(run);
      for (const { step } of ASYNC_LEAKS) await step(run);
    });
    const isOther = ({ allocatedBy }: Leak): boolean => allocatedBy?.includes('async-leaks.ts:') === true;
    own = report.leaks.filter((leak) => !isOther(leak));
    others = report.leaks.filter(isOther);
  }, 120_000);

  it(`finds ${LEAKS.length} leaks that run together, each with its holder`, () => {
    expect(LEAKS.length).toBeGreaterThanOrEqual(30);
    expect(missingOf(LEAKS, own), String(report)).toEqual([]);
    const [, ...names] = String(report).split('\n');
    expect(names.filter((line) => /^\d/.test(line))).toHaveLength(report.leaks.length);
    // One leak each, and none beside them.
    expect(own.length, String(report)).toBe(LEAKS.length);
    for (const leak of own) {
      // A key of the memo table is two strings, as computed and as stored, until V8 replaces one by the other.
      const most = leak.type === 'Job' || leak.holder === '.memo Map' ? 2 : 1;
      const least = leak.type === 'Job' ? 2 : 1;
      expect(leak.perRun, JSON.stringify(leak)).toBeGreaterThanOrEqual(least);
      expect(leak.perRun, JSON.stringify(leak)).toBeLessThanOrEqual(most);
    }
    const session = own.find(({ type }) => type === 'Session')!;
    expect(session.allocatedBy).toMatch(/^pushSession \(test\/process\/leaking-steps\.ts:\d+\)$/);
    const source = readFileSync(new URL('leaking-steps.ts', import.meta.url), 'utf8');
    expect(source.split('\n')[session.line! - 1]).toContain('held.arrayCache.push(new Session(run));');
    expect(String(report)).toMatch(/ allocated by pushSession \(\S+:\d+\) in line \d+\n/);
    // Those that are created by `new` at one place.
    expect(report.leaks.filter(({ line }) => line !== undefined).length).toBeGreaterThanOrEqual(12);
    expect(session.bytesPerRun).toBeGreaterThanOrEqual(32 + 24);
    expect(session.bytesPerRun).toBeLessThan(200);
  });

  it(`finds ${ASYNC_LEAKS.length} leaks of what is asynchronous or belongs to the platform`, () => {
    expect(missingOf(ASYNC_LEAKS, others), String(report)).toEqual([]);
    // A mark is also an entry of Node's table of times; a request also a frame of its context.
    expect(others.length, String(report)).toBeGreaterThanOrEqual(ASYNC_LEAKS.length);
    expect(others.length, String(report)).toBeLessThanOrEqual(ASYNC_LEAKS.length + 2);
    expect(String(report)).toMatch(/\.awaited Promise > .*PromiseReaction \(3\d times\)/);
  });

  const clean = Object.values({ ...CLEAN, ...MORE_CLEAN });
  it(`gives no alarm for ${clean.length} clean steps`, async () => {
    expect(clean.length).toBeGreaterThanOrEqual(50);
    const found = await findLeaks(async (run) => {
      for (const step of clean) await step(run);
    });
    expect(String(found)).toBe('no leaks in 40 runs (4 rounds of 10)');
  });

  it('finds the leak of a step that V8 has optimised, and is optimising, with the function that allocates', async () => {
    const sessions = new Map<number, object>();
    const made = (run: number): object => ({ user: `user ${run}` });
    const step = (run: number): void => void sessions.set(run, made(run));
    for (let run = 0; run < 20_000; run++) step(run);
    sessions.clear();
    const { leaks } = await findLeaks(step, { runs: 100, rounds: 3 });
    expect(
      leaks.map(({ type, holder }) => [type, holder]),
      JSON.stringify(leaks),
    ).toEqual([['Object', expect.stringContaining('Map')]]);
    expect(leaks[0].allocatedBy).toContain('test/process/find-leaks.long.test.ts');
  });
});
