// findLeaks: every seeded leak is found with its holder and the function that allocates it, clean steps give no alarm.
import { afterAll, describe, expect, it } from 'vitest';
import { findLeaks } from '../../src/node.ts';
import type { Leak } from '../../src/node.ts';
import { CLEAN } from './clean-steps.ts';
import { cleanUp } from './leak-stores.ts';
import { LEAKS } from './leaking-steps.ts';

afterAll(cleanUp);

const textOf = ({ path, holder }: Leak): string =>
  `${holder} | ${path.map(({ edge, type }) => `${edge} ${type}`).join(' > ')}`;

describe('findLeaks', () => {
  it(`finds ${LEAKS.length} leaks that run together, each with its holder`, async () => {
    expect(LEAKS.length).toBeGreaterThanOrEqual(30);
    const report = await findLeaks(async (run) => {
      for (const { step } of LEAKS) await step(run);
    });
    const missing = LEAKS.filter(
      ({ type, by, holder }) =>
        !report.leaks.some(
          (leak) =>
            (leak.type === type || leak.type.startsWith(`${type} `)) &&
            (by === '' || leak.allocatedBy?.startsWith(`${by} (`)) &&
            textOf(leak).includes(holder),
        ),
    ).map(({ name }) => name);
    expect(missing, String(report)).toEqual([]);
    const [, ...names] = String(report).split('\n');
    expect(names.filter((line) => /^\d/.test(line))).toHaveLength(report.leaks.length);
    // One leak each, and none beside them.
    expect(report.leaks.length, String(report)).toBe(LEAKS.length);
    for (const leak of report.leaks) {
      // A key of the memo table is two strings, as computed and as stored, until V8 replaces one by the other.
      const most = leak.type === 'Job' || leak.holder === '.memo Map' ? 2 : 1;
      const least = leak.type === 'Job' ? 2 : 1;
      expect(leak.perRun, JSON.stringify(leak)).toBeGreaterThanOrEqual(least);
      expect(leak.perRun, JSON.stringify(leak)).toBeLessThanOrEqual(most);
    }
    const session = report.leaks.find(({ type }) => type === 'Session')!;
    expect(session.allocatedBy).toMatch(/^pushSession \(test\/process\/leaking-steps\.ts:\d+\)$/);
    expect(session.bytesPerRun).toBeGreaterThanOrEqual(32 + 24);
    expect(session.bytesPerRun).toBeLessThan(200);
  });

  it(`gives no alarm for ${Object.keys(CLEAN).length} clean steps`, async () => {
    expect(Object.keys(CLEAN).length).toBeGreaterThanOrEqual(30);
    const report = await findLeaks(async (run) => {
      for (const step of Object.values(CLEAN)) await step(run);
    });
    expect(String(report)).toBe('no leaks in 40 runs (4 rounds of 10)');
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
    expect(leaks[0].allocatedBy).toContain('test/process/find-leaks.v8.test.ts');
  });
});
