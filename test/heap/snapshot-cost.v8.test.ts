// The warning before a snapshot that may not fit into memory.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { slowCount, snapshotRisk } from '../../src/heap/snapshot-cost.ts';

const MiB = 2 ** 20;

const run = (node: readonly string[], code: string): string =>
  execFileSync(process.execPath, [...node, '--input-type=module', '-e', code], {
    encoding: 'utf8',
    cwd: new URL('../..', import.meta.url),
  });

describe('snapshotRisk', () => {
  it('is there where memory or the heap would run out', () => {
    const state = { usedHeap: 100 * MiB, heapLimit: 4096 * MiB, available: 8192 * MiB };
    expect(snapshotRisk(state)).toBeUndefined();
    expect(snapshotRisk({ ...state, available: 512 * MiB })).toBe(
      'a heap snapshot of 100 MiB takes about 1.07 GiB of memory, and 512 MiB are available: the system may end the process',
    );
    expect(snapshotRisk({ ...state, heapLimit: 110 * MiB })).toMatch(
      /^V8's heap is at 100 MiB of 110 MiB: .*--max-old-space-size$/,
    );
  });
});

describe('slowCount', () => {
  it('names the cause of a test that ran out of time', () => {
    expect(slowCount(1500, 100 * MiB)).toBeUndefined();
    expect(slowCount(7240, 100 * MiB)).toBe(
      "V8's own count took 7.2 s, since a heap snapshot covers the whole heap (100 MiB), and a test ends after 5 s by " +
        'default: give this one more, as in test(name, run, 60_000)',
    );
  });

  it('is a warning of the matchers', () => {
    const code = `import { matchers } from 'heapscale/jest';
      const seen = [];
      process.on('warning', ({ code }) => seen.push(code));
      let now = 0;
      performance.now = () => (now += 10_000);
      await matchers.toFitInExactly({ a: 1.5 }, '1 KiB');
      await new Promise(setImmediate);
      console.log(JSON.stringify(seen));`;
    expect(JSON.parse(run(['--no-warnings'], code))).toEqual(['HEAPSCALE_SLOW_COUNT']);
  });
});

describe('exactSizeOf', () => {
  it('warns once where memory is short, and counts all the same', () => {
    const code = `import { exactSizeOf } from 'heapscale/node';
      process.availableMemory = () => 1000;
      const seen = [];
      process.on('warning', ({ name, code, message }) => seen.push([name, code, message]));
      for (let i = 0; i < 2; i++) await exactSizeOf({ a: 1.5 });
      await new Promise(setImmediate);
      console.log(JSON.stringify(seen));`;
    const seen = JSON.parse(run(['--no-warnings'], code)) as string[][];
    expect(seen).toHaveLength(1);
    expect(seen[0].slice(0, 2)).toEqual(['HeapscaleWarning', 'HEAPSCALE_SNAPSHOT_MEMORY']);
    expect(seen[0][2]).toMatch(/^a heap snapshot of [\d.]+ MiB takes about [\d.]+ MiB of memory, and 1,?000 B are/);
  });
});
