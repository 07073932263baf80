// What a file is by its content, which options apply to it, and what is reported when it is broken.
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { EDGES, literal, NODES, withNumber } from '../heap/literal-snapshot.ts';
import { failure as failureOf, heapscale, scratch } from './heapscale.ts';

const { folder, write, remove } = scratch();
afterAll(remove);
type Options = Parameters<typeof heapscale>[1];

const data = async (args: readonly string[], options: Options = {}): Promise<Record<string, unknown>> => {
  const { stdout, stderr } = await heapscale(['--json', ...args], { cwd: folder, ...options });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Record<string, unknown>;
};
const failure = (args: readonly string[], options: Options = {}): Promise<string> =>
  failureOf(args, { cwd: folder, ...options });

describe('a heap snapshot', () => {
  it('is one by its content, whatever its name, and compressed or not', async () => {
    const text = literal();
    write('a.heapsnapshot', text);
    write('b.heaptimeline', text);
    write('c.json', `\ufeff${JSON.stringify(JSON.parse(text), null, 2)}`);
    write('d.heapsnapshot.gz', gzipSync(text));
    write('e', gzipSync(text));
    const { file: _, fileBytes, ...expected } = await data(['a.heapsnapshot']);
    expect(expected).toMatchObject({ kind: 'heapsnapshot', bytes: 1160 });
    expect(fileBytes).toBe(Buffer.byteLength(text));
    for (const name of ['b.heaptimeline', 'c.json', 'd.heapsnapshot.gz', 'e'])
      expect(await data([name])).toMatchObject(expected);
    expect(await data(['-'], { input: text })).toMatchObject(expected);
    expect(await data(['-'], { input: gzipSync(text) })).toMatchObject(expected);
    // JSON that has a member of that name is JSON.
    write('f.json', '{"snapshot":{"meta":{}}}');
    expect((await data(['f.json'])).kind).toBe('json');
    expect((await data(['--as', 'json', 'c.json'])).kind).toBe('json');
  });

  it('refuses options that have no meaning for it', async () => {
    write('a.heapsnapshot', literal());
    for (const args of [['--load'], ['--sample', '10'], ['--layout', 'node20']]) {
      const option = args.find((arg) => arg !== '--markdown' && arg.startsWith('--'))!;
      const expected = `is a heap snapshot, which contains V8's own count: ${option} does not apply to it${option === '--layout' ? ' (--forecast NAME says what it would weigh on another engine)' : ''}`;
      expect(await failure([...args, 'a.heapsnapshot'])).toBe(`a.heapsnapshot ${expected}`);
      expect(await failure([...args, '-'], { input: literal() })).toBe(`standard input ${expected}`);
    }
    write('a.json', '{}');
    expect(await failure(['--load', 'a.json'])).toMatch(/^--load applies to files of one record per line/);
  });

  it('is forecast for another engine', async () => {
    write('a.heapsnapshot', literal());
    const { stdout } = await heapscale(['a.heapsnapshot', '--forecast', 'node24compressed'], { cwd: folder });
    expect(stdout).toMatch(/^a\.heapsnapshot, heap snapshot\n1\.13 KiB would be [\d,.]+ (?:Ki)?B /);
    expect(stdout).toContain('derived from a heap snapshot with references of');
    expect(await failure(['a.heapsnapshot', '--forecast', 'node9'])).toMatch(
      /^--forecast must be one of node20, .*; got 'node9'$/,
    );
    expect(await failure(['a.heapsnapshot', '--forecast', 'node24', '--tree'])).toContain('cannot be combined');
    write('a.json', '{}');
    expect(await failure(['a.json', '--forecast', 'node24'])).toContain('is not a heap snapshot');
  });

  it('is compared with another without a word on engines', async () => {
    write('a.heapsnapshot', literal());
    write('b.heapsnapshot', literal({ nodes: withNumber(NODES, 9, 132) }));
    const { stdout } = await heapscale(['--diff', 'a.heapsnapshot', 'b.heapsnapshot'], { cwd: folder });
    expect(stdout).toContain('+100 B');
    expect(stdout).not.toContain('note: ');
    write('c.json', '{}');
    expect((await heapscale(['--diff', 'a.heapsnapshot', 'c.json'], { cwd: folder })).stdout).toContain(
      'note: the reports are of different engines',
    );
  });

  it('that is broken is reported by what is wrong', async () => {
    write('broken.heapsnapshot', literal({ edges: withNumber(EDGES, 2, 7) }));
    expect(await failure(['broken.heapsnapshot'])).toMatch(
      /^broken\.heapsnapshot: the heap snapshot's "edges" section/,
    );
    write('cut.heapsnapshot.gz', gzipSync(literal()).subarray(0, 150));
    expect(await failure(['cut.heapsnapshot.gz'])).toMatch(
      /^cut\.heapsnapshot\.gz is damaged gzip data: unexpected end of file$/,
    );
  });
});

