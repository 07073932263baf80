/** sizeLogger: logs the size of a value at intervals. */
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

/** When to sample, what to write and where. */
export interface SizeLoggerOptions extends DeepSizeOptions {
  /**
   * Milliseconds between samples, at most 2,147,483,647. The timer does not keep the process alive.
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

/** Logs the size of one value. */
export interface SizeLogger {
  /**
   * True if samples are written or published: `write` is set, NODE_DEBUG names heapscale, or the channel has
   * subscribers.
   */
  readonly enabled: boolean;
  /** Measures the value now and logs it; does nothing and returns undefined unless `enabled`. */
  measure(): SizeReport | undefined;
  /** Stops the timer. */
  stop(): void;
}

/**
 * Logs the size of a value every `everyMs` milliseconds, and when `measure()` is called: its deep size with the likely
 * interval, the heaviest types, what was not followed, the change since the last sample and its rate.
 *
 * Lines go to `write`, or to Node's debug log if `NODE_DEBUG=heapscale` is set (wildcards work); each sample is also
 * published on the diagnostics channel `heapscale:sample`. If neither is in use there is no timer and `of` is never
 * called, so subscribe to the channel before making the logger. A sample walks the value synchronously; the option
 * `sample` keeps this short for a huge value.
 *
 * @param name the start of every line.
 * @param of returns the value. In the timer, an error that it throws is logged, and one that `write` throws is ignored.
 * @throws {TypeError | RangeError} if an argument or an option is invalid; the measured value never causes an error.
 * @example
 * ```ts
 * const logger = sizeLogger('cache', () => cache, { everyMs: 60_000, minBytes: '10 MiB' });
 * logger.stop();
 * ```
 */
export function sizeLogger(name: string, of: () => unknown, options?: SizeLoggerOptions): SizeLogger {
  // Checked even if the logger is off: a mistake should not surface on the day it is turned on.
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
  let last: { readonly bytes: number; readonly at: number } | undefined;
  const measure = (): SizeReport | undefined => {
    const writeLine = lineWriter();
    const channel = activeChannel();
    if (writeLine === undefined && channel === undefined) return undefined;
    const report = deepReport(of(), own);
    const { bytes } = report;
    const at = Date.now();
    const change = last === undefined ? undefined : { bytes: bytes - last.bytes, ms: at - last.at };
    last = { bytes, at };
    const sample = new SizeSample({ name, report, at, change });
    channel?.publish(sample);
    if (bytes >= minBytes) writeLine?.(String(sample));
    return report;
  };
  const measureInTimer = (): void => {
    try {
      measure();
    } catch (error) {
      // A debugging aid must not crash the program.
      try {
        lineWriter()?.(`${printable(name)}: not measured: ${printable(messageOf(error))}`);
      } catch {
        // `write` itself threw, and there is no other place to report it.
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

/** The thrown value as a string, if it can be converted. */
function messageOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'the thrown value cannot be converted to a string';
  }
}
