/**
 * The checks as matchers, in the form that vitest, Jest and `expect` share.
 */
import type { SizeReport } from '../report/size-report.ts';
import { checkFunction, typeError } from '../platform/argument-checks.ts';
import { isNode } from '../platform/builtin-module.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import type { Size } from '../report/byte-size.ts';
import { askV8 } from './ask-v8.ts';
import { checkOptionsOf, fitOptionsOf, certaintyOf, weightOptionsOf } from './check-options.ts';
import type { CheckOptions, FitOptions, WeightOptions } from './check-options.ts';
import { judgeFit } from './fit.ts';
import { judgeLighter } from './lighter.ts';
import { judgeSnapshot, snapshotOptionsOf } from './size-snapshot.ts';
import type { SizeSnapshotOptions } from './size-snapshot.ts';
import { snapshotSlotOf } from './snapshot-store.ts';
import type { SnapshotContext } from './snapshot-store.ts';
import { counted, weighed } from './subject.ts';
import type { Subject } from './subject.ts';
import type { Verdict } from './verdict.ts';
import { provideLeakSearch } from '../watch/leak-search.ts';
import { judgeWeight } from './weight.ts';
import type { Within } from './check-options.ts';
import { collectabilityOf } from './collectable.ts';

export { toAllocateLess, toLeaveNothing, toPeakBelow } from './call-matchers.ts';

/** What a matcher returns to its runner. */
export interface MatcherResult {
  /** Whether the value keeps within its budget; the runner inverts it for `.not`. */
  readonly pass: boolean;
  /** What a failure says: how far, where, and what to do. */
  readonly message: () => string;
  /** The measured bytes, for editors and reporters. */
  readonly actual: number;
  /** The bytes of the budget. */
  readonly expected: number;
}

/**
 * An open verdict fails with and without `.not`. With `.not` (`isNot` in the matcher's `this`) a matcher fails by
 * passing.
 */
function toResult({ pass, open, message, actual, expected }: Verdict, context?: unknown): MatcherResult {
  return { pass: open === true ? isNegated(context) : pass, message, actual, expected };
}

function isNegated(context: unknown): boolean {
  return typeof context === 'object' && context !== null && (context as { isNot?: unknown }).isNot === true;
}

/** Passes if the value's deep size is at most `limit`, bytes or a string such as `'64 KiB'`. */
export function toFitIn(this: unknown, value: unknown, limit: Size, options?: FitOptions): MatcherResult {
  const own = fitOptionsOf('toFitIn', options);
  return toResult(judgeFit(weighed(value, own), limit, 'the value', certaintyOf(own)), this);
}

/** Passes if the value is lighter than another. */
export function toBeLighterThan(this: unknown, value: unknown, other: unknown, options?: CheckOptions): MatcherResult {
  const own = checkOptionsOf('toBeLighterThan', options);
  return toResult(judgeLighter(weighed(value, own), weighed(other, own)), this);
}

/** Passes if the value weighs `expected`, `within` a share or a size. */
export function toWeigh(this: unknown, value: unknown, expected: Size, options?: WeightOptions): MatcherResult {
  const own = weightOptionsOf('toWeigh', options);
  return toResult(judgeWeight(weighed(value, own), expected, own), this);
}

/** Passes if the value has the size in its snapshot, which the runner stores and updates like any other. */
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
    throw typeError('the name of a size snapshot', 'a string', name);
  }
  const own = snapshotOptionsOf(isNamed ? options : (name ?? options));
  return toResult(judgeSnapshot(value, snapshotSlotOf(this, isNamed ? name : undefined), own));
}

/** {@link toFitIn} by V8's own count; takes a heap snapshot. */
export function toFitInExactly(value: unknown, limit: Size): Promise<MatcherResult> {
  return askV8(async () => {
    const [subject] = await countedByV8([value]);
    return toResult(judgeFit(subject, limit));
  });
}

/** {@link toBeLighterThan} by V8's own count; takes a heap snapshot. */
export function toBeLighterThanExactly(value: unknown, other: unknown): Promise<MatcherResult> {
  return askV8(async () => {
    const [subject, second] = await countedByV8([value, other]);
    return toResult(judgeLighter(subject, second));
  });
}

const WITHIN_NAMES: OptionNames<Within> = { within: true };

/** {@link toWeigh} by V8's own count; takes a heap snapshot. */
export function toWeighExactly(value: unknown, expected: Size, options?: Within): Promise<MatcherResult> {
  return askV8(async () => {
    const own = ownOptions('toWeighExactly', WITHIN_NAMES, options);
    const [subject] = await countedByV8([value]);
    return toResult(judgeWeight(subject, expected, own));
  });
}

provideLeakSearch(async (step, options) => (await import('../profile/later.ts')).findLeaks(step, options));

/** Passes if what the function returns can be collected; takes a heap snapshot if it cannot. */
export function toBeCollectable(build: unknown): Promise<Pick<MatcherResult, 'pass' | 'message'>> {
  return askV8(async () => {
    const reason = 'that returns the value, since expect() would hold a value itself';
    checkFunction('the value of toBeCollectable', build, reason);
    const { pass, message } = await collectabilityOf(build as () => unknown);
    return { pass, message: () => message };
  });
}

/**
 * The code that reads V8's snapshot needs Node. It is loaded on first use, so that the other matchers work in browsers.
 */
async function countedByV8(values: readonly unknown[]): Promise<Subject[]> {
  if (!isNode()) throw new Error("V8's own count needs Node: a page cannot take a heap snapshot of itself");
  const { exactSizesOf, warnAfterCount } = await import('../profile/later.ts');
  const start = performance.now();
  const reports: SizeReport[] = await exactSizesOf(values);
  // A runner that ends the test for its time limit does not name the cause.
  warnAfterCount(performance.now() - start);
  return reports.map((report, i) => counted(values[i], report));
}
