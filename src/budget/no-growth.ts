/** assertNoGrowth: a repeated step must not leave anything behind. */
import { checkFunction, integer } from '../platform/argument-checks.ts';
import { floor } from '../platform/math.ts';
import { addNames, ownOptions, withOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { deepReport } from '../measure/deep-size-of.ts';
import { checkValues } from '../measure/options.ts';
import { formatBytes } from '../report/bytes.ts';
import { diffSizes } from '../report/size-diff.ts';
import { formatCount } from '../report/table.ts';
import type { HiddenRow } from '../report/report-data.ts';
import type { SizeReport } from '../report/size-report.ts';
import { toAssertionError } from './assertion-error.ts';
import { allowedOf, CHECK_NAMES } from './check-options.ts';
import type { CheckOptions } from './check-options.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import { entriesOf, totalOf } from './entries.ts';
import { bothUnits, LET_GO } from './explanation.ts';
import { explainUnseen, revealIfPossible, unseenOf } from './hidden.ts';
import { leakSearch } from '../watch/leak-search.ts';
import { minSamplesOf, REPEATED_STEP, riseOf, risePerSample } from '../watch/growth-criterion.ts';

/** The value to watch, and how often. */
export interface NoGrowthOptions extends CheckOptions {
  /**
   * Returns the value that must not grow; called after every run, so it may be another object each time.
   *
   * @defaultValue the whole process is searched for what the runs leave behind, as by `findLeaks` of `heapscale/node`
   */
  readonly of?: (() => unknown) | undefined;
  /**
   * Number of measured runs, at least 8.
   *
   * @defaultValue `24`: four parts of six, so that each part contains the low of a sawtooth of up to six runs
   */
  readonly runs?: number | undefined;
  /**
   * Number of runs before the first measured one, for caches that fill and one-time initialisation.
   *
   * @defaultValue `8`
   */
  readonly warmUp?: number | undefined;
}

const NO_GROWTH_NAMES: OptionNames<NoGrowthOptions> = /* @__PURE__ */ addNames(CHECK_NAMES, {
  of: true as const,
  runs: true as const,
  warmUp: true as const,
});

/** Two runs per part, so that a part has a low and a high. */
const MIN_RUNS = minSamplesOf(REPEATED_STEP);

/** The state of the value after a run. */
interface Sample {
  readonly report: SizeReport;
  readonly entries: Map<string, number>;
  /** Hidden state in which growth would not be detected. */
  readonly unseen: readonly HiddenRow[];
}

/**
 * Places are compared by path, so elements are always folded: the third of ten may be a different one in the next run.
 */
const PLACES = { depth: 8, rows: 500, fold: 0 };

/**
 * Repeats a step, measures a value after every run, and fails if it keeps growing.
 *
 * Growing means that low and high of its size (or of the number of its entries and properties) rise over all four
 * quarters of the runs: what is filled once, reaches a plateau, or goes up and down does not fail. A value that grows
 * less than once per quarter of the runs, or shrinks only after more than all of them, needs more `runs`.
 *
 * Without `of` the whole process is searched, if `heapscale/node` or a matcher entry was imported: it fails if every
 * run leaves at least one object alive, or adds an entry to some collection; the message has the path to it. The runs
 * are divided into four rounds, and the step runs slower, because V8 notes where each object is allocated.
 *
 * @param step the function to repeat; receives the number of the run, from 0, and is awaited if it returns a promise.
 * @throws {SizeAssertionError} (as a rejection) if the value grows; the message names the types and places, `actual`
 * and `expected` are the bytes of the last run and of the end of the first quarter.
 * @throws {TypeError | RangeError} (as a rejection) if an argument or an option is invalid; and whatever the step
 * throws.
 * @example
 * ```ts
 * const sessions = new Map();
 * await assertNoGrowth(async () => { sessions.set('a', {}); sessions.delete('a'); }, { of: () => sessions });
 * ```
 */
export async function assertNoGrowth(step: (run: number) => unknown, options?: NoGrowthOptions): Promise<void> {
  checkFunction('step', step, 'to repeat');
  const own = ownOptions('assertNoGrowth', NO_GROWTH_NAMES, options);
  const { of, runs = 24, warmUp = 8 } = own;
  integer('runs', runs, MIN_RUNS);
  integer('warmUp', warmUp, 0);
  if (of === undefined) return assertNoLeaks(step, own, runs, warmUp);
  checkFunction('of', of, 'that returns the value');
  checkValues(own);
  const sampler = new Sampler(own);
  for (let run = 0; run < warmUp; run++) await step(run);
  const bytes: number[] = [];
  const entries: number[] = [];
  const first = floor(runs / REPEATED_STEP.parts) - 1;
  let early: Sample | undefined;
  let last: Sample | undefined;
  try {
    for (let run = 0; run < runs; run++) {
      await step(warmUp + run);
      last = sampler.take(of(), run === first || run === runs - 1);
      if (run === first) early = last;
      bytes[run] = last.report.bytes;
      entries[run] = totalOf(last.entries);
    }
  } finally {
    sampler.close();
  }
  const bytesGrow = riseOf(bytes, REPEATED_STEP) !== undefined;
  if (!bytesGrow && riseOf(entries, REPEATED_STEP) === undefined) {
    if (last!.unseen.length > 0) throw unknownGrowth(early!, last!);
    return;
  }
  const rise = Math.round(risePerSample(bytes, REPEATED_STEP));
  const message = [
    bytesGrow
      ? `the value keeps growing: by about ${formatBytes(rise)} with each run`
      : `the value keeps growing: by about ${perRun(entries)} with each run, ` +
        'so far within the capacity of its tables',
    `after run ${warmUp + first + 1} it took ${bothUnits(early!.report.bytes)}, ` +
      `after run ${warmUp + runs} ${bothUnits(last!.report.bytes)}`,
    '',
    String(diffSizes(early!.report, last!.report)),
    ...entryLines(last!, early!),
    '',
    `all runs: ${(bytesGrow ? bytes.map(formatBytes) : entries.map(formatCount)).join(', ')}`,
    '',
    remedyOf(warmUp),
  ].join('\n');
  throw toAssertionError(
    {
      message,
      actual: last!.report.bytes,
      expected: early!.report.bytes,
      operator: 'assertNoGrowth',
      stackStartFn: assertNoGrowth,
    },
    last!.report,
  );
}

/** {@link assertNoGrowth} for the whole process. */
async function assertNoLeaks(
  step: (run: number) => unknown,
  options: NoGrowthOptions,
  runs: number,
  warmUp: number,
): Promise<void> {
  for (const name of Object.keys(CHECK_NAMES) as (keyof CheckOptions)[])
    if (options[name] !== undefined) throw new TypeError(`option '${name}' of assertNoGrowth needs 'of'`);
  const search = leakSearch();
  if (search === undefined)
    throw new Error(
      "assertNoGrowth without 'of' searches the whole process: import heapscale/node before it is called",
    );
  const { parts } = REPEATED_STEP;
  const report = await search(step, { runs: Math.ceil(runs / parts), rounds: parts, warmUp });
  if (report.leaks.length === 0) return;
  throw toAssertionError(
    {
      message: `the step should leave nothing behind: ${String(report)}\n\n${remedyOf(warmUp)}`,
      actual: report.leaks.length,
      expected: 0,
      operator: 'assertNoGrowth',
      stackStartFn: assertNoGrowth,
    },
    undefined,
  );
}

/** Measures the value after each run; uses the inspector once it has met hidden state. */
class Sampler {
  readonly #allowed: readonly HiddenKind[];
  #options: CheckOptions;
  #reveal: ReturnType<typeof revealIfPossible>;

  constructor(options: CheckOptions) {
    this.#options = options;
    this.#allowed = allowedOf(options);
  }

  take(value: unknown, withPaths: boolean): Sample {
    const options = this.#options;
    const report = deepReport(
      value,
      withPaths && options.sample === undefined ? withOptions(options, { paths: PLACES }) : options,
    );
    if (!report.complete)
      throw new RangeError(
        'assertNoGrowth must measure the whole value, but a limit ended the walk: ' +
          'raise maxObjects or maxBytes, or leave them out',
      );
    const unseen = unseenOf(report, this.#allowed);
    if (unseen.length > 0 && options.reveal === undefined) {
      this.#reveal = revealIfPossible();
      if (this.#reveal !== undefined) {
        this.#options = withOptions(options, { reveal: this.#reveal });
        return this.take(value, withPaths);
      }
    }
    return { report, entries: entriesOf(value, options), unseen };
  }

  close(): void {
    this.#reveal?.close();
  }
}

/** The error for a value that has hidden state and does not grow otherwise. */
function unknownGrowth({ report: before }: Sample, { report, unseen }: Sample): Error {
  return toAssertionError(
    {
      message: [
        'it is unknown whether the value grows: the part that was measured does not',
        ...explainUnseen(unseen),
      ].join('\n'),
      actual: report.bytes,
      expected: before.bytes,
      operator: 'assertNoGrowth',
      stackStartFn: assertNoGrowth,
    },
    report,
  );
}

function remedyOf(warmUp: number): string {
  return `${LET_GO}; a cache that is still filling needs a longer warmUp (now ${formatCount(warmUp)})`;
}

function perRun(entries: readonly number[]): string {
  const more = Number(risePerSample(entries, REPEATED_STEP).toFixed(1));
  return `${more} ${more === 1 ? 'entry' : 'entries'}`;
}

/** Which types gained entries or properties. */
function entryLines(last: Sample, early: Sample): readonly string[] {
  const grown = [...last.entries]
    .map(([type, count]) => ({ type, more: count - (early.entries.get(type) ?? 0) }))
    .filter(({ more }) => more > 0)
    .sort((a, b) => b.more - a.more);
  return grown.length === 0
    ? []
    : [`entries and properties: ${grown.map(({ type, more }) => `${type} +${formatCount(more)}`).join(', ')}`];
}
