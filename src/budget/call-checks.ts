/** Limits on a call: what is measured, and what a failure says. */
import { checkFunction } from '../platform/argument-checks.ts';
import type { CallFigure, CallLine, CallSites, LeastOfCalls } from '../profile/call-figures.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import { formatBytes } from '../report/bytes.ts';
import { formatCount, formatShare, formatTable } from '../report/table.ts';
import { callMeter } from './call-meter.ts';
import { callsOf, leavesOf } from './call-options.ts';
import type { CallOptions, LeavesNothingOptions } from './call-options.ts';
import { bothUnits, distance, LET_GO } from './explanation.ts';

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
  const where = measured.bytes < expected ? undefined : await meter.sitesOfCall(call, measured);
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
    message: [
      headline,
      ...whereOf(least),
      ...allCallsOf(least),
      ...(pass ? ['expect it to stay below, or lower the limit of .not'] : []),
      ...(pass || where === undefined ? [] : sitesText(where)),
    ].join('\n'),
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

const SHOWN_ROWS = 5;

/** The functions that allocate, and their lines. */
function sitesText({ sites, lines }: CallSites): readonly string[] {
  if (sites.length === 0) return [];
  return [
    '',
    'allocated on the heap by:',
    largestRows(
      'function',
      sites.map(({ place, bytes }) => [place, bytes]),
    ),
    ...linesText(lines),
  ];
}

/** The lines that allocate. */
function linesText(lines: readonly CallLine[]): readonly string[] {
  return lines.length === 0
    ? ['', 'to see it by line: profileMemory of heapscale/profile']
    : [
        '',
        'by line, about:',
        largestRows(
          'line',
          lines.map(({ place, bytes, source }) => [place, bytes, shortened(source)]),
        ),
        '',
        'to the byte, and what each line keeps: profileMemory of heapscale/profile',
      ];
}

type Row = readonly [place: string, bytes: number, source?: string];

/** A table of the largest rows, and one row for all others. */
function largestRows(name: string, rows: readonly Row[]): string {
  const sum = (some: readonly Row[]): number => some.reduce((total, [, bytes]) => total + bytes, 0);
  const total = sum(rows);
  const rest = rows.slice(SHOWN_ROWS);
  const shown =
    rest.length === 0
      ? rows
      : [...rows.slice(0, SHOWN_ROWS), [`(${formatCount(rest.length)} more)`, sum(rest)] as const];
  const cells = shown.map(([place, bytes, source = '']) => [
    place,
    formatBytes(Math.round(bytes)),
    formatShare(bytes, total),
    source,
  ]);
  return formatTable([[name, 'bytes', 'share', ''], ...cells], ['left', 'right', 'right', 'left']);
}

/** A line of source as wide as fits beside the figures. */
function shortened(source: string): string {
  return source.length <= MOST_SOURCE ? source : `${source.slice(0, MOST_SOURCE - 3)}...`;
}

const MOST_SOURCE = 60;

const NOTHING = { bytes: 0, heapBytes: 0, externalBytes: 0 };

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
  const where = pass ? undefined : await meter.sitesOfCall(fn as () => unknown, NOTHING);
  // V8 does not trace every allocation of a function that has run often.
  const isTraced = text.includes('\n   allocated by ');
  const most = own.tolerance === 0 ? 'nothing' : `at most ${bothUnits(own.tolerance)}`;
  const message = pass
    ? `the call should leave ${own.tolerance === 0 ? 'something' : `more than ${bothUnits(own.tolerance)}`} behind, ` +
      `but it leaves ${most}`
    : [
        `the call should leave ${most} behind: each leaves ${bothUnits(Math.round(bytesPerCall))}`,
        text,
        ...(where === undefined ? [] : isTraced ? linesText(where.lines) : sitesText(where)),
        '',
        `${LET_GO}; a cache that is still filling needs more warmups (now ${formatCount(own.warmups)}), ` +
          'and what each call may leave is the option tolerance',
      ].join('\n');
  return { pass, actual: Math.round(bytesPerCall), expected: own.tolerance, message };
}
