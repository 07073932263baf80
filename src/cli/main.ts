#!/usr/bin/env node
/**
 * `npx heapscale`: finds the command and runs it. Each command is one row of the table; its code is loaded on demand.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CommandError, EXIT } from './command.ts';
import type { Command } from './command.ts';
import { helpOf } from './help.ts';
import { writeResult } from './stdout.ts';
import { printable } from '../report/table.ts';

/** Commands by first argument; any other argument is a file to weigh. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Command> }>> = {
  weigh: {
    summary: 'FILE... weighs files; the default command',
    load: async () => (await import('./weigh-command.ts')).weighCommand,
  },
  profile: {
    summary: 'SCRIPT [--function NAME]  memory by source line of a function that a module exports',
    load: async () => (await import('./profile-command.ts')).profileCommand,
  },
  check: {
    summary: '[--baseline FILE] [--markdown]  budgets and growth of the values that heapscale.config.mjs names',
    load: async () => (await import('./check-command.ts')).checkCommand,
  },
  calibrate: {
    summary: '--import MODULE --out FILE  learns from V8 how it stores what a module exports',
    load: async () => (await import('./calibrate-command.ts')).calibrateCommand,
  },
  doctor: {
    summary: "[--json]  engine, layout, flags, and a self-test against V8's own count",
    load: async () => (await import('./doctor-command.ts')).doctorCommand,
  },
  attach: {
    summary: 'PID | HOST:PORT  what is alive in a running process, what grew, who holds it',
    load: async () => (await import('./attach-command.ts')).attachCommand,
  },
  imports: {
    summary: 'SCRIPT [ARGUMENTS]  what each module costs that a script imports, as a tree: bytes and time',
    load: async () => (await import('./imports-command.ts')).importsCommand,
  },
  run: {
    summary: 'SCRIPT [ARGUMENTS]  runs a script, reports and draws its memory over time',
    load: async () => (await import('./run-command.ts')).runCommand,
  },
};

async function main([first, ...rest]: readonly string[]): Promise<number> {
  if (first === '--version' || first === '-v') {
    const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
    writeResult(`${version}\n`);
    return EXIT.ok;
  }
  if (first === '--help' || first === '-h') {
    writeResult(helpOf(Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary])));
    return EXIT.ok;
  }
  if (first !== undefined && /^[a-z]+$/.test(first) && !Object.hasOwn(COMMANDS, first) && !existsSync(first))
    throw new CommandError(`${first}: no such file, and no command; commands: ${Object.keys(COMMANDS).join(', ')}`);
  if (first === undefined || !Object.hasOwn(COMMANDS, first))
    return (await COMMANDS.weigh.load())(first === undefined ? [] : [first, ...rest]);
  return (await COMMANDS[first].load())(rest);
}

/** A reader that closes the pipe early (`heapscale ... | head`) is not an error. */
function isQuiet({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

async function run(): Promise<void> {
  // Without a listener an error would end the process here; the last write below also receives it. Errors of stderr are
  // ignored.
  let lost: NodeJS.ErrnoException | undefined;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => void (lost ??= error));
  process.stderr.on('error', () => {});
  let code: number;
  try {
    code = await main(process.argv.slice(2));
  } catch (error) {
    code = EXIT.failed;
    const isExpected = error instanceof CommandError;
    process.stderr.write(
      `heapscale: ${isExpected ? printable(error.message) : ((error as Error)?.stack ?? String(error))}\n`,
    );
  }
  // An imported module may have left timers or sockets open; the output is flushed first.
  writeResult('', (error) => {
    lost ??= error ?? undefined;
    if (lost !== undefined && !isQuiet(lost)) {
      code = EXIT.failed;
      process.stderr.write(`heapscale: standard output cannot be written: ${lost.message}\n`);
    }
    process.stderr.write('', () => process.exit(code));
  });
}

void run();
