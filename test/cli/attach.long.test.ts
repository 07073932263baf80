// What `heapscale attach` says of another process, and that it leaves the process as it was.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LargestInstances } from '../../src/cli/attach/remote-census.ts';
import type { LargestData } from '../../src/cli/attach/remote-census.ts';
import { openSnapshot, snapshotReport } from '../../src/node.ts';
import { failure as failureOf, heapscale, scratch } from './heapscale.ts';
import type { Run } from './heapscale.ts';

const { folder, write, remove } = scratch();
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  remove();
});

/** Node 20 has its WebSocket behind a flag. */
const isOld = Number(process.versions.node.split('.')[0]) < 22;
const node = isOld ? ['--experimental-websocket', '--no-warnings'] : ['--no-warnings'];

const attach = (...args: readonly string[]): Promise<Run> => heapscale(['attach', ...args], { cwd: folder, node });
const failure = (...args: readonly string[]): Promise<string> => failureOf(['attach', ...args], { cwd: folder, node });

async function dataOf(...args: readonly string[]): Promise<Answer> {
  const { code, stdout, stderr } = await attach(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Answer;
}

/** The fields that the tests read. */
interface Answer {
  readonly process: { pid: number; title: string; pausesMs: number[]; inspector: string };
  readonly byType: readonly { type: string; count: number; counts: number[]; added: number; isGrowing: boolean }[];
  readonly byFunction: readonly { name: string; place: string; bytes: number }[];
  readonly count: number;
  readonly total: { readonly bytes: number };
  readonly largest: readonly { readonly ownBytes: number }[];
  readonly previews: readonly string[];
}

interface Running {
  readonly child: ChildProcess;
  readonly pid: string;
  readonly debugPort: number;
  /** Asks the server, which leaks at each request. */
  request(): Promise<string>;
}

/** A port that nobody uses, of those where an inspector is looked for. */
async function freePort(): Promise<number> {
  for (let port = 9238; port > 9229; port--) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Error('no port is free');
}

async function start(script: string, debugPort: number, ...options: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [...options, `--inspect-port=${debugPort}`, script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const port = Number(/\d+/.exec(line)![0]);
  const request = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/page`)).text();
  return { child, pid: String(child.pid), debugPort, request };
}

async function accepts(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/json/list`).then(
    () => true,
    () => false,
  );
}

const server = fileURLToPath(new URL('../../benchmarks/leaking-server/server.mjs', import.meta.url));

describe('a leaking server with nothing installed', () => {
  let running: Running;
  beforeAll(async () => {
    running = await start(server, await freePort());
    for (let i = 0; i < 50; i++) await running.request();
  });

  it('is listed by class, goes on, and has its inspector closed', async () => {
    const before = performance.now();
    const { process: about, byType } = await dataOf(running.pid);
    expect(byType.find(({ type }) => type === 'Session')).toMatchObject({ count: 50 });
    expect(about).toMatchObject({ pid: running.child.pid, inspector: 'closed again' });
    expect(about.title).toBe(`process ${running.pid} (Node ${process.version})`);
    expect(about.pausesMs).toHaveLength(1);
    // V8 needs longer than this for any heap of Node.
    expect(about.pausesMs[0]).toBeGreaterThan(20);
    expect(about.pausesMs[0]).toBeLessThan(performance.now() - before);
    expect(await accepts(running.debugPort)).toBe(false);
    expect(await running.request()).toBe('hello user 51\n');
  });

  it('is asked what grew', async () => {
    const asked = dataOf(running.pid, '--growth', '3');
    let isOver = false;
    void asked.finally(() => (isOver = true)).catch(() => {});
    let requests = 0;
    while (!isOver) {
      await running.request();
      requests++;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { process: about, byType } = await asked;
    const session = byType.find(({ type }) => type === 'Session')!;
    expect(session.isGrowing).toBe(true);
    expect(session.added).toBeGreaterThan(10);
    expect(session.added).toBeLessThanOrEqual(requests);
    expect(session.added).toBe(session.counts[1] - session.counts[0]);
    expect(byType.map(({ type }) => type)).toContain('ServerResponse');
    expect(about.pausesMs).toHaveLength(2);
    expect(about.inspector).toBe('closed again');
    expect(await accepts(running.debugPort)).toBe(false);
  });

  it('gives a snapshot file, and the answers to the questions of one', async () => {
    const suspects = await attach(running.pid, '--suspects', '--snapshot', 'saved.heapsnapshot');
    expect(suspects.code, suspects.stderr).toBe(0);
    expect(suspects.stdout).toMatch(/^process \d+ \(Node v[\d.]+\), [\d.]+ MiB of heap snapshot\n1\. /);
    expect(suspects.stderr).toMatch(/^heapscale: the process stood still for \d+ ms; its inspector is closed again\n$/);
    expect(readdirSync(folder)).toEqual(['saved.heapsnapshot']);
    const report = snapshotReport(await openSnapshot(join(folder, 'saved.heapsnapshot')));
    expect(report.byType.find(({ type }) => type === 'Session')!.count).toBeGreaterThan(50);
    const tree = await attach(running.pid, '--tree', '--rows', '12');
    expect(tree.stdout).toMatch(/^process .*\n.* objects; .*\nplace +type +count +retains +share\nheap /);
    expect(await failure(running.pid, '--retainers', 'NoSuchClass')).toMatch(/^process \d+ .*--retainers/);
    expect(await accepts(running.debugPort)).toBe(false);
  });

  it('is counted, and its largest instances are listed, without a snapshot and with nothing left behind', async () => {
    const { process: about, byType } = await dataOf(running.pid, '--census');
    const sessions = byType.find(({ type }) => type === 'Session')!.count;
    expect(sessions).toBeGreaterThan(50);
    expect(about).toMatchObject({ pid: running.child.pid, inspector: 'closed again' });
    expect(about.pausesMs).toHaveLength(2);
    expect(Math.min(...about.pausesMs)).toBeGreaterThan(0);
    const found = await dataOf(running.pid, '--largest', 'Session', '--rows', '2');
    const { process: same, count, total, largest, previews } = found;
    expect(same).toMatchObject({ inspector: 'closed again' });
    expect(count).toBe(sessions);
    expect(previews).toHaveLength(2);
    expect(previews[0]).toMatch(/^user: 'user \d+', token: 'token of user \d+ /);
    expect(largest[0].ownBytes).toBeGreaterThanOrEqual(largest[1].ownBytes);
    expect(largest[1].ownBytes * count).toBeGreaterThan(total.bytes / 2);
    expect(String(new LargestInstances(found as unknown as LargestData))).toMatch(
      /^\d+ instances of Session: .*\nown bytes +share +values\n +\d+ B +\d/,
    );
    expect(await failure(running.pid, '--largest', 'NoSuchClass')).toMatch(/no instance of 'NoSuchClass' is alive/);
    expect(await accepts(running.debugPort)).toBe(false);
    // Of what ran there: a class that only heapscale has, the list of objects, the literal.
    const saved = await attach(running.pid, '--snapshot', 'after.heapsnapshot');
    expect(saved.code, saved.stderr).toBe(0);
    const snapshot = await openSnapshot(join(folder, 'after.heapsnapshot'));
    const { byType: left } = snapshotReport(snapshot);
    expect(left.find(({ type }) => type === 'Session')!.count).toBe(sessions);
    expect(readFileSync(join(folder, 'after.heapsnapshot'), 'utf8')).not.toContain('heapscale: a literal');
  });

  it('is sampled without a snapshot', async () => {
    const asked = dataOf(running.pid, '--sample', '2');
    let isOver = false;
    void asked.finally(() => (isOver = true)).catch(() => {});
    while (!isOver) await running.request();
    const { byFunction, process: about } = await asked;
    expect(byFunction.some(({ place }) => /leaking-server\/server\.mjs:\d+$|^node:/.test(place))).toBe(true);
    expect(byFunction.every(({ bytes }, i) => bytes > 0 && (i === 0 || bytes <= byFunction[i - 1].bytes))).toBe(true);
    expect(about.inspector).toBe('closed again');
    expect(await accepts(running.debugPort)).toBe(false);
  });

  it('is refused what makes no sense, before anything happens', async () => {
    expect(await failure(running.pid, '--growth', '0')).toBe(
      "--growth must be a number of seconds, at most 86400; got '0'",
    );
    expect(await failure(running.pid, '--growth', '1', '--suspects')).toMatch(/--growth and --suspects cannot/);
    expect(await failure(running.pid, '--snapshot', 'a', '--sample', '1')).toMatch(/cannot be combined/);
    expect(await failure(running.pid, '--rows', '3')).toMatch(/add --tree/);
    expect(await failure(running.pid, '--largest', '')).toBe("--largest must be the name of a class; got ''");
    expect(await failure(running.pid, '--census', '--growth', '1')).toMatch(/--growth and --census cannot/);
    expect(await failure(running.pid, '--census', '--rows', '3')).toMatch(/add --tree or --largest/);
    expect(await failure()).toMatch(/^name a process/);
    expect(await failure(running.pid, '--snapshot', 'no/such/folder/a')).toMatch(/cannot be written/);
    expect(await accepts(running.debugPort)).toBe(false);
  });
});

describe('an open inspector', () => {
  it('stays open, by host and port and by process id', async () => {
    const port = await freePort();
    const { pid, child } = await start(server, port, '--inspect');
    expect((await dataOf(`127.0.0.1:${port}`)).process).toMatchObject({ pid: child.pid, inspector: 'open as before' });
    expect((await dataOf(pid)).process).toMatchObject({ pid: child.pid, inspector: 'open as before' });
    expect(await accepts(port)).toBe(true);
  });

  it('is asked by a program of this machine, as the proxy of `wrangler dev` demands', async () => {
    const port = await freePort();
    const { child } = await start(server, port, '--inspect');
    const [{ webSocketDebuggerUrl }] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as [
      { webSocketDebuggerUrl: string },
    ];
    // Refuses connections as wrangler does: those without an origin, and those of pages of other hosts.
    const proxy = createHttpServer((_, response) => {
      const { port: own } = proxy.address() as AddressInfo;
      const url = webSocketDebuggerUrl.replace(String(port), String(own));
      response.end(JSON.stringify([{ type: 'node', webSocketDebuggerUrl: url }]));
    });
    proxy.on('upgrade', ({ url, headers }, socket) => {
      socket.on('error', () => {});
      if (headers.origin === undefined || new URL(headers.origin).hostname !== 'localhost')
        return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      const behind = connect(port, '127.0.0.1').on('error', () => {});
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      behind.write(`GET ${url} HTTP/1.1\r\n${lines.join('')}\r\n`);
      socket.pipe(behind).pipe(socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    try {
      const { port: own } = proxy.address() as AddressInfo;
      expect((await dataOf(`127.0.0.1:${own}`, '--census')).process.pid).toBe(child.pid);
    } finally {
      proxy.close();
    }
  });

  it('of another process is not taken for the one that was named', async () => {
    const port = await freePort();
    const other = await start(server, port, '--inspect');
    const { pid } = await start(server, port);
    expect(await failure(pid)).toMatch(/did not open its inspector in 5 s: its port is in use/);
    expect((await fetch(`http://127.0.0.1:${port}/json/list`)).ok).toBe(true);
    expect(other.child.exitCode).toBe(null);
  });
});

describe('a process that cannot be looked into', () => {
  let strange: Server;
  beforeAll(async () => {
    strange = createServer((socket) => socket.on('error', () => {}).end('nothing of the kind\n'));
    await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void strange.close());

  it('does not exist, is not Node, or has no inspector', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    expect(await failure(String(gone.pid))).toBe(`process ${gone.pid}: no such process`);
    // Would be ended by the signal.
    const sleeping = spawn('sleep', ['60']);
    children.push(sleeping);
    await once(sleeping, 'spawn');
    expect(await failure(String(sleeping.pid))).toMatch(/^process \d+ is \w+, not Node/);
    expect(sleeping.exitCode ?? sleeping.signalCode).toBe(null);
    const { port } = strange.address() as AddressInfo;
    expect(await failure(`127.0.0.1:${port}`)).toBe(`127.0.0.1:${port}: no inspector of Node listens there`);
    expect(await failure('127.0.0.1:1')).toBe('127.0.0.1:1: no inspector of Node listens there');
    expect(await failure('server')).toMatch(/^attach takes the id of a process, or host:port/);
  });

  it('ends in the middle', async () => {
    const script = write(
      'ends.mjs',
      "setInterval(() => {}, 1000); console.log(0); process.on('exit', () => {}); setTimeout(() => process.exit(), 4000);",
    );
    const { pid, child } = await start(script, await freePort());
    const exited = once(child, 'exit');
    const before = performance.now();
    expect(await failure(pid, '--growth', '60')).toMatch(/^process \d+.*: the connection was lost/);
    // The process did not have to wait for the end of the 60 seconds.
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - before).toBeLessThan(30_000);
  });

  it('is reported by a Node without a WebSocket', async () => {
    const main = await failureOf(['attach', '1'], { node: ['--no-experimental-websocket'] });
    expect(main).toMatch(/^attach needs the WebSocket of Node 22 or later.*NODE_OPTIONS=--experimental-websocket/);
  });
});
