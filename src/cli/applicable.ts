/** Rejects options that do not apply to a file's kind before anything is read: no option is silently ignored. */
import { CommandError } from './command.ts';
import type { Input } from './input.ts';
import type { WeighOptions } from './weigh-options.ts';

/**
 * Checks the options against what the files are.
 *
 * @throws {CommandError} if an option does not apply to one of them.
 */
export function checkApplicable(inputs: readonly Input[], options: WeighOptions): void {
  const { load, sample, layout, facts, calibration, diff, question } = options;
  const snapshot = inputs.find(({ kind }) => kind === 'heapsnapshot');
  const given = { load: load || undefined, sample, layout, facts: facts || undefined, calibration };
  for (const [name, value] of Object.entries(given)) {
    if (snapshot !== undefined && value !== undefined)
      throw new CommandError(
        `${snapshot.name} is a heap snapshot, which contains V8's own count: --${name} does not apply to it` +
          (name === 'layout' ? ' (--forecast NAME says what it would weigh on another engine)' : ''),
      );
  }
  const other = inputs.find(({ kind }) => kind !== 'heapsnapshot');
  if (question !== undefined && other !== undefined)
    throw new CommandError(`${other.name} is not a heap snapshot: --${question.name} does not apply to it`);
  if (diff && inputs.length > 2 && other !== undefined)
    throw new CommandError(`--diff compares two files, or several heap snapshots; ${other.name} is not one`);
  if (load && !inputs.some(({ kind }) => kind === 'jsonl'))
    throw new CommandError('--load applies to files of one record per line (.jsonl); other files are always loaded');
}
