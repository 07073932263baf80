/**
 * `heapscale run SCRIPT`: runs a script in a separate process and reports its memory over time; exits with the script's
 * exit code or signal.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CommandError, EXIT } from './command.ts';
import { scriptArguments } from './script-arguments.ts';
import { parseTimeline, timelineSummary } from './timeline.ts';
import { timelineSvg } from './timeline-svg.ts';

const HELP = `heapscale run [OPTIONS] SCRIPT [ARGUMENTS]   memory over time

Runs the script with ARGUMENTS on this terminal, and writes one line of figures to standard error
when it has ended.
Heap is that of the main thread; RSS that of the process, including some 10 MB of the sampling thread.
  --svg FILE    draws RSS, heap, external memory, and the moments that markMemory(name) marks
  --json FILE   the samples as data
  --every MS    time between samples, default 50
  -h, --help    show this help
Exits with the script's exit code or signal.
`;

interface RunOptions {
  svg?: string;
  json?: string;
  every: number;
}

/** Runs the command. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const options: RunOptions = { every: 50 };
  const given = scriptArguments(args, 'run', 'run', (name, next) => {
    if (name !== '--svg' && name !== '--json' && name !== '--every') return false;
    const value = next();
    if (value === undefined || value === '') throw new CommandError(`${name} needs a value: see heapscale run --help`);
    if (name === '--svg') options.svg = value;
    else if (name === '--json') options.json = value;
    else options.every = toEvery(value);
    return true;
  });
  if (given !== undefined) return runScript(given.script, given.rest, options);
  process.stdout.write(HELP);
  return EXIT.ok;
}

function toEvery(text: string): number {
  const every = Number(text);
  if (!Number.isFinite(every) || every < 1)
    throw new CommandError(`--every must be a number of milliseconds of at least 1; got '${text}'`);
  return every;
}

/**
 * Signals to forward to the script. An interrupt (SIGINT) from a terminal reaches it directly, so that one is forwarded
 * only where there is no terminal.
 */
const PASSED: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGUSR2'];

async function runScript(script: string, args: readonly string[], options: RunOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-run-'));
  const file = join(folder, 'samples.jsonl');
  try {
    writeFileSync(file, '');
    const preload = new URL(`./timeline-preload${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)
      .href;
    const child = spawn(process.execPath, [...process.execArgv, '--import', preload, script, ...args], {
      stdio: 'inherit',
      env: { ...process.env, HEAPSCALE_TIMELINE: file, HEAPSCALE_EVERY: String(options.every) },
    });
    const ignore = (): void => {};
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    const isInTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
    const interrupt = isInTerminal ? ignore : pass;
    process.on('SIGINT', interrupt);
    for (const signal of PASSED) process.on(signal, pass);
    const ended = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    process.removeListener('SIGINT', interrupt);
    for (const signal of PASSED) process.removeListener(signal, pass);
    report(readFileSync(file, 'utf8'), script, options);
    if (ended.signal === null) return ended.code ?? EXIT.failed;
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, ended.signal);
    // If this process survives the signal, the exit code is that of a shell.
    return 128 + constants.signals[ended.signal];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(text: string, script: string, { svg, json }: RunOptions): void {
  const timeline = parseTimeline(text);
  process.stderr.write(`${timelineSummary(timeline)}\n`);
  if (svg !== undefined) write(svg, timelineSvg(timeline, basename(script)));
  if (json !== undefined) write(json, `${JSON.stringify(timeline)}\n`);
}

/** A failed write does not change the script's exit code. */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    process.stderr.write(`heapscale: ${file} cannot be written: ${(cause as Error).message}\n`);
  }
}
