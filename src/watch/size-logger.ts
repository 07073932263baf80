/** sizeLogger: what a value weighs from time to time, written where somebody asked for it. */
import { deepSizeOf } from '../measure/deep-size-of.ts';
import { parseBytes } from '../report/bytes.ts';
import type { SizeReport } from '../report/size-report.ts';
import { summaryOf } from '../report/summary.ts';
import { printable } from '../report/table.ts';
import type { DeepSizeOptions } from '../measure/weighing.ts';
import { activeChannel, activeDebugLog } from './outlets.ts';

/** One reading, as the subscribers of the channel `heapscale:reading` get it. */
export interface SizeReading {
  /** The logger's name. */
  readonly name: string;
  readonly report: SizeReport;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** When to read, what to write and where. */
export interface SizeLoggerOptions extends DeepSizeOptions {
  /** Reads by itself every so many milliseconds, by a timer that keeps no process alive. Without it only `read()` reads. */
  readonly everyMs?: number | undefined;
  /** Writes no line for a size below this, bytes or a text such as `'10 MiB'`. Subscribers of the channel get every reading. Default 0. */
  readonly threshold?: number | string | undefined;
  /** Gets every line that is written: `console.log`, a method of a logger. Default: Node's debug log, on by `NODE_DEBUG=heapscale`. */
  readonly write?: ((line: string) => void) | undefined;
}

/** A logger of one value's size. */
export interface SizeLogger {
  /** True if somebody would hear of a reading: `write` was given, NODE_DEBUG asks for it, or the channel has subscribers. */
  readonly enabled: boolean;
  /** Weighs the value now and tells it; undefined, and nothing is weighed, if nobody would hear of it. */
  read(): SizeReport | undefined;
  /** Ends the timer. */
  stop(): void;
}

/**
 * Logs what a value weighs: every `everyMs` milliseconds, and when `read()` is called.
 *
 * Lines go to `write`, or to Node's debug log when `NODE_DEBUG=heapscale` (Node's wildcards count); each reading is published on the
 * diagnostics channel `heapscale:reading`, too. When nobody asked for it there is no timer, and `of` is never called: whoever subscribes
 * to the channel does so before the logger is made. A reading walks the value at once: `sample` keeps it short for a huge one.
 *
 * @param name stands before every line.
 * @param of gives the value; what it throws in a timer is written as a line. What `write` throws there is dropped.
 * @throws {RangeError | TypeError} if `everyMs` is no number above zero, `threshold` no size, or `of` or `write` no function.
 * @example
 * ```ts
 * const logger = sizeLogger('cache', () => cache, { everyMs: 60_000, threshold: '10 MiB' });
 * logger.stop();
 * ```
 */
export function sizeLogger(name: string, of: () => unknown, options: SizeLoggerOptions = {}): SizeLogger {
  // Looked at though the logger may be off: a mistake should not come up on the day when somebody turns it on.
  if (typeof of !== 'function')
    throw new TypeError('sizeLogger takes a function that gives the value, so that it need not hold the value itself');
  const { everyMs, threshold, write } = options;
  if (everyMs !== undefined && !(typeof everyMs === 'number' && everyMs > 0))
    throw new RangeError(`everyMs must be a number above zero, not ${String(everyMs)}`);
  if (write !== undefined && typeof write !== 'function')
    throw new TypeError(`write must be a function that takes a line, not a value of type ${typeof write}`);
  const least = parseBytes(threshold ?? 0);
  const lineWriter = (): SizeLoggerOptions['write'] => {
    if (write !== undefined) return write;
    const log = activeDebugLog();
    return log === undefined ? undefined : (line) => log('%s', line);
  };
  const read = (): SizeReport | undefined => {
    const writeLine = lineWriter();
    const channel = activeChannel();
    if (writeLine === undefined && channel === undefined) return undefined;
    const report = deepSizeOf(of(), options);
    const reading: SizeReading = { name, report, at: Date.now() };
    channel?.publish(reading);
    if (report.bytes >= least) writeLine?.(`${printable(name)}: ${summaryOf(report)}`);
    return report;
  };
  const isEnabled = (): boolean =>
    write !== undefined || activeDebugLog() !== undefined || activeChannel() !== undefined;
  let stopTimer: (() => void) | undefined;
  if (everyMs !== undefined && isEnabled()) stopTimer = startTimer(read, everyMs, name, () => lineWriter());
  return {
    get enabled() {
      return isEnabled();
    },
    read,
    stop() {
      stopTimer?.();
      stopTimer = undefined;
    },
  };
}

/** The platform's timers; in Node a timer is an object that can be told to keep no process alive. */
interface Timers {
  setInterval(run: () => void, ms: number): unknown;
  clearInterval(timer: unknown): void;
}

/** What was thrown, as text; not everything has one. */
function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'something was thrown that cannot be written';
  }
}

function startTimer(
  read: () => unknown,
  everyMs: number,
  name: string,
  lineWriter: () => SizeLoggerOptions['write'],
): () => void {
  const { setInterval, clearInterval } = globalThis as unknown as Timers;
  const timer = setInterval(() => {
    try {
      read();
    } catch (error) {
      // A debugging aid must not end the program that it watches.
      try {
        lineWriter()?.(`${printable(name)}: not read: ${printable(textOf(error))}`);
      } catch {
        // It is `write` that throws, and there is nobody else to be told.
      }
    }
  }, everyMs);
  (timer as { unref?: () => void }).unref?.();
  return () => clearInterval(timer);
}
