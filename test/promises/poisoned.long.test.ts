// What needs Node calls no built-in that the program has replaced: V8's own count, hidden state, the live process,
// checks, profiles. In a process of its own, where the test runner's own calls are not in the way. What asks a snapshot
// that was read measures no value, and is not looked at.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const CALLS = [
  ...['exactSizeOf', 'exactSizesOf', 'retainersOf', 'verify', 'readSnapshot', 'openSnapshot', 'calibrate', 'facts'],
  ...['revealHidden', 'reveal: true', 'census', 'trackCensus', 'instancesOf', 'sizeOfInstances'],
  ...['exactSizeOfInstances', 'findLeaks', 'assertCollectable'],
  ...['assertFitsIn', 'assertWeighs', 'assertLighter', 'defineBudgets', 'assertNoGrowth'],
  ...['measureMemory', 'profileMemory'],
];

let found: Record<string, Record<string, string>>;

beforeAll(() => {
  const program = fileURLToPath(new URL('poisoned/calls.mjs', import.meta.url));
  found = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' })) as typeof found;
});

describe('with every built-in replaced', () => {
  it.each(CALLS)('none is called by %s', (call) => {
    expect(found[call]).toEqual({});
  });

  it('every call is looked at', () => {
    expect(Object.keys(found).sort()).toEqual([...CALLS, 'String'].sort());
  });

  it('the process notices calls', () => {
    expect(Object.keys(found['String']).length).toBeGreaterThan(10);
  });
});
