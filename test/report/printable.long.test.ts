// console.log of every result that V8 or a profile gives prints its table; JSON gives its plain data.
import { describe, expect, it } from 'vitest';
import { exactSizeOf, retainersOf, verify } from '../../src/node.ts';
import { measureMemory, profileMemory } from '../../src/profile.ts';
import { printAsTables } from './printed-results.ts';

const state = { users: [{ name: 'ann' }, { name: 'bob' }], when: new Date(0), half: 0.5 };
const fill = (): object => ({ [['sec', 'ret'].join('')]: 1 });

/** A function's promise, made once. */
function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}
const measured = once(() => measureMemory(fill));
const profiled = once(() => profileMemory(fill));

printAsTables({
  exactSizeOf: () => exactSizeOf(state),
  verify: () => verify(state),
  retainersOf: () => retainersOf(state),
  measureMemory: measured,
  profileMemory: profiled,
});

describe('plain data', () => {
  it('of a profile and a measurement has no result', async () => {
    for (const { result, ...rest } of [await profiled(), await measured()].map((made) => ({
      result: made.result,
      json: made.toJSON(),
    }))) {
      expect(result).toEqual({ secret: 1 });
      expect(JSON.stringify(rest)).not.toContain('secret');
    }
  });
});
