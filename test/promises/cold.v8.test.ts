// What a program's first call leaves behind. V8 optimises by what a function has seen so far, and a load of elements that
// has seen little moves arrays of doubles to arrays of pointers for good. Other tests run in processes that have measured
// many values before, and cannot see that: here each value is measured in an isolate of its own. V8 itself reports the
// elements kinds, and its heap snapshot what all values take.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledFile } from '../bundle/bundled.ts';

const fixtures = new URL('cold/', import.meta.url);
const { calls } = (await import(new URL('first-calls.mjs', fixtures).href)) as { calls: object };

/** What first-call.mjs prints. */
interface Left {
  readonly changed: Record<string, Record<string, number>>;
  readonly values: number;
  readonly arrays: number;
  readonly bytes: number;
  readonly heapNumbers: number;
}

// One file: an isolate loads it in a fifth of the time that the modules take.
const bundle = bundledFile(`
  export * from 'heapscale/node';
  export * from 'heapscale/assert';
  export * from 'heapscale';
`);

async function leftBy(call: string): Promise<Left> {
  const program = fileURLToPath(new URL('first-call.mjs', fixtures));
  const { stdout } = await promisify(execFile)(process.execPath, ['--allow-natives-syntax', program, bundle, call]);
  return JSON.parse(stdout) as Left;
}

let untouched: Left;

beforeAll(async () => {
  untouched = await leftBy('none');
});

it('compares enough arrays, with heap numbers elsewhere that V8 counts', () => {
  expect(untouched.values).toBeGreaterThanOrEqual(25);
  expect(untouched.arrays).toBeGreaterThan(10_000);
  expect(untouched.heapNumbers).toBeGreaterThan(1000);
});

describe.concurrent('the first call leaves elements and heap as they were', { timeout: 600_000 }, () => {
  it.each(Object.keys(calls))('%s', async (call) => {
    expect(await leftBy(call)).toEqual({ ...untouched, changed: {} });
  });
});
