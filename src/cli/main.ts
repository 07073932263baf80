#!/usr/bin/env node
/** `npx heapscale`: finds the command and runs it. A command is one line in the table; its code is loaded when it is asked for. */
import { createRequire } from 'node:module';
import { CommandError, EXIT } from './command.ts';
import type { Command } from './command.ts';
import { helpOf } from './help.ts';
import { printable } from '../report/table.ts';

/** By the first word; anything else is a file to be weighed. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Command> }>> = {
  weigh: {
    summary: 'FILE... weighs files; the same without the word',
    load: async () => (await import('./weigh-command.ts')).weighCommand,
  },
  profile: {
    summary: 'SCRIPT [--function NAME]  memory by source line of a function that a module exports',
    load: async () => (await import('./profile-command.ts')).profileCommand,
  },
  run: {
    summary: 'SCRIPT [ARGUMENTS]  runs a script, tells and draws its memory over time',
    load: async () => (await import('./run-command.ts')).runCommand,
  },
};

async function main([first, ...rest]: readonly string[]): Promise<number> {
  if (first === '--version' || first === '-v') {
    const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
    process.stdout.write(`${version}\n`);
    return EXIT.ok;
  }
  if (first === '--help' || first === '-h') {
    process.stdout.write(helpOf(Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary])));
    return EXIT.ok;
  }
  if (first === undefined || !Object.hasOwn(COMMANDS, first))
    return (await COMMANDS.weigh.load())(first === undefined ? [] : [first, ...rest]);
  return (await COMMANDS[first].load())(rest);
}

/** A reader that has seen enough (`heapscale ... | head`) is no error; what was destroyed for it is not written either. */
function isQuiet({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}

async function run(): Promise<void> {
  // Listened to so that it ends nothing here: the last write below is told of it, too. What stderr cannot take is not said.
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
  // A weighed module may have left timers or sockets behind; what was written goes out first.
  process.stdout.write('', (error) => {
    lost ??= error ?? undefined;
    if (lost !== undefined && !isQuiet(lost)) {
      code = EXIT.failed;
      process.stderr.write(`heapscale: standard output cannot be written: ${lost.message}\n`);
    }
    process.stderr.write('', () => process.exit(code));
  });
}

void run();
