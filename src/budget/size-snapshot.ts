/** Checks whether a value still has the size in the snapshot of its test. */
import { formatBytes } from '../report/bytes.ts';
import { diffSizes } from '../report/size-diff.ts';
import { withOptions } from '../platform/own-options.ts';
import { baselineOf, formatBaseline, layoutOfBaseline, parseBaseline, reportOfBaseline } from './baseline.ts';
import { bothUnits, breakdownOf, distance } from './explanation.ts';
import { weightOptionsOf } from './check-options.ts';
import type { WeightOptions } from './check-options.ts';
import { explainUnseen } from './hidden.ts';
import type { SnapshotSlot } from './snapshot-store.ts';
import { weighed } from './subject.ts';
import type { Verdict } from './verdict.ts';
import { toleranceOf } from './weight.ts';

/**
 * The tolerance, and what to count. Without `within` the comparison is exact to the byte, types included.
 */
export type SizeSnapshotOptions = WeightOptions;

/** Reads the options of a size snapshot. */
export function snapshotOptionsOf(options: SizeSnapshotOptions | undefined): SizeSnapshotOptions {
  return weightOptionsOf('toMatchSizeSnapshot', options);
}

/**
 * Compares a value with its baseline, and writes a missing or updated baseline as the runner is configured. A size
 * within the tolerance leaves the baseline unchanged, so that small steps do not add up unnoticed.
 */
export function judgeSnapshot(value: unknown, slot: SnapshotSlot, options: SizeSnapshotOptions): Verdict {
  const before = slot.stored === undefined ? undefined : parseBaseline(slot.stored);
  const subject = weighed(
    value,
    before === undefined
      ? options
      : withOptions(options, { layout: options.layout ?? layoutOfBaseline(before.layoutId) }),
  );
  const { report } = subject;
  if (!report.complete)
    throw new RangeError(
      'a size snapshot must cover the whole value, but a limit ended the walk: ' +
        'raise maxObjects or maxBytes, or leave them out',
    );
  if (subject.unseen.length > 0)
    throw new RangeError(['a size snapshot must cover the whole value', ...explainUnseen(subject.unseen)].join('\n'));
  // The tolerance is checked even without a baseline, so that a mistake in it shows in the first run.
  const tolerance = toleranceOf(options.within, before?.bytes ?? 0);
  const now = formatBaseline(baselineOf(report));
  const stays =
    before !== undefined && options.within !== undefined && Math.abs(report.bytes - before.bytes) <= tolerance;
  const pass = slot.write(stays ? formatBaseline(before) : now);
  return {
    pass,
    actual: report.bytes,
    expected: before?.bytes ?? 0,
    report,
    message: () => {
      if (slot.stored === undefined) {
        return `no size snapshot is stored for this test, and this run does not write one (CI); it would be\n\n${now}`;
      }
      if (before === undefined)
        return `the stored snapshot is not a size snapshot: update it (-u), or give this one a name\n\n${now}`;
      return [
        `the value should weigh ${bothUnits(before.bytes)}` +
          (options.within === undefined ? '' : ` within ${String(options.within)}`) +
          `, as in its snapshot: it takes ${bothUnits(report.bytes)}, ${distance(report.bytes, before.bytes)}`,
        ...(options.within === undefined ? [] : [`allowed: ${formatBytes(Math.round(tolerance))} more or less`]),
        '',
        'difference from the snapshot:',
        String(diffSizes(reportOfBaseline(before), report)),
        '',
        ...breakdownOf(subject),
        '',
        'if this is intended, update the snapshot: run the tests with -u',
      ].join('\n');
    },
  };
}
