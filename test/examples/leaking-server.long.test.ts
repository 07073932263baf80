// The guide to a leaking server: its server is started and asked, and each command of the guide prints what the guide
// shows.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heapscale } from '../cli/heapscale.ts';

const guide = readFileSync(new URL('../../src/snapshot/README.md', import.meta.url), 'utf8');
const server = fileURLToPath(new URL('../../benchmarks/leaking-server/server.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'heapscale-guide-'));

/** Requests before each of the snapshots, as the guide says. */
const REQUESTS = [100, 2000, 2000];

/** The commands of the guide with what it shows of their output. */
const COMMANDS = [...guide.matchAll(/^```console\n\$ npx heapscale ([^\n]*)\n([^]*?)^```$/gm)].map(
  ([, args, output]) => [args, output] as const,
);

/**
 * What differs from run to run: sizes, shares, ids, widths of columns, and how much of the guide's text is left out.
 */
function normalised(line: string): string {
  return line
    .replace(/[+-]?[\d.]+ (?:B|KiB|MiB)\b/g, 'SIZE')
    .replace(/[\d.]+ %/g, 'SHARE')
    .replace(/@\d+/g, '@ID')
    .replace(/\b\S+ > .* > (?=\(context\) \(context of )/, 'WAY > ')
    .replace(/[\d,]+ objects/, 'N objects')
    .replace(/\(\d+ (more|steps)/g, '(N $1')
    .replace(/\S*\/(?=leaking-server\/)/g, '')
    .replace(/[│├└─ ]+/g, ' ')
    .trim();
}

async function writeSnapshots(): Promise<void> {
  const child = spawn(process.execPath, ['--heapsnapshot-signal=SIGUSR2', server], { cwd: folder });
  try {
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const port = Number(/\d+/.exec(line)![0]);
    const agent = new Agent({ keepAlive: true });
    for (const [i, count] of REQUESTS.entries()) {
      for (let request = 0; request < count; request++)
        await new Promise<void>((resolve, reject) => {
          get({ port, path: `/page/${request % 7}`, agent }, (response) => {
            response.resume().on('end', resolve);
          }).on('error', reject);
        });
      child.kill('SIGUSR2');
      renameSync(await written(), join(folder, `${i + 1}.heapsnapshot`));
    }
    agent.destroy();
  } finally {
    child.kill();
  }
}

/** The file that Node is writing, once it is complete. */
async function written(): Promise<string> {
  for (;;) {
    await sleep(50);
    const name = readdirSync(folder).find((file) => file.startsWith('Heap.'));
    if (name === undefined) continue;
    const path = join(folder, name);
    const { size } = statSync(path);
    if (size < 100) continue;
    const file = openSync(path, 'r');
    const end = Buffer.alloc(2);
    readSync(file, end, 0, 2, size - 2);
    closeSync(file);
    if (end.toString() === ']}') return path;
  }
}

describe('the guide to a leaking server', () => {
  beforeAll(writeSnapshots, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has its files and commands', () => {
    for (const i of [1, 2, 3]) expect(existsSync(join(folder, `${i}.heapsnapshot`))).toBe(true);
    expect(COMMANDS.map(([args]) => args.split(' ')[0])).toEqual([
      '--diff',
      '--suspects',
      '--retainers',
      '--tree',
      '--owners',
    ]);
    for (const [, output] of COMMANDS) expect(output.split('\n').length).toBeGreaterThan(3);
  });

  it.each(COMMANDS)('npx heapscale %s', async (args, shown) => {
    const { stdout, stderr, code } = await heapscale(args.split(' '), { cwd: folder });
    expect(code, stderr).toBe(0);
    // Every line of the guide is in the output, in the same order.
    const lines = stdout.split('\n').map(normalised);
    let at = 0;
    for (const line of shown.split('\n').filter((each) => each !== '' && each !== '...')) {
      const found = lines.indexOf(normalised(line), at);
      expect(found, `${line}\n\nis not in\n\n${stdout}`).toBeGreaterThanOrEqual(at);
      at = found + 1;
    }
  });
});
