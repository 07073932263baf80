// What the command line says when something is wrong: one line each.
import { chmodSync, truncateSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { failure as failureOf, heapscale, scratch } from './heapscale.ts';

const { folder, write, remove } = scratch();
afterAll(remove);

const failure = (args: readonly string[], options: { input?: string } = {}): Promise<string> =>
  failureOf(args, { cwd: folder, ...options });

describe('what goes wrong', () => {
  it('is said in one line', async () => {
    write('empty.json', '');
    write('blank.json', ' \n ');
    write('blank.jsonl', '\n\n');
    write('broken.json', '{\n  "a": [1, 2,]\n}');
    write('ok.json', '{}');
    expect(await failure(['nope.json'])).toBe('nope.json: no such file');
    expect(await failure(['doktor'])).toMatch(/^doktor: no such file, and no command; commands: weigh, .*, doctor, /);
    expect(await failure(['ok.json/x.json'])).toBe('ok.json/x.json: no such file');
    expect(await failure(['.'])).toBe('. is a directory: name the files in it');
    expect(await failure(['empty.json'])).toBe('empty.json is empty');
    expect(await failure(['blank.json'])).toBe('blank.json is empty');
    expect(await failure(['blank.jsonl'])).toBe('blank.jsonl is empty');
    expect(await failure(['-'])).toBe('standard input is empty');
    expect(await failure(['broken.json'])).toBe("broken.json:2:14: not JSON: expected a value but found ']'");
    expect(await failure(['-'], { input: '[1' })).toBe(
      "standard input:1:3: not JSON: expected ',' or ']' but found the end of the input",
    );
    expect(await failure(['-'], { input: '{"a":1}\n{"a":2}\n' })).toBe(
      "standard input:2:1: not JSON: expected the end of the input but found '{'; for one record per line add --as jsonl",
    );
    expect(await failure([])).toBe('name a file to weigh, or - for standard input: see heapscale --help');
    expect(await failure(['--nope', 'ok.json'])).toBe("Unknown option '--nope': see heapscale --help");
    expect(await failure(['ok.json', '--max'])).toMatch(/^Option '--max <value>' argument missing: see/);
    expect(await failure(['ok.json', '--max', 'much'])).toMatch(/^--max: Invalid size 'much': expected a number/);
    expect(await failure(['ok.json', '--layout', 'hasOwnProperty'])).toMatch(
      /^--layout must be one of node20, .*; got 'hasOwnProperty'$/,
    );
    expect(await failure(['ok.json', '--as', 'xml'])).toBe("--as must be one of json, jsonl, heapsnapshot; got 'xml'");
    expect(await failure(['ok.json', '--sample', '1'])).toBe("--sample must be an integer of at least 2; got '1'");
    expect(await failure(['ok.json', '--depth', '-1x'])).toBe("--depth must be an integer of at least 0; got '-1x'");
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

  it('includes what cannot be read for lack of permission', async () => {
    const path = write('secret.json', '{}');
    chmodSync(path, 0);
    const message = await heapscale([path]);
    // Root may read everything.
    expect(process.getuid?.() === 0 ? message.code : message.stderr).toBe(
      process.getuid?.() === 0 ? 0 : `heapscale: ${path} cannot be read: permission denied\n`,
    );
  });

  it('includes a file that is longer than any string can be, without reading it', async () => {
    const path = write('huge.json', '[');
    truncateSync(path, 2 ** 31);
    expect(await failure([path])).toMatch(
      /huge\.json: 2 GiB of JSON exceed V8's maximum string length \(512 MiB\): write one record per line/,
    );
  });

  it('names what is not a heap snapshot', async () => {
    expect(await failure([write('none.heapsnapshot', '{"a":1}')])).toMatch(/none\.heapsnapshot: not a heap snapshot: /);
  });

  it('names records that are not JSON by line and column', async () => {
    write('broken.jsonl', '{"a":1}\n\n{"a":\n{"a":1}');
    expect(await failure(['broken.jsonl'])).toBe(
      'broken.jsonl:3:6: not JSON: expected a value but found the end of the input',
    );
  });
});
