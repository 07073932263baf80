/**
 * Weighs the files of one command: one after another, or on several threads where they are large enough for threads to
 * pay. Each file is weighed by itself, so that the result is the same.
 */
import { statSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import type { PathOptions } from '../paths/path-options.ts';
import { SizeReport } from '../report/size-report.ts';
import type { Input } from './input.ts';
import { progressOf } from './progress.ts';
import type { Progress } from './progress.ts';
import type { ScannedRange } from './scan-lines.ts';
import { ThreadPool } from './thread-pool.ts';
import { isSampled, weighInput } from './weigh-input.ts';
import type { Weighed } from './weigh-input.ts';
import type { WeighOptions } from './weigh-options.ts';
import type { WeighedData, WeighTask } from './weigh-thread.ts';

/** A thread takes a tenth of a second to start and to compile: weighing some megabytes. */
const LEAST_WEIGHED = 8 * 2 ** 20;

/** Bytes of a sampled file that a thread reads at a time: the most, and the least where threads were asked for. */
const RANGE = 64 * 2 ** 20;
const LEAST_RANGE = 2 ** 16;

/** Memory for a file, as a multiple of its size: its content, its values, and what a walk remembers of them. */
const MEMORY: Readonly<Record<Input['kind'], number>> = { json: 8, jsonl: 8, heapsnapshot: 2, module: 0 };
/** How much larger a compressed file becomes. */
const COMPRESSION = 8;
/** Memory for a sample, whatever the size of the file. */
const SAMPLE_MEMORY = 128 * 2 ** 20;

/** How to weigh the files of a command. */
export interface FilesOptions {
  readonly options: WeighOptions;
  /** The arguments that the options were read from. */
  readonly args: readonly string[];
  /** The scripts of the threads, by name. */
  readonly scriptOf: (name: 'scan-thread' | 'weigh-thread') => URL;
  /** Which places to report of a file. */
  readonly placesOf: (input: Input) => PathOptions | undefined;
}

/**
 * The results in the order of the files.
 *
 * @throws {CommandError} for the first file, in this order, that cannot be weighed.
 */
export async function weighFiles(inputs: readonly Input[], files: FilesOptions): Promise<readonly Weighed[]> {
  const { options } = files;
  const shared = inputs.filter((input) => input.path !== '-' && input.kind !== 'module' && !options.facts);
  const threads = Math.min(options.threads ?? availableParallelism(), ways(shared, options));
  if (threads < 2) return inOrder(inputs, ({ input, progress }) => weighHere(input, files, progress));
  const script = files.scriptOf(shared.length === 1 ? 'scan-thread' : 'weigh-thread');
  const pool = new ThreadPool(script, threads, availableMemory() / 2, files.args);
  try {
    if (shared.length === 1) return await inOrder(inputs, (each) => weighInRanges(each, files, pool, threads));
    return await weighTogether(inputs, shared, files, pool);
  } finally {
    await pool.end();
  }
}

/** On how many threads the work can be done. */
function ways(shared: readonly Input[], options: WeighOptions): number {
  const isAsked = options.threads !== undefined;
  if (shared.length === 1) {
    const [input] = shared;
    if (!isSampled(input, options)) return 1;
    // Two threads were no quicker than one (benchmarks/README.md), so it takes a user who knows that more are.
    return isAsked ? Math.floor(input.size! / LEAST_RANGE) : 1;
  }
  const bytes = shared.reduce((sum, input) => sum + bytesOf(input), 0);
  return isAsked || bytes >= LEAST_WEIGHED ? shared.length : 1;
}

function bytesOf({ path, size }: Input): number {
  return size ?? statSync(path).size * COMPRESSION;
}

function availableMemory(): number {
  // Since Node 20.13; it knows the limits of a container.
  const { availableMemory: ask } = process as NodeJS.Process & { availableMemory?: () => number };
  return ask?.() ?? freemem();
}

interface Turn {
  readonly input: Input;
  readonly progress: Progress;
}

async function inOrder(inputs: readonly Input[], weigh: (turn: Turn) => Promise<Weighed>): Promise<Weighed[]> {
  const weighed: Weighed[] = [];
  for (const input of inputs) {
    const progress = progressOf(input.name);
    try {
      weighed.push(await weigh({ input, progress }));
    } finally {
      progress.end();
    }
  }
  return weighed;
}

function weighHere(input: Input, { options, placesOf }: FilesOptions, progress: Progress): Promise<Weighed> {
  return weighInput(input, options, placesOf(input), progress);
}

/** One large file, which is sampled. */
function weighInRanges(
  { input, progress }: Turn,
  { options, placesOf }: FilesOptions,
  pool: ThreadPool,
  threads: number,
) {
  return weighInput(input, options, placesOf(input), progress, {
    // Several for each thread, since some end before others.
    rangeBytes: Math.min(RANGE, Math.max(LEAST_RANGE, input.size! / (4 * threads))),
    scan: async (range, onRead) => (await pool.run(range, 0, onRead)) as ScannedRange,
  });
}

async function weighTogether(
  inputs: readonly Input[],
  shared: readonly Input[],
  files: FilesOptions,
  pool: ThreadPool,
): Promise<Weighed[]> {
  const progress = progressOf(`${shared.length} files`);
  const sizes = shared.map(({ size }) => size);
  const total = sizes.includes(undefined) ? undefined : shared.reduce((sum, { size }) => sum + size!, 0);
  const read = new Float64Array(shared.length);
  const results = new Map(
    shared.map((input, i) => {
      const { path, kind } = input;
      const cost = isSampled(input, files.options) ? SAMPLE_MEMORY : bytesOf(input) * MEMORY[kind];
      const task: WeighTask = { file: path, paths: files.placesOf(input) };
      const result = pool.run(task, cost, (bytes) => {
        read[i] = bytes;
        progress.read(
          read.reduce((sum, each) => sum + each, 0),
          total,
        );
      });
      // The first error in the order of the files is reported; a later file may have failed before.
      result.catch(() => {});
      return [input, result] as const;
    }),
  );
  const weighed: Weighed[] = [];
  try {
    for (const input of inputs) {
      const result = results.get(input);
      weighed.push(
        result === undefined ? await weighHere(input, files, progress) : fromData((await result) as WeighedData),
      );
    }
  } finally {
    progress.end();
  }
  return weighed;
}

function fromData({ report, advice, ...rest }: WeighedData): Weighed {
  return {
    ...rest,
    report: new SizeReport(report),
    advice: advice && { toString: () => advice.text, toJSON: () => advice.data },
  };
}
