/** Does a value still weigh what its test's snapshot says? */
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
 * How far off the size may be, and what to count. Without `within` a snapshot is compared to the byte, types included.
 */
export type SizeSnapshotOptions = WeightOptions;

/** Reads the options of a size snapshot. */
export function snapshotOptionsOf(options: SizeSnapshotOptions | undefined): SizeSnapshotOptions {
  return weightOptionsOf('toMatchSizeSnapshot', options);
}

/**
 * Compares a value with its baseline, and writes one that is missing or to be updated, as the runner has it.
 * A size within the tolerance leaves the baseline as it is, so that small steps do not add up unseen.
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
      'a size snapshot must hold all of the value, and a limit ended the walk: raise maxObjects or maxBytes, or leave it out',
    );
  if (subject.unseen.length > 0)
    throw new RangeError(['a size snapshot must hold all of the value', ...explainUnseen(subject.unseen)].join('\n'));
  // Without a baseline it allows nothing, and is looked at all the same: a mistake in it should not wait for the second
  // run.
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
        return `no size snapshot is stored for this test, and this run writes none (CI): it would be\n\n${now}`;
      }
      if (before === undefined)
        return `the stored snapshot is no size snapshot: update it (-u), or give this one a name\n\n${now}`;
      return [
        `the value should weigh ${bothUnits(before.bytes)}${options.within === undefined ? '' : ` within ${String(options.within)}`}, as its snapshot says: it takes ${bothUnits(report.bytes)}, ${distance(report.bytes, before.bytes)}`,
        ...(options.within === undefined ? [] : [`${formatBytes(Math.round(tolerance))} either way is allowed`]),
        '',
        'from the snapshot to now:',
        String(diffSizes(reportOfBaseline(before), report)),
        '',
        ...breakdownOf(subject),
        '',
        'if this is as it should be, update the snapshot: run the tests with -u',
      ].join('\n');
    },
  };
}
