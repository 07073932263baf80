/** Arguments of a command that runs a script: options, the script, and what belongs to the script. */
import { existsSync } from 'node:fs';
import { CommandError } from './command.ts';

/** The script that a command line names. */
export interface ScriptArguments {
  readonly script: string;
  /** Arguments after the script's name. */
  readonly rest: readonly string[];
}

/** Takes an option, and asks for its value if it has one; false if there is no such option. */
export type TakeOption = (name: string, value: () => string | undefined) => boolean;

/**
 * Reads a command line; undefined if it asks for help.
 *
 * @param verb what the command does with the script, for errors.
 * @throws {CommandError} if an option is unknown, or the script is not named or does not exist.
 */
export function scriptArguments(
  args: readonly string[],
  command: string,
  verb: string,
  take: TakeOption,
): ScriptArguments | undefined {
  let at = 0;
  for (; at < args.length && args[at].startsWith('-'); at++) {
    const [name, inline] = args[at].split(/=(.*)/s);
    if (name === '-h' || name === '--help') return undefined;
    if (!take(name, () => inline ?? args[++at]))
      throw new CommandError(`Unknown option '${name}': see heapscale ${command} --help`);
  }
  const [script, ...rest] = args.slice(at);
  if (script === undefined) throw new CommandError(`name a script to ${verb}: see heapscale ${command} --help`);
  if (!existsSync(script)) throw new CommandError(`${script}: no such file`);
  return { script, rest };
}
