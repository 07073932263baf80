// Every view of a heap snapshot on the command line gives what its function gives, for the files of every engine and
// age, compressed or not; what a file does not have is said in a sentence.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { layouts, toHtml, toMarkdown } from '../../src/index.ts';
import {
  adviceIn,
  detachedIn,
  diffSnapshots,
  duplicatesIn,
  forecastIn,
  openSnapshot,
  ownersIn,
  retainersIn,
  shapesIn,
  snapshotReport,
  snapshotTree,
  suspectsIn,
} from '../../src/node.ts';
import type { HeapSnapshot } from '../../src/node.ts';
import type { Command } from '../../src/cli/command.ts';
import { heapscale } from './heapscale.ts';
import { FORMATS, snapshotText } from './snapshot-formats.ts';

const folder = mkdtempSync(join(tmpdir(), 'heapscale-parity-'));
afterAll(() => rmSync(folder, { recursive: true }));

let printed = '';

/** The command in this process: what it writes to standard output is collected from the time of its import. */
const weighCommand: Command = await (async () => {
  const { write } = process.stdout;
  process.stdout.write = ((text: string): boolean => {
    printed += text;
    return true;
  }) as typeof process.stdout.write;
  try {
    return (await import('../../src/cli/weigh-command.ts')).weighCommand;
  } finally {
    process.stdout.write = write;
  }
})();

async function run(...args: readonly string[]): Promise<string> {
  printed = '';
  expect(await weighCommand(args)).toBe(0);
  return printed;
}

type Data = Record<string, unknown>;
const plain = (value: object): Data => JSON.parse(JSON.stringify(value)) as Data;

/** The data that a command prints, without what it says of the file. */
async function dataOf(...args: readonly string[]): Promise<Data> {
  const {
    file: _file,
    files: _files,
    kind: _kind,
    fileBytes: _bytes,
    ...data
  } = JSON.parse(await run(...args, '--json')) as Data;
  return data;
}

/** Questions, with their options and their functions. */
const QUESTIONS: readonly (readonly [option: string, argument: string, ask: (snapshot: HeapSnapshot) => object])[] = [
  ['--retainers', 'Session', (snapshot) => retainersIn(snapshot, 'Session')],
  ['--retainers', '@7', (snapshot) => retainersIn(snapshot, '@7')],
  ['--suspects', '', suspectsIn],
  ['--duplicates', '', duplicatesIn],
  ['--detached', '', detachedIn],
  ['--shapes', '', shapesIn],
  ['--owners', '', ownersIn],
  ['--forecast', 'node24compressed', (snapshot) => forecastIn(snapshot, layouts.node24compressed)],
];

const PAGE = { name: 'heap', depth: 12, rows: 1500, fold: 100 };

describe.each(Object.entries(FORMATS))('a file of %s', (name, format) => {
  const write = (
    sessions: number,
    end = 'heapsnapshot',
    encode: (text: string) => string | Buffer = String,
  ): string => {
    const file = join(folder, `${name} ${sessions}.${end}`);
    writeFileSync(file, encode(snapshotText(format, sessions)));
    return file;
  };
  const opened = (file: string): Promise<HeapSnapshot> => openSnapshot(file, { locations: true });

  it.each(QUESTIONS)('%s %s', async (option, argument, ask) => {
    const file = write(4);
    const args = argument === '' ? [option] : [option, argument];
    const answer = ask(await opened(file));
    expect(await dataOf(file, ...args)).toEqual(plain(answer));
    expect(await run(file, ...args)).toBe(`${file}, heap snapshot\n${String(answer)}\n`);
  });

  it('as a table, a tree, a page, Markdown, advice', async () => {
    const file = write(4);
    const snapshot = await opened(file);
    const tree = snapshotTree(snapshot, { name: 'heap' });
    expect(await dataOf(file)).toEqual(plain(snapshotReport(snapshot)));
    expect(await dataOf(file, '--tree')).toEqual(plain(tree));
    expect(await run(file, '--tree')).toContain(tree.toTree().split('\n').slice(2, -1).join('\n'));
    const title = basename(file);
    expect(await run(file, '--html', '-')).toBe(toHtml(snapshotTree(snapshot, PAGE), { title }));
    expect(await run(file, '--markdown')).toContain(toMarkdown(tree).split('\n').slice(2, 12).join('\n'));
    const { findings } = adviceIn(snapshot);
    expect(findings.length).toBeGreaterThan(0);
    expect((await dataOf(file, '--advise')).advice).toMatchObject({ findings: plain({ findings }).findings });
  });

  it('compared with later ones', async () => {
    const files = [write(4), write(8), write(12, 'heapsnapshot.gz', gzipSync)];
    const diff = diffSnapshots(await Promise.all(files.map(opened)));
    expect(diff.byType.find(({ type }) => type === 'Session')).toMatchObject({ counts: [4, 8, 12], added: 8 });
    expect(await dataOf('--diff', ...files)).toEqual(plain(diff));
  });

  it('says what it does not have', async () => {
    const file = write(4);
    const hasStates = format.fields.includes('detachedness');
    expect(await run('--detached', file)).toContain(
      hasStates ? '1 detached DOM nodes retain 96 B' : 'the snapshot has no states of DOM nodes',
    );
    const noLocations = format.locationFields === undefined;
    expect((await opened(file)).locations === undefined).toBe(noLocations);
    await expect(run('--retainers', 'NoSuchClass', file)).rejects.toThrow(/--retainers: .*NoSuchClass|NoSuchClass/);
    await expect(run('--owners', '--tree', file)).rejects.toThrow('options --owners and --tree cannot be combined');
    await expect(run('--layout', 'node24', file)).rejects.toThrow(/is a heap snapshot.*--layout does not apply to it/);
  });
});

it('standard input, compressed and not, and a timeline by its name', async () => {
  const text = snapshotText(FORMATS['an allocation timeline'], 4);
  const file = join(folder, 'a.heaptimeline');
  writeFileSync(file, text);
  const expected = String(suspectsIn(await openSnapshot(file)));
  expect(await run('--suspects', file)).toBe(`${file}, heap snapshot\n${expected}\n`);
  for (const input of [text, gzipSync(text)]) {
    const { stdout, stderr } = await heapscale(['--suspects', '-'], { input });
    expect(stdout, stderr).toBe(`standard input, heap snapshot\n${expected}\n`);
  }
});
