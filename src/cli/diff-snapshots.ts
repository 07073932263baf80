/** `--diff` of heap snapshots: one file is read and summarized after the other, so that one is in memory at a time. */
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
    // What is left of the file before is outside V8's heap, where V8 notices it late.
    if (summaries.length > 0) collector()();
    const progress = progressOf(input.name);
    try {
      summaries.push(summarizeSnapshot((await readSnapshotInput(input, progress)).snapshot));
    } finally {
      progress.end();
    }
  }
  return diffSnapshots(summaries);
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
