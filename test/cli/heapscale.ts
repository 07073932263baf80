/** Runs the built command line as a shell would. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** How a run ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `heapscale` with these words; `input` goes to its standard input. */
export function heapscale(
  args: readonly string[],
  {
    input = '',
    cwd,
    env = {},
    node = [],
  }: { input?: string | Buffer; cwd?: string; env?: Readonly<Record<string, string>>; node?: readonly string[] } = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const { NO_COLOR, FORCE_COLOR, ...clean } = process.env;
    const child = spawn(process.execPath, [...node, main, ...args], { cwd, env: { ...clean, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
    // A command that ends without reading closes the pipe.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
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
