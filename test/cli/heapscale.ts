/** Runs the built command line as a shell would. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect } from 'vitest';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a run ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run gets. */
export interface Surroundings {
  readonly input?: string | Buffer;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly node?: readonly string[];
}

/**
 * Runs `heapscale` with these words; `input` goes to its standard input. A worker thread starts in a third of the time
 * of a process, which is what it takes where options of Node are given.
 */
export async function heapscale(args: readonly string[], surroundings: Surroundings = {}): Promise<Run> {
  const { cwd, env = {}, node, input = '' } = surroundings;
  const { NO_COLOR, FORCE_COLOR, ...clean } = process.env;
  const options = { env: { ...clean, ...env } };
  if (node !== undefined) {
    const child = spawn(process.execPath, [...node, main, ...args], { ...options, cwd });
    return ended(child.stdin, child.stdout, child.stderr, input, once(child, 'close'));
  }
  const before = process.cwd();
  // A worker has the folder of its process, in which one test runs at a time.
  if (cwd !== undefined) process.chdir(cwd);
  try {
    const worker = new Worker(main, { ...options, argv: [...args], stdin: true, stdout: true, stderr: true });
    return await ended(worker.stdin!, worker.stdout, worker.stderr, input, once(worker, 'exit'));
  } finally {
    process.chdir(before);
  }
}

async function ended(
  stdin: Writable,
  stdout: Readable,
  stderr: Readable,
  input: string | Buffer,
  end: Promise<unknown[]>,
): Promise<Run> {
  const texts = Promise.all([text(stdout), text(stderr)]);
  // A command that ends without reading closes the pipe.
  stdin.on('error', () => {});
  stdin.end(input);
  const [code] = (await end) as [number | null];
  const [out, err] = await texts;
  return { code, stdout: out, stderr: err };
}

/** A folder that is gone after the tests, and how to put files into it. */
export function scratch(): {
  readonly folder: string;
  write(name: string, text: string | Buffer): string;
  remove(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-cli-'));
  return {
    folder,
    write(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Runs what goes wrong and gives its message: exit code 2 and one line on stderr, nothing on stdout. */
export async function failure(args: readonly string[], options: Parameters<typeof heapscale>[1]): Promise<string> {
  const { code, stdout, stderr } = await heapscale(args, options);
  expect(stdout, args.join(' ')).toBe('');
  expect(code, stderr).toBe(2);
  expect(stderr.match(/\n/g)).toHaveLength(1);
  expect(stderr).toMatch(/^heapscale: /);
  return stderr.slice('heapscale: '.length).trimEnd();
}
