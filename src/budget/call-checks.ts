/** Limits on a call: what is measured, and what a failure says. */
import { checkFunction } from '../platform/argument-checks.ts';
import type { CallFigure, CallSite, LeastOfCalls } from '../profile/call-figures.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import { formatBytes } from '../report/bytes.ts';
import { formatCount, formatShare, formatTable } from '../report/table.ts';
import { callMeter } from './call-meter.ts';
import { callsOf, leavesOf } from './call-options.ts';
import type { CallOptions, LeavesNothingOptions } from './call-options.ts';
import { bothUnits, distance } from './explanation.ts';

/** The outcome of a limit on a call. */
export interface CallVerdict {
  readonly pass: boolean;
  /** The measured bytes. */
  readonly actual: number;
  /** The limit, in bytes. */
  readonly expected: number;
  readonly message: string;
}

/** What a failure says of each figure. */
const PHRASES = {
  allocated: { should: 'allocate less than', shouldNot: 'allocate at least', found: 'it allocates' },
  peak: { should: 'have a peak below', shouldNot: 'have a peak of at least', found: 'its peak is' },
};

/** Checks that a call allocates less than a limit, or has a lower peak. */
export async function judgeCall(
  caller: string,
  figure: CallFigure,
  fn: unknown,
  limit: Size,
  options: CallOptions | undefined,
): Promise<CallVerdict> {
  checkFunction('fn', fn, 'to call');
  const call = fn as () => unknown;
  const expected = bytesArgument('limit', limit);
  const calls = callsOf(caller, options);
  const meter = await callMeter(caller);
  const measured = await meter.leastOfCalls(call, { figure, calls, enough: expected });
  const where = measured.bytes < expected ? undefined : await meter.sitesOfCall(call, measured.heapBytes);
  const least = where?.exactBytes === undefined ? measured : atMost(measured, where.exactBytes);
  const pass = least.bytes < expected;
  const { should, shouldNot, found } = PHRASES[figure];
  const headline =
    `the call should ${pass ? shouldNot : should} ${bothUnits(expected)}: ${found} ${bothUnits(least.bytes)}, ` +
    distance(least.bytes, expected);
  return {
    pass,
    actual: least.bytes,
    expected,
    message: [headline, ...whereOf(least), ...allCallsOf(least), ...sitesText(pass ? [] : (where?.sites ?? []))].join(
      '\n',
    ),
  };
}

/** A call has no more on the heap than it allocates, which is known exactly. */
function atMost(least: LeastOfCalls, allocatedBytes: number): LeastOfCalls {
  const heapBytes = Math.min(least.heapBytes, allocatedBytes);
  return { ...least, heapBytes, bytes: heapBytes + least.externalBytes };
}

/** Where the bytes are, if some are outside the heap. */
function whereOf({ heapBytes, externalBytes }: LeastOfCalls): readonly string[] {
  return externalBytes === 0
    ? []
    : [`${formatBytes(heapBytes)} on the heap, ${formatBytes(externalBytes)} outside it, such as contents of buffers`];
}

/** More figures than these are of no use. */
const SHOWN_CALLS = 12;

function allCallsOf({ calls }: LeastOfCalls): readonly string[] {
  if (calls.length < 2) return [];
  const shown = calls.slice(0, SHOWN_CALLS).map(formatBytes).join(', ');
  return [
    `the least of ${formatCount(calls.length)} measured calls: ` +
      `${shown}${calls.length > SHOWN_CALLS ? `, and ${formatCount(calls.length - SHOWN_CALLS)} more` : ''}`,
  ];
}

const SHOWN_SITES = 5;

/** The functions that allocate, and how to see their lines. */
function sitesText(sites: readonly CallSite[]): readonly string[] {
  if (sites.length === 0) return [];
  const total = sites.reduce((sum, { bytes }) => sum + bytes, 0);
  const row = (place: string, bytes: number): string[] => [place, formatBytes(bytes), formatShare(bytes, total)];
  const shown = sites.slice(0, SHOWN_SITES);
  const rest = sites.slice(SHOWN_SITES);
  const rows = shown.map(({ place, bytes }) => row(place, bytes));
  if (rest.length > 0)
    rows.push(
      row(
        `(${formatCount(rest.length)} more)`,
        rest.reduce((sum, { bytes }) => sum + bytes, 0),
      ),
    );
  return [
    '',
    'allocated on the heap by:',
    formatTable([['function', 'bytes', 'share'], ...rows], ['left', 'right', 'right']),
    '',
    'to see it by line: profileMemory of heapscale/profile',
  ];
}

/** Checks that calls leave nothing behind. */
export async function judgeLeaves(
  caller: string,
  fn: unknown,
  options: LeavesNothingOptions | undefined,
): Promise<CallVerdict> {
  checkFunction('fn', fn, 'to call');
  const own = leavesOf(caller, options);
  const meter = await callMeter(caller);
  const { bytesPerCall, report } = await meter.leftByCalls(fn as () => unknown, own);
  const pass = bytesPerCall === 0;
  const text = String(report);
  // V8 does not trace every allocation of a function that has run often.
  const isTraced = pass || text.includes('\n   allocated by ');
  const { sites } = isTraced ? { sites: [] } : await meter.sitesOfCall(fn as () => unknown, 0);
  const most = own.tolerance === 0 ? 'nothing' : `at most ${bothUnits(own.tolerance)}`;
  const message = pass
    ? `the call should leave ${own.tolerance === 0 ? 'something' : `more than ${bothUnits(own.tolerance)}`} behind, ` +
      `but it leaves ${most}`
    : [
        `the call should leave ${most} behind: each leaves ${bothUnits(Math.round(bytesPerCall))}`,
        text,
        ...sitesText(sites),
        '',
        'to mend it, let the holder let go; a cache that is still filling needs more warmups ' +
          `(now ${formatCount(own.warmups)}), and what each call may leave is the option tolerance`,
      ].join('\n');
  return { pass, actual: Math.round(bytesPerCall), expected: own.tolerance, message };
}
