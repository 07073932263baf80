/** sizeGauges: sizes of named values for a monitoring system, weighed in the background and served at once. */
import { checkFunction, checkOptionalFunction, positiveMs, timerMs, typeError } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { SafeMap } from '../platform/safe-collections.ts';
import { delay, keepAlive, repeat } from '../platform/timer.ts';
import { now, yieldToEventLoop } from '../platform/yield.ts';
import { deepReportInSlices } from '../measure/deep-size-of-async.ts';
import { checkValues, DEEP_SIZE_NAMES, sampleOf } from '../measure/options.ts';
import type { DeepSizeOptions } from '../measure/options.ts';
import { sampledReportInSlices } from '../measure/sampling/sampled-in-slices.ts';
import { withAssumption } from '../report/assumption.ts';
import { Printable } from '../report/printable.ts';
import { formatBytes } from '../report/bytes.ts';
import { qualifierOf } from '../report/lower-bound.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatTable, printable } from '../report/table.ts';

/** When to weigh, and how much of the processor's time it may take. */
export interface GaugeOptions extends DeepSizeOptions {
  /**
   * Milliseconds between the starts of two rounds, at most 2,147,483,647; a round that takes longer delays the next.
   * The timer does not keep the process alive.
   *
   * @defaultValue values are weighed by `measure()` only
   */
  readonly everyMs?: number | undefined;
  /**
   * Walking time for each second, in milliseconds: between two slices a walk rests so long that it takes no larger
   * share.
   *
   * @defaultValue `50`, which is 5 %
   */
  readonly budgetMs?: number | undefined;
  /**
   * How long the event loop is held at once, in milliseconds, by a walk as by a `sample`; it is up to seven more where
   * tables of the walk grow. One very long string or one object of very many properties can make it longer.
   *
   * @defaultValue `2`
   */
  readonly sliceMs?: number | undefined;
  /**
   * Called if a function that returns a value throws; its gauge keeps the previous size. An error of its own is
   * ignored.
   *
   * @defaultValue errors are ignored
   */
  readonly onError?: ((error: unknown, name: string) => void) | undefined;
}

const GAUGE_NAMES: OptionNames<GaugeOptions> = /* @__PURE__ */ addNames(DEEP_SIZE_NAMES, {
  everyMs: true as const,
  budgetMs: true as const,
  sliceMs: true as const,
  onError: true as const,
});

/** The last known size of one value. */
export interface GaugeValue {
  /** The name under which the value was given. */
  readonly name: string;
  /** What the last walk found. */
  readonly report: SizeReport;
  /** When the walk ended, in milliseconds since 1970. */
  readonly at: number;
  /** How long the walk took, rests included, in milliseconds. */
  readonly tookMs: number;
}

/**
 * The sizes of named values. It keeps reports, and a value only while it is weighed. Printing it gives a table.
 */
export class SizeGauges extends Printable {
  readonly #values: ReadonlyMap<string, () => unknown>;
  readonly #options: GaugeOptions;
  readonly #latest = new SafeMap<string, GaugeValue>();
  #round: Promise<void> | undefined = undefined;
  #stopTimer: (() => void) | undefined = undefined;

  /** @internal Gauges are made by {@link sizeGauges}, which checks the arguments. */
  constructor(values: ReadonlyMap<string, () => unknown>, options: GaugeOptions) {
    super('SizeGauges');
    this.#values = values;
    this.#options = options;
    if (options.everyMs !== undefined) {
      this.#stopTimer = repeat(() => void this.#measure(), options.everyMs);
      void this.#measure();
    }
  }

