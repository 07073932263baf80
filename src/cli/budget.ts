/** The budget of `--max`: a limit for the size of the files, or with `--diff` for their growth, reported on stderr. */
import { formatBytes } from '../report/bytes.ts';
import type { SizeDiff } from '../report/size-diff.ts';
import type { SizeReport } from '../report/size-report.ts';
import { coloursOf } from './colour.ts';

/** Reports whether a budget was met, and whether the range leaves this uncertain; false if it was exceeded. */
export function holdsBudget({ bytes, range }: SizeReport, max: number | undefined): boolean {
  if (max === undefined) return true;
  const isOver = bytes > max;
  const doubt = isOver
    ? range.min <= max
      ? `; it may be as little as ${formatBytes(range.min)}`
      : ''
    : range.max > max
      ? `; it may be as much as ${formatBytes(range.max)}`
      : '';
  return verdict('budget', bytes, max, doubt);
}

/** The same for growth. */
export function holdsGrowthBudget({ bytes }: Pick<SizeDiff, 'bytes'>, max: number | undefined): boolean {
  return max === undefined || verdict('growth budget', bytes, max, '');
}

function verdict(name: string, bytes: number, max: number, doubt: string): boolean {
  const colours = coloursOf(process.stderr);
  const isOver = bytes > max;
  const text = isOver
    ? colours.red(`over the ${name} of ${formatBytes(max)} by ${formatBytes(bytes - max)}`)
    : colours.green(`within the ${name} of ${formatBytes(max)}, ${formatBytes(max - bytes)} left`);
  process.stderr.write(`${text}${doubt}\n`);
  return !isOver;
}
