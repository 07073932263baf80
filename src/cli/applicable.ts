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
  const { load, sample, layout, tree, advise, depth, rows } = options;
  const given = { load: load || undefined, sample, layout, tree: tree || undefined, advise: advise || undefined };
  const snapshot = inputs.find(({ kind }) => kind === 'heapsnapshot');
  for (const [name, value] of Object.entries({ ...given, depth, rows })) {
    if (snapshot !== undefined && value !== undefined)
      throw new CommandError(
        `${snapshot.name} is a heap snapshot, which contains V8's own count by type: --${name} does not apply to it`,
      );
  }
  if (load && !inputs.some(({ kind }) => kind === 'jsonl'))
    throw new CommandError('--load applies to files of one record per line (.jsonl); other files are always loaded');
}
