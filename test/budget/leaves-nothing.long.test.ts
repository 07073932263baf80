// toLeaveNothing: what is filled once, replaced or dropped passes; what each call leaves fails, with its holder.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assertLeavesNothing } from '../../src/assert.ts';
import '../../src/node.ts';
import '../../src/vitest.ts';
import { failureOf, linesIn } from './failure-of.ts';
import { points } from './points.ts';

class Session {
  readonly user = 'ann';
}
const store = { sessions: new Map<number, Session>(), seen: [] as number[] };
Object.assign(globalThis, { leavesNothingStore: store });

const guide = readFileSync(new URL('../../src/budget/README.md', import.meta.url), 'utf8');

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
    expect(text).toMatch(/visit \(test\/budget\/leaves-nothing\.long\.test\.ts:\d+\)/);
    expect(linesIn(text).some((line) => line.includes('store.sessions.set(++next, new Session());'))).toBe(true);
    // Which of two ways names the function depends on how often V8 has run it.
    const lines = text.split('\n').filter((line) => !/^ {3}allocated by/.test(line));
    expect(lines.slice(0, 4)).toEqual([
      'the call should leave nothing behind: each leaves 32 B',
      '1 leak in 40 runs (4 rounds of 10)',
      '1. 1 Session per run, 32 B, held by .sessions Map',
      '   global > .leavesNothingStore Object > .sessions Map > (table) > Session',
    ]);
    expect(lines.at(-1)).toMatch(/^to mend it, let the holder let go: /);
    for (const line of [...lines.slice(0, 4), lines.at(-1)]) expect(guide).toContain(line);
  });
});
