// Several threads print the very same as one: for whole files and for a large one that is sampled.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal } from '../heap/literal-snapshot.ts';
import { failure, heapscale, scratch } from './heapscale.ts';

const { folder, write, remove } = scratch();
afterAll(remove);
const cwd = folder;

/** Records with strings, shapes and numbers that other records have, too, in this file and in the others. */
const records = (from: number): string =>
  Array.from({ length: 2000 }, (_, i) =>
    JSON.stringify({
      id: from + i,
      level: ['info', 'warn', 'a longer word that comes often'][i % 3],
      ms: (i % 50) / 7,
      tags: Array.from({ length: i % 4 }, (_, k) => `tag ${k} of the record`),
      ...(i % 5 === 0 ? { note: 'ü€ and more' } : {}),
    }),
  ).join('\n');

beforeAll(() => {
  write('a.jsonl', records(0));
  write('b.jsonl', records(1000));
  write('c.jsonl.gz', gzipSync(records(0)));
  write('d.json', `[${records(7).replaceAll('\n', ',')}]`);
  write('e.heapsnapshot', literal());
});

const FILES = ['a.jsonl', 'b.jsonl', 'c.jsonl.gz', 'd.json', 'e.heapsnapshot'];

describe('threads', () => {
  it.each([
    [['--json', ...FILES]],
    [['--advise', '--json', 'a.jsonl', 'd.json']],
    [['--tree', '--advise', 'b.jsonl', 'a.jsonl', 'e.heapsnapshot']],
    [['--diff', 'a.jsonl', 'd.json', '--max', '1']],
    [['--sample', '100', '--json', 'a.jsonl', 'b.jsonl']],
    [['--sample', '100', '--json', 'a.jsonl']],
    [['--as', 'jsonl', '--layout', 'node24', 'a.jsonl', '-', 'b.jsonl']],
  ])('print the same of %j', async (args) => {
    const input = records(3);
    const one = await heapscale(['--threads', '1', ...args], { cwd, input });
    expect(one.code, one.stderr).not.toBe(2);
    expect(one.stdout.length).toBeGreaterThan(50);
    expect(await heapscale(['--threads', '3', ...args], { cwd, input })).toEqual(one);
  });

  it('report the first file that is broken, by its line', async () => {
    write('broken.jsonl', `${records(0)}\n{"a":\n`);
    write('early.jsonl', '[1,\n');
    for (const threads of ['1', '3']) {
      const run = (...args: string[]): Promise<string> => failure(['--threads', threads, ...args], { cwd });
      expect(await run('a.jsonl', 'broken.jsonl', 'early.jsonl')).toBe(
        'broken.jsonl:2001:6: not JSON: expected a value but found the end of the input',
      );
      expect(await run('--sample', '10', 'broken.jsonl')).toBe(
        'broken.jsonl:2001:6: not JSON: expected a value but found the end of the input',
      );
    }
  });

  it('are refused where there is nothing for them to do', async () => {
    expect(await failure(['--threads', '0', 'a.jsonl'], { cwd })).toBe(
      "--threads must be an integer of at least 1; got '0'",
    );
    for (const other of ['--facts', '--import'])
      expect(await failure(['--threads', '2', other, 'a.jsonl'], { cwd })).toBe(
        `options --threads and ${other} cannot be combined`,
      );
    expect(await failure(['--threads', '2', '--suspects', 'e.heapsnapshot'], { cwd })).toBe(
      'options --suspects and --threads cannot be combined',
    );
  });
});
