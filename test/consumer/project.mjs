// Fresh projects with the packed tarball in them, and the commands that are run there: several consumers at a time, since each
// waits for one process after the other.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sideBySide } from '../../benchmarks/engines/side-by-side.mjs';

const here = fileURLToPath(new URL('./', import.meta.url));
export const root = resolve(here, '../..');
export const base = join(root, '.engines/consumers');

/** Runs a command to its end. */
async function outcome(folder, [command, ...rest], env) {
  const child = spawn(command, rest, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => child.kill();
  process.on('exit', kill);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => (output += text));
  }
  const [status] = await once(child, 'close');
  process.off('exit', kill);
  return { status, output };
}

/** One consumer: its projects, its commands, and how many of its checks hold. */
export class Consumer {
  checks = 0;
  lines = [];
  #tarball;

  constructor(tarball) {
    this.#tarball = tarball;
  }

  /**
   * Makes a fresh project with the tarball in it; `install` has more options for npm. `alone` is for tools that would find the
   * configuration of this repository above it.
   */
  async project(name, { type, dependencies, files, install = [], alone = false }) {
    const folder = join(alone ? join(tmpdir(), 'heapscale-consumers') : base, name);
    mkdirSync(folder, { recursive: true });
    for (const entry of readdirSync(folder))
      if (entry !== 'node_modules') rmSync(join(folder, entry), { recursive: true });
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, type, dependencies })}\n`);
    const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--silent', '--no-save'];
    const { status, output } = await outcome(
      folder,
      ['npm', 'install', ...quiet, ...install, this.#tarball],
      process.env,
    );
    if (status !== 0) throw new Error(`${name}: npm install ended with ${status}\n${output}`);
    for (const [from, to] of Object.entries(files)) cpSync(join(here, from), join(folder, to), { recursive: true });
    return folder;
  }

  /** Runs a command, and holds its outcome and output against what is expected. */
  async run(what, folder, command, { env = {}, fails = false, says = [] } = {}) {
    const { CI: _, ...rest } = process.env;
    const { status, output } = await outcome(folder, command, { ...rest, NO_COLOR: '1', FORCE_COLOR: '0', ...env });
    const isSaid = (text) =>
      typeof text === 'string' ? output.includes(text) : typeof text === 'function' ? text(output) : text.test(output);
    const missing = says.filter((text) => !isSaid(text));
    if ((status !== 0) !== fails || missing.length > 0) {
      throw new Error(
        `${what}: exit code ${status}, expected ${fails ? 'a failure' : 'success'}; not said: ${missing.map(String).join(' | ') || '(nothing)'}\n${output}`,
      );
    }
    this.holds(`${what}: ${fails ? 'fails as it should' : 'passes'}`);
  }

  /** Notes a check that holds. */
  holds(line) {
    this.checks++;
    this.lines.push(line);
  }
}

/**
 * Runs all consumers, one more at a time than there are cores, since installing waits for the network; returns the number of
 * checks.
 */
export async function runAll(consumers, tarball) {
  const checks = await sideBySide(
    Object.entries(consumers).map(([name, run]) => async () => {
      const consumer = new Consumer(tarball);
      const start = performance.now();
      await run(consumer);
      console.log(`${name} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
      for (const line of consumer.lines) console.log(`  ${line}`);
      return consumer.checks;
    }),
    1,
  );
  return checks.reduce((sum, count) => sum + count, 0);
}
