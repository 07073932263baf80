// What is held fails with the path that holds it; each path needs a heap snapshot, and each search for growth many runs.
import { describe, expect, it } from 'vitest';
import { assertNoGrowth } from '../../src/assert.ts';
import { assertCollectable } from '../../src/node.ts';
import '../../src/vitest.ts';
import { failureOf } from './failure-of.ts';

class Session {
  readonly user = 'ann';
}
const store = { sessions: new Map<string, Session>(), list: [] as object[] };
Object.assign(globalThis, { collectableStore: store });

describe('assertCollectable', () => {
  it('fails with the path to what is held', async () => {
    const held = (): Session => {
      const session = new Session();
      store.sessions.set('held', session);
      return session;
    };
    expect(await failureOf(assertCollectable(held))).toMatch(
      /^the value should be collectable, but it is still held:\n.*\.sessions Map > .*Session\n\nto mend it, let the holder let go: delete the entry, /,
    );
    expect(await failureOf(expect(held).toBeCollectable() as Promise<unknown>)).toContain('.sessions Map > ');
    await expect(held).not.toBeCollectable();
    const session = new Session();
    store.list.push({ inner: session });
    expect(await failureOf(assertCollectable(() => session))).toContain('.list Array > [0] Object > .inner Session');
    const timer = setInterval(() => session, 1e8);
    store.list.length = 0;
    expect(await failureOf(assertCollectable(() => timer))).toContain('Timeout');
    clearInterval(timer);
  });
});

describe('assertNoGrowth without a value', () => {
  it('fails for what a step leaves anywhere, with its path', async () => {
    const message = await failureOf(
      assertNoGrowth((run) => {
        store.sessions.set(`session ${run}`, new Session());
      }),
    );
    expect(message).toMatch(
      /^the step should leave nothing behind: 1 leak in 24 runs \(4 rounds of 6\)\n1\. 1 Session per run/,
    );
    expect(message).toContain('.sessions Map');
    await assertNoGrowth((run) => {
      store.sessions.set('one', new Session());
      return run;
    });
  });
});
