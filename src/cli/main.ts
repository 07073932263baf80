#!/usr/bin/env node
/** `npx heapscale`: finds the command and runs it. A command is one line in the table; its code is loaded when it is asked for. */
import { createRequire } from 'node:module';
import { CommandError, EXIT } from './command.ts';
import type { Command } from './command.ts';
import { printable } from '../report/table.ts';

/** By the first word; anything else is a file to be weighed. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  weigh: async () => (await import('./weigh-command.ts')).weighCommand,
};

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--version') || args.includes('-v')) {
    const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
    process.stdout.write(`${version}\n`);
    return EXIT.ok;
  }
  const isNamed = args.length > 0 && Object.hasOwn(COMMANDS, args[0]);
  const command = await COMMANDS[isNamed ? args[0] : 'weigh']();
  return command(isNamed ? args.slice(1) : args);
}

/** A reader that has seen enough (`heapscale ... | head`) is no error. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
}

async function run(): Promise<void> {
  process.stdout.on('error', endQuietly);
  process.stderr.on('error', endQuietly);
  let code: number;
  try {
    code = await main(process.argv.slice(2));
  } catch (error) {
    code = EXIT.failed;
    const isExpected = error instanceof CommandError;
    process.stderr.write(`heapscale: ${isExpected ? printable(error.message) : ((error as Error)?.stack ?? String(error))}\n`);
  }
  // A weighed module may have left timers or sockets behind; what was written goes out first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

void run();
