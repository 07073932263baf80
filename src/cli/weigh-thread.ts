/** A worker thread of `heapscale FILE...` that weighs whole files. */
import { workerData } from 'node:worker_threads';
import type { PathOptions } from '../paths/path-options.ts';
import { inputOf } from './input.ts';
import type { Progress } from './progress.ts';
import { doTasks } from './thread-tasks.ts';
import { weighInput } from './weigh-input.ts';
import type { Weighed } from './weigh-input.ts';
import { parseWeighOptions } from './weigh-options.ts';

/** A file to weigh. */
export interface WeighTask {
  readonly file: string;
  readonly paths: PathOptions | undefined;
}

/** A file as it was weighed, as plain data. */
export type WeighedData = Omit<Weighed, 'report' | 'advice'> & {
  readonly report: ReturnType<Weighed['report']['toJSON']>;
  readonly advice: { readonly text: string; readonly data: unknown } | undefined;
};

const options = parseWeighOptions(workerData as readonly string[]);

doTasks<WeighTask>(weighed);

async function weighed({ file, paths }: WeighTask, onRead: (bytes: number) => void): Promise<WeighedData> {
  const progress: Progress = { read: onRead, weighed() {}, end() {} };
  const { report, advice, ...rest } = await weighInput(await inputOf(file, options.kind), options, paths, progress);
  return {
    ...rest,
    report: report.toJSON(),
    advice: advice && { text: String(advice), data: JSON.parse(JSON.stringify(advice)) as unknown },
  };
}
