// findLeaks of a step with one leak, in few runs; the seeded leaks are in find-leaks.long.test.ts.
import { expect, it } from 'vitest';
import { findLeaks } from '../../src/node.ts';

class Session {
  readonly user = 'ann';
}
class Passing {}
const store = { sessions: new Map<number, Session>(), last: undefined as object | undefined };
Object.assign(globalThis, { findLeaksStore: store });

it('finds what each run leaves, with its holder, and no object that the next run replaces', async () => {
  const open = (run: number): void => {
    store.sessions.set(run, new Session());
    store.last = new Passing();
  };
  const { leaks } = await findLeaks(open, { runs: 3, rounds: 2, warmUp: 2 });
  store.sessions.clear();
  expect(leaks).toMatchObject([{ type: 'Session', perRun: 1, holder: '.sessions Map' }]);
  expect(leaks[0].allocatedBy).toMatch(/^open \(test\/process\/find-leaks\.v8\.test\.ts:\d+\)$/);
});
