// The command line as it is shipped: what it prints and what it writes, option by option.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { advise, deepSizeOf, diffSizes, layouts } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import { failure as failureOf, heapscale, scratch } from './heapscale.ts';

const { folder, write, remove } = scratch();
afterAll(remove);

const lock = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const lockValue = (): unknown => JSON.parse(readFileSync(lock, 'utf8'));

const failure = (args: readonly string[], options: { input?: string } = {}): Promise<string> =>
  failureOf(args, { cwd: folder, ...options });

describe('heapscale FILE', () => {
  it('weighs for another engine', async () => {
    const { stdout } = await heapscale(['--layout', 'chromium', '--json', lock]);
    expect((JSON.parse(stdout) as { bytes: number }).bytes).toBe(
      deepSizeOf(lockValue(), { layout: layouts.chromium }).bytes,
    );
  });

  it('gives a row to each of several files, and one to all', async () => {
    write('a.json', '{"a":1}');
    write('b.json', '[1.5, "some text"]');
    const { stdout } = await heapscale(['a.json', 'b.json'], { cwd: folder });
    const [head, a, b, total, blank, ...rest] = stdout.split('\n');
    expect(head).toMatch(/^file +read +bytes +at least +at most +objects$/);
    expect([a, b, total].map((line) => line.split(/ {2,}/)[0])).toEqual(['a.json', 'b.json', 'total']);
    expect(blank).toBe('');
    expect(rest.join('\n')).toContain('layout: ');
    const { files, total: sum } = JSON.parse(
      (await heapscale(['--json', 'a.json', 'b.json'], { cwd: folder })).stdout,
    ) as { files: { file: string; bytes: number }[]; total: { bytes: number } };
    expect(files.map(({ file }) => file)).toEqual(['a.json', 'b.json']);
    expect(files[0].bytes + files[1].bytes).toBe(sum.bytes);
  });

  it('takes a byte order mark, records with any line ends, and standard input', async () => {
    const { bytes } = deepSizeOf(JSON.parse('{"text":"a text of it"}'));
    write('mark.json', '\ufeff{"text":"a text of it"}');
    write('mark.jsonl', '\ufeff{"text":"a text of it"}\r\n\r\n{"text":"a text of it"}');
    expect((await heapscale(['--json', 'mark.json'], { cwd: folder })).stdout).toContain(`"bytes": ${bytes},`);
    expect(JSON.parse((await heapscale(['--json', 'mark.jsonl'], { cwd: folder })).stdout)).toMatchObject({
      kind: 'jsonl',
      records: 2,
      objects: 5,
    });
    expect((await heapscale(['--json', '-'], { input: '{"text":"a text of it"}' })).stdout).toContain(
      `"bytes": ${bytes},`,
    );
    expect((await heapscale(['--json', '--as', 'jsonl', '-'], { input: '1.5\n"a text"\n' })).stdout).toContain(
      '"records": 2',
    );
  });

  it('shows what has grown from one file to another', async () => {
    write('before.json', '{"list":[{"id":1}],"name":"a text of it"}');
    write('after.json', '{"list":[{"id":1},{"id":2},{"id":3}],"name":"a text of it"}');
    const expected = diffSizes(
      ...(['before.json', 'after.json'].map((name) =>
        deepSizeOf(JSON.parse(readFileSync(join(folder, name), 'utf8')), { paths: true }),
      ) as [SizeReport, SizeReport]),
    );
    const { code, stdout } = await heapscale(['--diff', 'before.json', 'after.json'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toBe(`before.json → after.json\n${String(expected)}\n`);
    expect(expected.bytes).toBeGreaterThan(60);
    const { files, ...data } = JSON.parse(
      (await heapscale(['--diff', '--json', 'before.json', 'after.json'], { cwd: folder })).stdout,
    ) as { files: string[] };
    expect(files).toEqual(['before.json', 'after.json']);
    expect(data).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(await failure(['--diff', 'before.json'])).toBe('--diff compares two files; got 1');
    expect(await failure(['--diff', '--tree', 'before.json', 'after.json'])).toBe(
      'options --diff and --tree cannot be combined',
    );
  });

  it('reports what could be smaller', async () => {
    const points = JSON.stringify({ points: Array.from({ length: 1000 }, (_, i) => ({ x: i / 3, y: i / 7 })) });
    write('points.json', points);
    const expected = advise(JSON.parse(points), { name: 'points' });
    expect(expected.findings.length).toBeGreaterThan(0);
    const { stdout } = await heapscale(['--advise', 'points.json'], { cwd: folder });
    expect(stdout).toBe(
      `points.json, 39.1 KiB of JSON\n${String(deepSizeOf(JSON.parse(points)))}\n\n${String(expected)}\n`,
    );
    const { advice } = JSON.parse((await heapscale(['--advise', '--json', 'points.json'], { cwd: folder })).stdout) as {
      advice: unknown;
    };
    expect(advice).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(
      (await heapscale(['--advise', '--tree', 'points.json', 'points.json'], { cwd: folder })).stdout.split(
        expected.findings[0].action,
      ).length,
    ).toBe(3);
    expect(await failure(['--advise', '--sample', '10', write('sampled.jsonl', '{"a":1}\n'.repeat(100))])).toMatch(
      /sampled\.jsonl: --advise does not work on a sample: --load reads all records$/,
    );
    expect(await failure(['--advise', '--markdown', 'points.json'])).toBe(
      'options --advise and --markdown cannot be combined',
    );
  });

  it('paints for those who ask for it, and for nobody else', async () => {
    const plain = await heapscale([lock, '--max', '1']);
    expect(plain.stdout + plain.stderr).not.toContain('\u001b');
    const painted = await heapscale([lock, '--max', '1'], { env: { FORCE_COLOR: '1' } });
    expect(painted.stdout.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
    expect(painted.stdout).toContain('\u001b[1m');
    expect(painted.stderr).toContain('\u001b[31mover the budget');
    expect((await heapscale([lock], { env: { FORCE_COLOR: '0' } })).stdout).not.toContain('\u001b');
    expect((await heapscale([lock], { env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
  });

  it('prints its commands and its version', async () => {
    const help = await heapscale(['--help']);
    expect(help.code).toBe(0);
    for (const option of [
      '--import',
      '--as',
      '--load',
      '--sample',
      '--layout',
      '--diff',
      '--advise',
      '--tree',
      '--depth',
      '--rows',
      '--json',
      '--markdown',
      '--folded',
      '--html',
      '--svg',
      '--speedscope',
      '--max',
    ])
      expect(help.stdout).toContain(option);
    expect(help.stdout).toMatch(/^ {2}heapscale weigh {2,}FILE\.\.\. weighs files/m);
    expect((await heapscale(['weigh', lock])).stdout).toBe((await heapscale([lock])).stdout);
    expect((await heapscale(['weigh', '--help'])).stdout.length).toBeLessThan(help.stdout.length);
    expect((await heapscale(['--version'])).stdout).toBe(
      `${(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version}\n`,
    );
  });

  it('ends quietly when its reader does', async () => {
    const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    const child = spawn(process.execPath, [main, '--json', lock], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(stderr).toBe('');
  });

  it('keeps its verdict on the budget though its reader has gone', async () => {
    const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    const child = spawn(process.execPath, [main, '--json', lock, '--max', '1'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
  });

  // Linux alone has a device that is always full.
  it.runIf(existsSync('/dev/full'))('fails when its output is lost', async () => {
    const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [main, lock], { stdio: ['ignore', full, 'pipe'] });
    let stderr = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
    closeSync(full);
    expect(stderr).toMatch(/^heapscale: standard output cannot be written: ENOSPC[^\n]*\n$/);
  });
});

describe('pictures', () => {
  it('are written to files, or to standard output', async () => {
    const { code, stdout } = await heapscale([
      lock,
      '--html',
      join(folder, 'page.html'),
      '--svg',
      join(folder, 'map.svg'),
      '--speedscope',
      join(folder, 'profile.json'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('layout: ');
    expect(readFileSync(join(folder, 'page.html'), 'utf8')).toMatch(/^<!doctype html>[^]*<title>package-lock\.json: /);
    expect(readFileSync(join(folder, 'map.svg'), 'utf8')).toMatch(/^<svg [^]*package-lock\.json: /);
    expect(JSON.parse(readFileSync(join(folder, 'profile.json'), 'utf8'))).toMatchObject({
      exporter: 'heapscale',
      name: 'package-lock.json',
    });
    expect((await heapscale([lock, '--html', '-'])).stdout).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  });

  it('never take the place of what is weighed', async () => {
    const text = '{"dear":"data that exist once"}';
    write('dear.json', text);
    symlinkSync('dear.json', join(folder, 'other-name.json'));
    for (const target of ['dear.json', './dear.json', join(folder, 'dear.json'), 'other-name.json']) {
      expect(await failure(['dear.json', '--html', target])).toBe(
        `--html ${target} would overwrite an input: name another file`,
      );
      expect(readFileSync(join(folder, 'dear.json'), 'utf8')).toBe(text);
    }
    expect((await heapscale(['dear.json', '--svg', 'dear.svg'], { cwd: folder })).code).toBe(0);
    expect((await heapscale(['dear.json', '--svg', 'dear.svg'], { cwd: folder })).code).toBe(0);
  });

  it('go each to a place of its own', async () => {
    write('one.json', '{}');
    expect(await failure(['one.json', '--html', '-', '--svg', '-'])).toBe(
      '--html and --svg both print to stdout: choose one',
    );
    expect(await failure(['one.json', '--html', '-', '--json'])).toBe(
      '--json and --html both print to stdout: choose one',
    );
    expect(await failure(['one.json', '--html', '-', '--advise'])).toBe(
      '--advise and --html both print to stdout: choose one',
    );
    expect(await failure(['one.json', '--html', 'same', '--svg', 'same'])).toBe(
      '--html and --svg both write same: name two files',
    );
    expect(await failure(['one.json', '--html', ''])).toBe(
      "--html must be the name of a file, or - for standard output; got ''",
    );
  });

  it('as text are printed', async () => {
    expect((await heapscale([lock, '--markdown'])).stdout).toMatch(/^\*\*`package-lock\.json`: /);
    expect((await heapscale([lock, '--folded'])).stdout).toMatch(/^packageLock;[^\n]+ \d+\n/);
    expect((await heapscale([lock, '--markdown'])).stdout).toContain('| place | type | retained | share |');
  });

  it('of places are as deep and as long as is asked for', async () => {
    const tree = (await heapscale([lock, '--tree', '--depth', '2', '--rows', '9'])).stdout.trimEnd().split('\n');
    expect(tree.slice(3).join('\n')).toBe(
      deepSizeOf(lockValue(), { paths: { name: 'packageLock', depth: 2, rows: 9 } })
        .toTree()
        .split('\n')
        .slice(1)
        .join('\n'),
    );
    expect(tree[1]).toBe(String(deepSizeOf(lockValue())).split('\n')[0]);
    const { paths } = JSON.parse((await heapscale([lock, '--json', '--tree', '--rows', '3'])).stdout) as {
      paths: unknown[];
    };
    expect(paths).toEqual(deepSizeOf(lockValue(), { paths: { name: 'packageLock', rows: 3 } }).paths);
    const two = (await heapscale(['--tree', lock, lock])).stdout;
    expect(two.split('packageLock').length).toBe(3);
  });

  it('of what has no places are by type', async () => {
    const path = write('few.jsonl', Array.from({ length: 300 }, (_, i) => `{"id":${i}}`).join('\n'));
    expect(await failure(['--tree', '--sample', '10', path])).toBe(
      `${path}: --tree does not work on a sample: --load reads all records`,
    );
    expect((await heapscale(['--svg', '-', '--sample', '10', path])).stdout).toContain('>Object</text>');
    expect((await heapscale(['--svg', '-', path])).stdout).toContain('<title>few[*]; Object, 300 places; ');
    write('1 odd-name (2).json', '{"a":[{}]}');
    expect((await heapscale(['--folded', '1 odd-name (2).json'], { cwd: folder })).stdout).toMatch(
      /^value1OddName2\.a\[0\] \d+\n$/,
    );
  });
});

describe('modules', () => {
  it('are run, and their exports weighed', async () => {
    write('named.mjs', 'export const list = [1.5, "a text of it"]; export const other = {};');
    write('main.mjs', 'export default { text: "a text of it" };');
    write('common.cjs', 'exports.text = "a text of it";');
    write('busy.mjs', 'setInterval(() => {}, 1000); export const text = "a text of it";');
    const weigh = async (name: string): Promise<Record<string, unknown>> =>
      JSON.parse((await heapscale(['--json', '--import', name], { cwd: folder })).stdout) as Record<string, unknown>;
    const { bytes } = deepSizeOf(JSON.parse('{"text":"a text of it"}'));
    expect(await weigh('main.mjs')).toMatchObject({ kind: 'module', bytes });
    expect((await weigh('common.cjs')).byType).toMatchObject([{ type: 'Object' }, { type: 'string' }]);
    expect((await weigh('named.mjs')).objects).toBe(5);
    expect((await weigh('busy.mjs')).objects).toBe(2);
  });

  it('that cannot be weighed say why', async () => {
    write('throws.mjs', 'throw new TypeError("not today\\nmore")');
    write('nothing.mjs', 'const a = 1;');
    expect(await failure(['--import', 'throws.mjs'])).toBe('throws.mjs could not be imported: TypeError: not today');
    expect(await failure(['--import', 'nothing.mjs'])).toBe('nothing.mjs exports nothing');
    expect(await failure(['--import', '-'])).toContain('standard input cannot be imported');
    expect(await failure(['main.mjs'])).toBe(
      "main.mjs is code, not data: 'heapscale --import main.mjs' runs it and weighs what it exports",
    );
  });
});
