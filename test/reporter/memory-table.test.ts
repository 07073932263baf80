// The table of the reporters: order, columns, the rest, what is left for the next file.
import { expect, it } from 'vitest';
import type { FileMemory } from '../../src/reporter/file-memory.ts';
import { memoryTable, withNext } from '../../src/reporter/memory-table.ts';

const MIB = 2 ** 20;
const file = (name: string, memory: Partial<FileMemory>): FileMemory & { name: string } => ({
  name,
  before: 10 * MIB,
  imported: 10 * MIB,
  after: 10 * MIB,
  ms: 20,
  at: 0,
  worker: name,
  ...memory,
});

it('has the files that grew most first, then the slowest and the heaviest of all', () => {
  const grown = [{ type: 'Session', count: 20_000, bytes: 3 * MIB }];
  const files = [
    file('slow.test.ts', { ms: 61_234 }),
    file('small.test.ts', { before: 90 * MIB, imported: 90 * MIB, after: 90 * MIB + 4096 }),
    file('freed.test.ts', { imported: 8 * MIB, after: 11 * MIB }),
    file('keeps.test.ts', { imported: 12 * MIB, after: 15 * MIB, ms: 999, grown }),
  ];
  expect(memoryTable(withNext(files), 3)).toBe(
    [
      'memory by test file, after garbage collection',
      'test file        time  before  import   tests   after  grew most',
      'keeps.test.ts  999 ms  10 MiB  +2 MiB  +3 MiB  15 MiB  +20,000 Session (3 MiB)',
      'freed.test.ts   20 ms  10 MiB  -2 MiB  +3 MiB  11 MiB',
      'small.test.ts   20 ms  90 MiB     0 B  +4 KiB  90 MiB',
      '(1 more, each 0 B at most)',
      'slowest: slow.test.ts, 61.2 s',
      'heaviest: small.test.ts, 90 MiB after its tests',
    ].join('\n'),
  );
});

it('says what a file left behind for the next one of its worker, by the order of time', () => {
  const files = [
    file('third', { worker: 'a', at: 3, before: 14 * MIB }),
    file('first', { worker: 'a', at: 1 }),
    file('other', { worker: 'b', at: 2 }),
    file('second', { worker: 'a', at: 2, before: 13 * MIB }),
  ];
  expect(withNext(files).map(({ name, next }) => [name, next])).toEqual([
    ['third', undefined],
    ['other', undefined],
    ['second', 14 * MIB],
    ['first', 13 * MIB],
  ]);
  expect(memoryTable(withNext(files), 9)).toMatch(/ after +left +grew most\n/);
  expect(memoryTable(withNext(files), 9)).toMatch(/^first .* \+3 MiB$/m);
});

it('says so if there is nothing to show, or no census', () => {
  expect(memoryTable([], 10)).toBe('memory by test file: no file was measured');
  expect(memoryTable([file('a', { problem: 'no inspector\nhere' })], 10)).toMatch(
    /\nno census: no inspector\\u000ahere$/,
  );
});
