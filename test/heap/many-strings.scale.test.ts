// V8's own count of a million distinct strings in a small heap.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

// They are some 50 MiB of the heap; as strings of V8's heap once more, the names of a snapshot did not fit.
it('counts a million distinct strings in a heap of 110 MiB', () => {
  const code = `import { exactSizeOf } from 'heapscale/node';
      const list = Array.from({ length: 1e6 }, (_, i) => 'string ' + i.toString(36)); // up to 11 characters: flat
      console.log((await exactSizeOf(list)).objects, list.length);`;
  expect(
    execFileSync(process.execPath, ['--no-warnings', '--max-old-space-size=110', '--input-type=module', '-e', code], {
      encoding: 'utf8',
      cwd: new URL('../..', import.meta.url),
    }),
  ).toBe('1000001 1000000\n');
});
