// assertCollectable and toBeCollectable: what is held fails with the path that holds it, what is not held passes.
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
  it('passes for what nothing holds', async () => {
    await assertCollectable(() => new Session());
    await assertCollectable(async () => {
      await Promise.resolve();
      return new Session();
    });
    await assertCollectable(() => {
      const session = new Session();
      store.sessions.set('a', session);
      store.sessions.delete('a');
      return session;
    });
    await assertCollectable(() => () => 1);
    await expect(() => new Session()).toBeCollectable();
  });

  it('passes for a variable that only the test and the function hold', async () => {
    const session = new Session();
    await assertCollectable(() => session);
    expect(session.user).toBe('ann');
  });

  it('fails with the path to what is held', async () => {
    const session = new Session();
    store.list.push({ inner: session });
    expect(await failureOf(assertCollectable(() => session))).toMatch(
      /^the value should be collectable, but it is still held:\n.*\.list Array > \[0\] Object > \.inner Session\n\nto mend it, let the holder let go: /,
    );
    store.list.length = 0;
  });

  it('rejects what is no function, and what is no object', async () => {
    expect(await failureOf(assertCollectable({} as never))).toBe(
      'build must be a function that returns the value; got an object',
    );
    expect(await failureOf(assertCollectable(() => 1))).toBe(
      'the value that the function returns must be an object; got 1',
    );
    await expect(expect({}).toBeCollectable() as Promise<unknown>).rejects.toThrow(
      'must be a function that returns the value',
    );
    await expect(
      assertCollectable(() => {
        throw new Error('from build');
      }),
    ).rejects.toThrow('from build');
  });
});

describe('assertNoGrowth without a value', () => {
  it('rejects options that need a value', async () => {
    expect(await failureOf(assertNoGrowth(() => undefined, { maxObjects: 1 } as never))).toBe(
      "option 'maxObjects' of assertNoGrowth needs 'of'",
    );
  });
});
