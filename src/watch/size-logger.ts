/** sizeLogger: what a value weighs from time to time, written to a log. */
import { checkFunction, checkOptionalFunction, string, timerMs } from '../platform/argument-checks.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { repeat } from '../platform/timer.ts';
import { deepReport } from '../measure/deep-size-of.ts';
import { checkValues, DEEP_SIZE_NAMES } from '../measure/options.ts';
import type { DeepSizeOptions } from '../measure/options.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import type { SizeReport } from '../report/size-report.ts';
import { printable } from '../report/table.ts';
import { activeChannel, activeDebugLog } from './outlets.ts';
import { SizeSample } from './size-sample.ts';

/** When to take a sample, what to write and where. */
export interface SizeLoggerOptions extends DeepSizeOptions {
  /**
   * Milliseconds between samples, which a timer then takes that does not keep the process alive; at most 2,147,483,647.
   *
   * @defaultValue samples are taken by `measure()` only
   */
  readonly everyMs?: number | undefined;
  /**
   * Sizes below this are not written: a number of bytes, or a size such as `'10 MiB'`. Subscribers of the channel
   * receive every sample.
   *
   * @defaultValue `0`
   */
  readonly minBytes?: Size | undefined;
  /**
   * Called with each line: `console.log`, or a method of a logger.
   *
   * @defaultValue Node's debug log, which `NODE_DEBUG=heapscale` turns on
   */
  readonly write?: ((line: string) => void) | undefined;
}

const LOGGER_NAMES: OptionNames<SizeLoggerOptions> = /* @__PURE__ */ addNames(DEEP_SIZE_NAMES, {
  everyMs: true as const,
  minBytes: true as const,
  write: true as const,
});

/** Logs one value's size. */
export interface SizeLogger {
  /**
   * True if samples are written or published: `write` was given, NODE_DEBUG names heapscale, or the channel has
   * subscribers.
   */
  readonly enabled: boolean;
  /** Weighs the value now and logs it; undefined, and nothing is weighed, unless `enabled`. */
  measure(): SizeReport | undefined;
  /** Ends the timer. */
  stop(): void;
}

/**
 * Logs what a value weighs: every `everyMs` milliseconds, and when `measure()` is called.
 *
 * Lines go to `write`, or to Node's debug log when `NODE_DEBUG=heapscale` (Node's wildcards count); each sample is also
 * published on the diagnostics channel `heapscale:sample`. If neither is in use there is no timer, and `of` is never
 * called: subscribe to the channel before the logger is made. A sample walks the value at once: the option `sample`
 * keeps it short for a huge one.
 *
 * @param name begins every line.
 * @param of returns the value; what it throws in a timer is written as a line. What `write` throws there is dropped.
 * @throws {TypeError | RangeError} if an argument or an option is invalid; the measured value never causes an error.
 * @example
 * ```ts
 * const logger = sizeLogger('cache', () => cache, { everyMs: 60_000, minBytes: '10 MiB' });
 * logger.stop();
 * ```
 */
export function sizeLogger(name: string, of: () => unknown, options?: SizeLoggerOptions): SizeLogger {
  // Checked even if the logger is off: a mistake should not come up on the day when it is turned on.
  string('name', name);
  checkFunction('of', of, 'that returns the value');
  const own = ownOptions('sizeLogger', LOGGER_NAMES, options);
  const { everyMs, write } = own;
  if (everyMs !== undefined) timerMs('everyMs', everyMs);
  checkOptionalFunction('write', write);
  const minBytes = own.minBytes === undefined ? 0 : bytesArgument('minBytes', own.minBytes);
  checkValues(own);
  const lineWriter = (): SizeLoggerOptions['write'] => {
    if (write !== undefined) return write;
    const log = activeDebugLog();
    return log === undefined ? undefined : (line) => log('%s', line);
  };
  const measure = (): SizeReport | undefined => {
    const writeLine = lineWriter();
    const channel = activeChannel();
    if (writeLine === undefined && channel === undefined) return undefined;
    const report = deepReport(of(), own);
    const sample = new SizeSample({ name, report, at: Date.now() });
    channel?.publish(sample);
    if (report.bytes >= minBytes) writeLine?.(String(sample));
    return report;
  };
  const measureInTimer = (): void => {
    try {
      measure();
    } catch (error) {
      // A debugging aid must not end the program that it watches.
      try {
        lineWriter()?.(`${printable(name)}: not measured: ${printable(messageOf(error))}`);
      } catch {
        // `write` itself throws: there is nowhere else to write to.
      }
    }
  };
  const isEnabled = (): boolean =>
    write !== undefined || activeDebugLog() !== undefined || activeChannel() !== undefined;
  let stopTimer = everyMs !== undefined && isEnabled() ? repeat(measureInTimer, everyMs) : undefined;
  return {
    get enabled() {
      return isEnabled();
    },
    measure,
    stop() {
      stopTimer?.();
      stopTimer = undefined;
    },
  };
}

/** What was thrown, as a string; not everything can be converted to one. */
function messageOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'the thrown value cannot be converted to a string';
  }
}
