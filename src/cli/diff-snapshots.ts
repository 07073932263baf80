/** `--diff` of heap snapshots: one file is read and summarized after the other, so that one is in memory at a time. */
import { setImmediate } from 'node:timers/promises';
import { collector } from '../heap/collector.ts';
import { toOneLine } from '../report/pictures/escape-markup.ts';
import { diffSnapshots } from '../snapshot/diff-snapshots.ts';
import type { SnapshotDiff } from '../snapshot/diff-snapshots.ts';
import { summarizeSnapshot } from '../snapshot/summarize-snapshot.ts';
import type { SnapshotSummary } from '../snapshot/summarize-snapshot.ts';
import type { Colours } from './colour.ts';
import type { Input } from './input.ts';
import { progressOf } from './progress.ts';
import { readSnapshotInput } from './read-snapshot-input.ts';

/** What grew from the first file to the last. */
export async function diffOfInputs(inputs: readonly Input[]): Promise<SnapshotDiff> {
  const summaries: SnapshotSummary[] = [];
  for (const input of inputs) {
    if (summaries.length > 0) await forgotten();
    const progress = progressOf(input.name);
    try {
      summaries.push(summarizeSnapshot((await readSnapshotInput(input, progress)).snapshot));
    } finally {
      progress.end();
    }
  }
  return diffSnapshots(summaries);
}

/**
 * Frees what is left of a file: its columns are outside V8's heap, where V8 notices them late, and it frees those that
 * one collection finds when the next one begins.
 */
async function forgotten(): Promise<void> {
  collector()();
  await setImmediate();
  collector()();
}

/** The difference as a table or as data, with a trailing newline. */
export function printedSnapshotDiff(
  inputs: readonly Input[],
  diff: SnapshotDiff,
  isJson: boolean,
  { bold, dim }: Colours,
): string {
  const files = inputs.map(({ name }) => name);
  if (isJson) return `${JSON.stringify({ files, ...diff.toJSON() }, undefined, 2)}\n`;
  const [first, ...lines] = String(diff).split('\n');
  const painted = lines.map((line) => (/^type {2,}|^note: /.test(line) ? dim(line) : line));
  return `${[bold(files.map(toOneLine).join(' → ')), bold(first), ...painted].join('\n')}\n`;
}
