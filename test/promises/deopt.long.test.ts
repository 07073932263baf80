// A full collection costs the next walk nothing: V8 discards optimised code whose hidden classes have died, so one
// object of each that a walk makes must stay alive. Counted in an engine of its own, over a hundred rounds with a
// collection between them.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('deopt/walks.mjs', import.meta.url));
const entry = new URL('../../dist/index.js', import.meta.url).href;

it('discards no optimised code after a warm-up, whatever is collected', () => {
  const output = execFileSync(process.execPath, ['--expose-gc', '--trace-deopt', program, entry, '100'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const counted = output.slice(output.indexOf('COUNTING'));
  expect(counted).toContain('DONE');
  // What the program itself builds its values with: its class, and functions without a name. Those of heapscale have
  // names.
  const discarded = counted
    .split('\n')
    .filter((line) => /deoptimizing|for deoptimization/.test(line) && !/SharedFunctionInfo(?: \w*Item)?>/.test(line));
  // A collection discards code by its weak references; a compiler that learns of another kind of number late does so
  // once.
  expect(discarded.filter((line) => !line.includes('deopt-eager'))).toEqual([]);
  expect(discarded.length).toBeLessThanOrEqual(2);
});