  /** The names of the values, in the given order. */
  get names(): readonly string[] {
    return [...this.#values.keys()];
  }

  /** The last known sizes, without those of values that have not been weighed yet. */
  get latest(): readonly GaugeValue[] {
    return [...this.#latest.values()];
  }

  /** The last known size of a value in bytes; undefined before its first walk ended. */
  bytesOf(name: string): number | undefined {
    return this.#latest.get(name)?.report.bytes;
  }

  /**
   * Weighs all values, one after the other, in slices; during a round, waits for its end. It never rejects, and keeps
   * the process alive until then.
   */
  async measure(): Promise<void> {
    const letGo = keepAlive();
    await this.#measure();
    letGo();
  }

  #measure(): Promise<void> {
    return (this.#round ??= this.#weighAll().then(() => {
      this.#round = undefined;
    }));
  }

  /** Stops the timer; `measure()` still works. */
  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  /** The table of the last known sizes. */
  override toString(): string {
    const rows = this.latest.map(({ name, report, tookMs }) => [
      printable(name),
      `${qualifierOf(report)}${formatBytes(report.bytes)}`,
      report.range.min === report.range.max
        ? ''
        : `${formatBytes(report.range.min)} to ${formatBytes(report.range.max)}`,
      `${tookMs.toFixed(0)} ms`,
    ]);
    const table = formatTable([['value', 'size', 'range', 'weighed in'], ...rows], ['left', 'right', 'left', 'right']);
    return withAssumption(table, this.latest[0]?.report.layout);
  }

  /** The plain data of {@link latest}. */
  toJSON(): readonly GaugeValue[] {
    return this.latest;
  }

  async #weighAll(): Promise<void> {
    for (const [name, of] of this.#values) {
      try {
        await this.#weigh(name, of);
      } catch (error) {
        this.#report(error, name);
      }
    }
  }

  /** An error of `onError` itself has no other place to go, and must not end the round. */
  #report(error: unknown, name: string): void {
    try {
      this.#options.onError?.(error, name);
    } catch {}
  }

  async #weigh(name: string, of: () => unknown): Promise<void> {
    const { budgetMs = BUDGET_MS, sliceMs = SLICE_MS, ...rest } = this.#options;
    const begin = now();
    const restRatio = 1000 / budgetMs - 1;
    const options = sizeOptionsOf(rest);
    const sample = sampleOf(options);
    const sliced = { ...options, sliceMs };
    const restAfter = (elapsed: number): Promise<void> =>
      restRatio * elapsed < 1 ? yieldToEventLoop() : delay(restRatio * elapsed);
    const report =
      sample === undefined
        ? await deepReportInSlices(of(), sliced, restAfter, AT_ONCE)
        : await sampledReportInSlices(of(), sliced, sample, restAfter, AT_ONCE);
    this.#latest.set(name, { name, report, at: Date.now(), tookMs: now() - begin });
  }
}

/** Default walking time per second: a twentieth of it. */
const BUDGET_MS = 50;

/** Default milliseconds per slice. */
const SLICE_MS = 2;

/** Entries that are read in one step, and by which the walk keeps its tables so small that their growth is short. */
const AT_ONCE = 1024;

function sizeOptionsOf({ everyMs: _, onError: __, ...options }: GaugeOptions): DeepSizeOptions {
  return options;
}

/**
 * Weighs named values in the background, so that a monitoring system reads their sizes without waiting: a round walks
 * each value in short slices and rests in between, and the last known size is served at once. {@link observeSizes}
 * hands them to OpenTelemetry, {@link registerSizes} to a Prometheus registry.
 *
 * @param values functions that return the values, by name; a value is not kept between two rounds.
 * @throws {TypeError | RangeError} if an argument or an option is invalid; the measured value never causes an error.
 * @example
 * ```ts
 * const gauges = sizeGauges({ cache: () => cache }, { everyMs: 60_000 });
 * gauges.bytesOf('cache'); // undefined before the first walk ended
 * gauges.stop();
 * ```
 */
export function sizeGauges(values: Readonly<Record<string, () => unknown>>, options?: GaugeOptions): SizeGauges {
  if (typeof values !== 'object' || values === null) throw typeError('values', 'an object of functions', values);
  const own = ownOptions('sizeGauges', GAUGE_NAMES, options);
  if (own.everyMs !== undefined) timerMs('everyMs', own.everyMs);
  if (own.sliceMs !== undefined) positiveMs('sliceMs', own.sliceMs);
  if (own.budgetMs !== undefined && positiveMs('budgetMs', own.budgetMs) > 1000)
    throw new RangeError(`budgetMs must be at most 1000, all of each second; got ${own.budgetMs}`);
  checkOptionalFunction('onError', own.onError);
  checkValues(own);
  const byName = new SafeMap<string, () => unknown>();
  for (const name of js.getOwnPropertyNames(values)) {
    const of = values[name];
    checkFunction(`values.${name}`, of, 'that returns the value');
    byName.set(name, of);
  }
  return new SizeGauges(byName, own);
}