describe('JSON and records', () => {
  const text = '{"text":"a string of it"}';
  const { bytes } = deepSizeOf(JSON.parse(text));

  it('are read from gzip', async () => {
    write('a.json.gz', gzipSync(text));
    write('a.jsonl.gz', gzipSync(`${text}\n${text}\n`));
    expect(await data(['a.json.gz'])).toMatchObject({ kind: 'json', bytes, fileBytes: text.length });
    expect(await data(['a.jsonl.gz'])).toMatchObject({ kind: 'jsonl', records: 2 });
    write('cut.json.gz', gzipSync('x'.repeat(100)).subarray(0, 20));
    expect(await failure(['cut.json.gz'])).toBe('cut.json.gz is damaged gzip data: unexpected end of file');
  });

  it('in another encoding or packing are named as such', async () => {
    for (const encoded of [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(text, 'utf16le')]) {
      for (const name of ['wide.json', 'wide.jsonl', 'wide.heapsnapshot']) {
        write(name, encoded);
        expect(await failure([name])).toBe(`${name} is UTF-16: save it as UTF-8`);
      }
    }
    expect(await failure(['-'], { input: Buffer.from(text, 'utf16le') })).toBe(
      'standard input is UTF-16: save it as UTF-8',
    );
    write('a.zip', Buffer.from('PK\u0003\u0004....'));
    write('a.zst', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2]));
    expect(await failure(['a.zip'])).toMatch(/^a\.zip is a zip archive: unpack it first/);
    expect(await failure(['a.zst'])).toMatch(/^a\.zst is compressed by zstd: /);
  });

  it('with comments say so', async () => {
    write('settings.json', '{\n  // the size\n  "size": 1\n}');
    write('other.json', '[1 /* one */]');
    expect(await failure(['settings.json'])).toBe(
      'settings.json:2:3: not JSON: expected a name in double quotes but found a comment, which JSON does not have',
    );
    expect(await failure(['other.json'])).toMatch(/^other\.json:1:4: .*a comment, which JSON does not have$/);
  });

  it('of which a sample is parsed are refused for a record that is cut off anywhere', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `{"id":${i}}`);
    write('good.jsonl', lines.join('\n'));
    const report = await data(['--sample', '100', 'good.jsonl']);
    expect(report).toMatchObject({ records: 5000, parsedRecords: 100, sampled: true });
    expect((await heapscale(['--sample', '100', 'good.jsonl'], { cwd: folder })).stdout).toContain(
      '5,000 records, 100 of them parsed',
    );
    expect(await data(['good.jsonl'])).not.toHaveProperty('parsedRecords');
    for (const broken of ['{"id":', '[1,', '"open', 'undefined', '-', '12x', '<html>']) {
      write('broken.jsonl', lines.map((line, i) => (i === 4321 ? broken : line)).join('\n'));
      expect(await failure(['--sample', '100', 'broken.jsonl'])).toMatch(/^broken\.jsonl:4322:\d+: not JSON: /);
    }
    write('words.jsonl', 'true\nnull\n false \r\n-1\n"a"\n[]\n'.repeat(50));
    expect(await data(['--sample', '10', 'words.jsonl'])).toMatchObject({ records: 300 });
  });
});

describe('options', () => {
  it('take negative numbers for what they are', async () => {
    write('a.json', '{}');
    expect(await failure(['a.json', '--max', '-5'])).toMatch(/^--max: .*'-5'/);
    expect(await failure(['a.json', '--tree', '--rows', '-1'])).toBe(
      "--rows must be an integer of at least 1; got '-1'",
    );
    expect(await failure(['a.json', '--sample', '-.5'])).toMatch(/^--sample must be .*got '-\.5'$/);
  });

  it('make a budget for the growth, and a comment of it', async () => {
    write('a.json', '{"list":[]}');
    write('b.json', '{"list":["a string of it","and another one"]}');
    const growth = deepSizeOf(JSON.parse('{"list":["a string of it","and another one"]}')).bytes;
    const grown = growth - deepSizeOf(JSON.parse('{"list":[]}')).bytes;
    const diff = (...args: string[]) => heapscale(['--diff', ...args, 'a.json', 'b.json'], { cwd: folder });
    expect(await diff('--max', `${grown}`)).toMatchObject({
      code: 0,
      stderr: `within the growth budget of ${grown} B, 0 B left\n`,
    });
    const over = await diff('--max', `${grown - 1}`, '--markdown');
    expect(over).toMatchObject({ code: 1, stderr: `over the growth budget of ${grown - 1} B by 1 B\n` });
    expect(over.stdout).toMatch(/^\*\*`a\.json` → `b\.json`\*\*\n\n\+/);
    expect(over.stdout).toContain('| type | count | growth | before | after |\n| --- | ---: | ---: | ---: | ---: |\n');
    expect(over.stdout).toMatch(/\| `value\.list` \| 0 \| \+/);
    expect(JSON.parse((await diff('--max', '1', '--json')).stdout)).toMatchObject({ bytes: grown });
  });
});

describe('an imported module', () => {
  it('does not print into the report', async () => {
    write(
      'loud.mjs',
      'console.log("loading"); process.stdout.write("more\\n"); setInterval(() => console.log("tick"), 1); export default { a: 1.5 };',
    );
    const { code, stdout, stderr } = await heapscale(['--import', 'loud.mjs', '--json'], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'module' });
    expect(stderr).toMatch(/^loading\nmore\n/);
  });

  it('that is profiled does not print into the profile', async () => {
    write('loud-function.mjs', 'export default function f() { console.log("running"); return [1]; }');
    const { stdout, stderr } = await heapscale(['profile', 'loud-function.mjs', '--json'], { cwd: folder });
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    expect(stderr).toContain('running\n');
  });
});

describe('a folder', () => {
  it('is refused by any name', async () => {
    mkdirSync(join(folder, 'sub.heapsnapshot'));
    symlinkSync('sub.heapsnapshot', join(folder, 'link'));
    expect(await failure(['link'])).toBe('link is a directory: name the files in it');
  });
});
