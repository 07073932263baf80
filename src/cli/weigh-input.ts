/** One input: read by kind, loaded or sampled, and turned into a report. */
import { advise } from '../advice/advise.ts';
import { deepSizeOf } from '../measure/deep-size-of.ts';
import { deepSizeOfAsync } from '../measure/deep-size-of-async.ts';
import { engineFacts } from '../heap/facts/engine-facts.ts';
import { snapshotReport } from '../heap/snapshot-report.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import type { PathOptions } from '../paths/path-options.ts';
import type { SizeReport } from '../report/size-report.ts';
import { sizeOfRecords } from '../measure/sampling/size-of-records.ts';
import { pairsOf } from '../measure/sampling/pair.ts';
import { layoutOf } from '../layout/detect.ts';
import { walkOptionsOf, weighOptionsOf } from '../measure/options.ts';
import { checkRecord, parseRecord } from './check-record.ts';
import { CommandError } from './command.ts';
import type { Input } from './input.ts';
import type { Progress } from './progress.ts';
import { readJson } from './read-json.ts';
import { readLines } from './read-lines.ts';
import type { Lines } from './read-lines.ts';
import { readModule } from './read-module.ts';
import { readSnapshotInput } from './read-snapshot-input.ts';
import { sampleFile } from './sample-file.ts';
import type { SampleOptions } from './sample-file.ts';
import { adviceIn } from '../snapshot/advice-in.ts';
import { snapshotTree } from '../snapshot/snapshot-tree.ts';
import type { WeighOptions } from './weigh-options.ts';

/** JSONL files up to this size are loaded and weighed with their places; larger ones are sampled. */
const LOADED_UP_TO = 64 * 2 ** 20;

/** Default sample size: the standard error of the mean is then a hundredth of the standard deviation. */
const SAMPLE = 10_000;

const SEED = 1;

/** The result of weighing one input. */
export interface Weighed {
  readonly name: string;
  /** A description of the input: `77 KiB of JSON`. */
  readonly kind: Input['kind'];
  /** Bytes of the file; undefined for a module. */
  readonly bytes: number | undefined;
  /** Number of records of a JSONL file. */
  readonly records: number | undefined;
  /** Number of parsed records of a sample; undefined if all were parsed. */
  readonly parsed?: number | undefined;
  readonly report: SizeReport;
  /** What could be smaller, if requested. */
  readonly advice?: PrintedAdvice | undefined;
}

/** Advice, as far as it is printed. */
export interface PrintedAdvice {
  toString(): string;
  toJSON(): unknown;
}

/** How the ranges of a sampled file are read, if not one after another. */
export type Ranges = Pick<SampleOptions, 'scan' | 'rangeBytes'>;

/** True for a file of records that is read in ranges: one of known size, of which only a sample is parsed. */
export function isSampled({ kind, size }: Input, { load, sample }: WeighOptions): boolean {
  return kind === 'jsonl' && size !== undefined && !load && (sample !== undefined || size > LOADED_UP_TO);
}

/** Reads and weighs an input; `paths` limits the places to report, if there are any. */
export async function weighInput(
  input: Input,
  options: WeighOptions,
  paths: PathOptions | undefined,
  progress: Progress,
  ranges: Ranges = {},
): Promise<Weighed> {
  const { name, kind } = input;
  if (kind === 'heapsnapshot') return weighSnapshot(input, options, paths, progress);
  if (kind === 'jsonl')
    return weighLines(input, await linesOf(input, options, progress, ranges), options, paths, progress);
  const { value, bytes } =
    kind === 'module' ? { value: await readModule(input.path), bytes: undefined } : await readJson(input, progress);
  return { name, kind, bytes, records: undefined, ...(await weighValue(value, input, options, paths, progress)) };
}

async function weighValue(
  value: unknown,
  { valueName }: Input,
  { layout, calibration, sample, advise: wantsAdvice, facts: asksEngine }: WeighOptions,
  paths: PathOptions | undefined,
  progress: Progress,
): Promise<Pick<Weighed, 'report' | 'advice'>> {
  const facts = asksEngine ? askedFacts() : undefined;
  const report =
    sample === undefined
      ? await deepSizeOfAsync(value, {
          layout,
          facts,
          calibration,
          paths,
          onProgress: ({ objects }) => progress.weighed(objects),
        })
      : deepSizeOf(value, { layout, facts, calibration, sample });
  return { report, advice: wantsAdvice ? advise(value, { layout, name: valueName }) : undefined };
}

/** @throws {CommandError} if V8 cannot be asked. */
function askedFacts(): EngineFacts {
  try {
    return engineFacts();
  } catch (cause) {
    throw new CommandError(`--facts: ${(cause as Error).message}`, { cause });
  }
}

async function linesOf(input: Input, options: WeighOptions, progress: Progress, ranges: Ranges): Promise<Lines> {
  const { name, path, size } = input;
  const sample = options.sample ?? SAMPLE;
  const onRead = (bytes: number): void => progress.read(bytes, size);
  if (isSampled(input, options)) return sampleFile(name, path, size!, { sample, seed: SEED, onRead, ...ranges });
  return readLines(name, input.bytes, {
    wholeUpTo: options.load ? Infinity : options.sample === undefined ? LOADED_UP_TO : 0,
    sample,
    seed: SEED,
    onRead,
    check: (bytes, number) => checkRecord(name, bytes, number),
  });
}

async function weighLines(
  input: Input,
  lines: Lines,
  options: WeighOptions,
  paths: PathOptions | undefined,
  progress: Progress,
): Promise<Weighed> {
  const { name, kind } = input;
  if (lines.count === 0) throw new CommandError(`${name} is empty`);
  const measured = { layout: options.layout, facts: options.facts ? askedFacts() : undefined };
  const records = lines.kept.map(({ number, bytes }) => parseRecord(name, bytes, number));
  const weighed =
    records.length === lines.count
      ? await weighValue(records, input, { ...options, sample: undefined }, paths, progress)
      : {
          parsed: records.length,
          report: sizeOfRecords(
            records,
            lines.count,
            walkOptionsOf(measured),
            weighOptionsOf(measured),
            SEED,
            pairsOf(options.calibration, layoutOf(options.layout)),
          ),
        };
  return { name, kind, bytes: lines.bytes, records: lines.count, ...weighed };
}

async function weighSnapshot(
  input: Input,
  options: WeighOptions,
  paths: PathOptions | undefined,
  progress: Progress,
): Promise<Weighed> {
  const { name, kind } = input;
  const { snapshot, bytes } = await readSnapshotInput(input, progress);
  return {
    name,
    kind,
    bytes,
    records: undefined,
    report: paths === undefined ? snapshotReport(snapshot) : snapshotTree(snapshot, paths),
    advice: options.advise ? adviceIn(snapshot) : undefined,
  };
}
