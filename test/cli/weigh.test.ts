// The command line as it is shipped: what it prints, what it writes, what it says when something is wrong.
import { spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, openSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeHeapSnapshot } from 'node:v8';
import { afterAll, describe, expect, it } from 'vitest';
import { advise, deepSizeOf, diffSizes, layouts } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import { exactSizeOf } from '../../src/node.ts';
import { heapscale, scratch } from './heapscale.ts';

const { folder, write, remove } = scratch();
afterAll(remove);

const lock = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const lockValue = (): unknown => JSON.parse(readFileSync(lock, 'utf8'));

/** What goes wrong: exit code 2 and one line on stderr, nothing on stdout. */
async function failure(args: readonly string[], options: Parameters<typeof heapscale>[1] = {}): Promise<string> {
  const { code, stdout, stderr } = await heapscale(args, { cwd: folder, ...options });
  expect(stdout, args.join(' ')).toBe('');
  expect(code, stderr).toBe(2);
  expect(stderr.match(/\n/g)).toHaveLength(1);
  expect(stderr).toMatch(/^heapscale: /);
  return stderr.slice('heapscale: '.length).trimEnd();
}

describe('heapscale FILE', () => {
  it('weighs a real package-lock.json as deepSizeOf does', async () => {
    const { code, stdout, stderr } = await heapscale([lock]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, ...rest] = stdout.trimEnd().split('\n');
    expect(first).toMatch(/package-lock\.json, [\d.]+ KiB of JSON$/);
    expect(rest.join('\n')).toBe(String(deepSizeOf(lockValue())));
  });

  it('prints the report as data', async () => {
    const { stdout } = await heapscale(['--json', lock]);
    const { file, kind, fileBytes, ...report } = JSON.parse(stdout) as Record<string, unknown>;
    expect({ file, kind, fileBytes }).toEqual({ file: lock, kind: 'json', fileBytes: readFileSync(lock).length });
    expect(report).toEqual(JSON.parse(JSON.stringify(deepSizeOf(lockValue()))));
  });

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
    expect(await failure(['--diff', '--max', '1', 'before.json', 'after.json'])).toBe(
      'options --diff and --max cannot be combined',
    );
  });

  it('tells what could be smaller', async () => {
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
      /sampled\.jsonl: --advise cannot be told from a sample: --load reads all of it$/,
    );
    expect(await failure(['--advise', '--markdown', 'points.json'])).toBe(
      'options --advise and --markdown cannot be combined',
    );
  });

  it('keeps a budget and says how', async () => {
    const { bytes, range } = deepSizeOf(lockValue());
    const over = await heapscale([lock, '--max', `${bytes - 1024}`]);
    expect(over.code).toBe(1);
    expect(over.stdout).toContain('layout: ');
    expect(over.stderr).toMatch(/^over the budget of [\d.]+ KiB by 1 KiB; it may be as little as [\d.]+ KiB\n$/);
    const within = await heapscale(['--max', `${bytes}`, lock]);
    expect(within.code).toBe(0);
    expect(within.stderr).toMatch(/^within the budget of [\d.]+ KiB, 0 B left; it may be as much as [\d.]+ KiB\n$/);
    expect((await heapscale(['--max', `${range.max}`, lock])).stderr).toMatch(/left\n$/);
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

  it('tells what it can do, and its version', async () => {
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
        `--html ${target} would overwrite what is to be weighed: name another file`,
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
      `${path}: --tree cannot be told from a sample: --load reads all of it`,
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

describe('heap snapshots', () => {
  it('are weighed as V8 counted', async () => {
    const path = writeHeapSnapshot(join(folder, 'node.heapsnapshot'));
    const report = JSON.parse((await heapscale(['--json', path])).stdout) as {
      kind: string;
      bytes: number;
      range: { min: number; max: number };
      layout: { id: string; title: string };
    };
    expect(report.kind).toBe('heapsnapshot');
    expect(report.layout.id).toBe('heap-snapshot');
    expect(report.range).toEqual({ min: report.bytes, max: report.bytes });
    expect(report.bytes).toBeGreaterThan(1e6);
    const text = readFileSync(path);
    expect(await failure(['--tree', path])).toMatch(
      /: --tree needs the value itself, and of a heap snapshot only the types are told$/,
    );
    expect(await failure([write('half.heapsnapshot', text.subarray(0, text.length / 2))])).toMatch(
      /half\.heapsnapshot: the heap snapshot is cut off/,
    );
  });

  it('that are none say so', async () => {
    expect(await failure([write('none.heapsnapshot', '{"a":1}')])).toMatch(/none\.heapsnapshot: not a heap snapshot: /);
  });
});

describe('records of a file that is too large to load', () => {
  const line = (i: number): string =>
    JSON.stringify({
      id: i,
      name: `the name of record ${i}`,
      kind: `kind ${i % 7}`,
      at: i / 3,
      tags: Array.from({ length: i % 5 }, (_, j) => `tag ${(i * j) % 900}`),
      note: 'x'.repeat((i * 7919) % 97),
    });

  it('are told from a sample, with an interval that holds what V8 counts once they are loaded', async () => {
    const text = Array.from({ length: 30_000 }, (_, i) => line(i)).join('\n');
    const path = write('records.jsonl', text);
    const sampled = JSON.parse((await heapscale(['--json', '--sample', '1000', path])).stdout) as {
      records: number;
      sampled?: boolean;
      bytes: number;
      range: { min: number; max: number };
    };
    expect(sampled).toMatchObject({ records: 30_000, sampled: true });
    const truth = await exactSizeOf(text.split('\n').map((record) => JSON.parse(record) as unknown));
    expect(sampled.range.min).toBeLessThanOrEqual(truth.bytes);
    expect(sampled.range.max).toBeGreaterThanOrEqual(truth.bytes);
    expect(Math.abs(sampled.bytes / truth.bytes - 1)).toBeLessThan(0.03);
    const whole = JSON.parse((await heapscale(['--json', path])).stdout) as { sampled?: boolean; bytes: number };
    expect(whole.sampled).toBe(false);
    expect(Math.abs(whole.bytes / truth.bytes - 1)).toBeLessThan(0.02);
  });

  it('that are not JSON are named by line and column', async () => {
    write('broken.jsonl', '{"a":1}\n\n{"a":\n{"a":1}');
    expect(await failure(['broken.jsonl'])).toBe(
      'broken.jsonl:3:6: not JSON: expected a value but found the end of the text',
    );
  });
});

describe('what goes wrong', () => {
  it('is said in one line', async () => {
    write('empty.json', '');
    write('blank.json', ' \n ');
    write('blank.jsonl', '\n\n');
    write('broken.json', '{\n  "a": [1, 2,]\n}');
    write('wide.json', Buffer.from('\ufeff{}', 'utf16le'));
    write('ok.json', '{}');
    expect(await failure(['nope.json'])).toBe('nope.json: no such file');
    expect(await failure(['ok.json/x.json'])).toBe('ok.json/x.json: no such file');
    expect(await failure(['.'])).toBe('. is a directory: name the files in it');
    expect(await failure(['empty.json'])).toBe('empty.json is empty');
    expect(await failure(['blank.json'])).toBe('blank.json is empty');
    expect(await failure(['blank.jsonl'])).toBe('blank.jsonl is empty');
    expect(await failure(['-'])).toBe('standard input is empty');
    expect(await failure(['broken.json'])).toBe("broken.json:2:14: not JSON: expected a value but found ']'");
    expect(await failure(['-'], { input: '[1' })).toBe(
      "standard input:1:3: not JSON: expected ',' or ']' but found the end of the text",
    );
    expect(await failure(['-'], { input: '{"a":1}\n{"a":2}\n' })).toBe(
      "standard input:2:1: not JSON: expected the end of the text but found '{'; for records one a line say --as jsonl",
    );
    expect(await failure(['wide.json'])).toBe('wide.json is UTF-16: save it as UTF-8');
    expect(await failure([])).toBe('name a file to weigh, or - for standard input: see heapscale --help');
    expect(await failure(['--nope', 'ok.json'])).toBe("Unknown option '--nope': see heapscale --help");
    expect(await failure(['ok.json', '--max'])).toMatch(/^Option '--max <value>' argument missing: see/);
    expect(await failure(['ok.json', '--max', 'much'])).toMatch(/^--max: Invalid size 'much': expected a number/);
    expect(await failure(['ok.json', '--layout', 'hasOwnProperty'])).toMatch(
      /^--layout must be one of node20, .*; got 'hasOwnProperty'$/,
    );
    expect(await failure(['ok.json', '--as', 'xml'])).toBe("--as must be one of json, jsonl, heapsnapshot; got 'xml'");
    expect(await failure(['ok.json', '--sample', '1'])).toBe("--sample must be an integer of at least 2; got '1'");
    expect(await failure(['ok.json', '--depth', '-1x'])).toMatch(
      /^Option '--depth' argument is ambiguous|^--depth takes/,
    );
    expect(await failure(['ok.json', '--rows', '0'])).toBe("--rows must be an integer of at least 1; got '0'");
    expect(await failure(['ok.json', '--rows', '3'])).toBe(
      '--rows sets the size of a tree or a picture: add --tree, or another option that lists places',
    );
    expect(await failure(['ok.json', '--json', '--depth', '3'])).toMatch(
      /^--depth sets the size of a tree or a picture: /,
    );
    expect(await failure(['ok.json', '--markdown', '--tree'])).toBe(
      '--tree and --markdown both print to stdout: choose one',
    );
    expect(await failure(['ok.json', 'ok.json', '--html', 'x.html'])).toBe('--html draws one file: name one');
    expect(await failure(['-', '-'])).toBe('standard input can be read only once');
    expect(await failure(['ok.json', '--svg', 'no/such/folder.svg'])).toMatch(
      /^no\/such\/folder\.svg cannot be written: /,
    );
    expect(await failure(['evil\u001b[31m\nname.json'])).toBe('evil\\u001b[31m\\u000aname.json: no such file');
  });

  it('includes what may not be read', async () => {
    const path = write('secret.json', '{}');
    chmodSync(path, 0);
    const message = await heapscale([path]);
    // Root may read everything.
    expect(process.getuid?.() === 0 ? message.code : message.stderr).toBe(
      process.getuid?.() === 0 ? 0 : `heapscale: ${path} may not be read: permission denied\n`,
    );
  });

  it('includes a text that is longer than any string can be, without reading it', async () => {
    const path = write('huge.json', '[');
    truncateSync(path, 2 ** 31);
    expect(await failure([path])).toMatch(
      /huge\.json: 2 GiB of JSON are longer than a string of V8 can be \(512 MiB\): write one record a line/,
    );
  });
});
