/** Memory over time, as written by the sampled process. */
import { formatBytes } from '../report/bytes.ts';

/** The process at one moment; figures are bytes. */
export interface Sample {
  /** Milliseconds since the first line. */
  readonly ms: number;
  readonly heapBytes: number;
  readonly externalBytes: number;
  readonly rssBytes: number;
  /** True if the main thread did not answer: heap and external memory are those of the previous sample. */
  readonly stale: boolean;
}

/** A moment that the script marked. */
export interface Mark {
  readonly ms: number;
  readonly name: string;
}

/** The samples and marks of a run. */
export interface Timeline {
  readonly samples: readonly Sample[];
  readonly marks: readonly Mark[];
}

/** Parses the lines; the last may be truncated by the end of the process. */
export function parseTimeline(text: string): Timeline {
  const samples: Sample[] = [];
  const marks: Mark[] = [];
  let begin: number | undefined;
  for (const line of text.split('\n')) {
    let row: { at: number; mark?: string } & Omit<Sample, 'ms'>;
    try {
      row = JSON.parse(line) as typeof row;
    } catch {
      continue;
    }
    begin ??= row.at;
    const ms = Math.max(0, row.at - begin);
    if (row.mark !== undefined) marks.push({ ms, name: row.mark });
    else
      samples.push({
        ms,
        heapBytes: row.heapBytes,
        externalBytes: row.externalBytes,
        rssBytes: row.rssBytes,
        stale: row.stale,
      });
  }
  return { samples, marks };
}

/** One line: the peak of each figure, and the duration. */
export function timelineSummary({ samples }: Timeline): string {
  if (samples.length === 0) return 'no samples: the process ended before the first';
  const most = (read: (sample: Sample) => number): string => formatBytes(Math.max(...samples.map(read)));
  const stale = samples.filter((sample) => sample.stale).length;
  return (
    `peak RSS ${most((sample) => sample.rssBytes)}, heap ${most((sample) => sample.heapBytes)}, ` +
    `external ${most((sample) => sample.externalBytes)}; ` +
    `${(samples[samples.length - 1].ms / 1000).toFixed(1)} s, ${samples.length} samples` +
    (stale === 0 ? '' : `, ${stale} with the main thread blocked`)
  );
}
