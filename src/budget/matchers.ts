/** The checks as matchers, in the form that vitest, Jest and `expect` share. Each weighs, asks a judge, and says what was found. */
import type { SizeReport } from '../report/size-report.ts';
import { judgeFit } from './fit.ts';
import type { Size } from './fit.ts';
import type { CheckOptions } from './hidden.ts';
import { judgeLighter } from './lighter.ts';
import { judgeSnapshot } from './size-snapshot.ts';
import type { SizeSnapshotOptions } from './size-snapshot.ts';
import { snapshotSlotOf } from './snapshot-store.ts';
import type { SnapshotContext } from './snapshot-store.ts';
import { counted, weighed } from './subject.ts';
import type { Subject } from './subject.ts';
import type { Verdict } from './verdict.ts';
import { judgeWeight } from './weight.ts';
import type { Within } from './weight.ts';

/** What a matcher returns to its runner. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
  /** Bytes, for editors and reporters that show both. */
  readonly actual: number;
  readonly expected: number;
}

/** A verdict that is open fails both ways: with `.not`, of which the matcher's `this` has word, a matcher fails by passing. */
function toResult({ pass, open, message, actual, expected }: Verdict, context?: unknown): MatcherResult {
  return { pass: open === true ? isNegated(context) : pass, message, actual, expected };
}

function isNegated(context: unknown): boolean {
  return typeof context === 'object' && context !== null && (context as { isNot?: unknown }).isNot === true;
}

/** Passes if the value's deep size is at most `limit`, bytes or a text such as `'64 KiB'`. */
export function toFitIn(this: unknown, value: unknown, limit: Size, options?: CheckOptions): MatcherResult {
  return toResult(judgeFit(weighed(value, options), limit), this);
}

/** Passes if the value is lighter than another. */
export function toBeLighterThan(this: unknown, value: unknown, other: unknown, options?: CheckOptions): MatcherResult {
  return toResult(judgeLighter(weighed(value, options), weighed(other, options)), this);
}

/** Passes if the value weighs `expected`, `within` a share or a size. */
export function toWeigh(
  this: unknown,
  value: unknown,
  expected: Size,
  options: CheckOptions & Within = {},
): MatcherResult {
  return toResult(judgeWeight(weighed(value, options), expected, options), this);
}

/** Passes if the value weighs what its snapshot says, which is kept and updated like every snapshot of the runner. */
export function toMatchSizeSnapshot(
  this: SnapshotContext,
  value: unknown,
  name?: string | SizeSnapshotOptions,
  options?: SizeSnapshotOptions,
): MatcherResult {
  if (this.isNot === true)
    throw new TypeError('toMatchSizeSnapshot cannot be used with .not: it would pass on every change');
  const isNamed = typeof name === 'string';
  if (!isNamed && name !== undefined && (typeof name !== 'object' || name === null || options !== undefined)) {
    throw new TypeError(
      `toMatchSizeSnapshot takes a name, options, or both in this order; its name is a text, not ${name === null ? 'null' : `a value of type ${typeof name}`}`,
    );
  }
  return toResult(
    judgeSnapshot(value, snapshotSlotOf(this, isNamed ? name : undefined), (isNamed ? options : name) ?? options ?? {}),
  );
}

/** {@link toFitIn} by V8's own count; takes a heap snapshot. */
export async function toFitInExactly(value: unknown, limit: Size): Promise<MatcherResult> {
  const [subject] = await countedByV8([value]);
  return toResult(judgeFit(subject, limit));
}

/** {@link toBeLighterThan} by V8's own count; takes a heap snapshot. */
export async function toBeLighterThanExactly(value: unknown, other: unknown): Promise<MatcherResult> {
  const [subject, beside] = await countedByV8([value, other]);
  return toResult(judgeLighter(subject, beside));
}

/** {@link toWeigh} by V8's own count; takes a heap snapshot. */
export async function toWeighExactly(value: unknown, expected: Size, options?: Within): Promise<MatcherResult> {
  const [subject] = await countedByV8([value]);
  return toResult(judgeWeight(subject, expected, options));
}

/** V8's snapshot is read by code that only Node has: loaded when it is first asked for, so that the rest works in browsers too. */
async function countedByV8(values: readonly unknown[]): Promise<Subject[]> {
  const { exactSizesOf } = await import('../heap/exact.ts');
  const reports: SizeReport[] = await exactSizesOf(values);
  return reports.map((report, i) => counted(values[i], report));
}
