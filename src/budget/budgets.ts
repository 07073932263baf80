/** Declared budgets: limits by name, checked in one call, listed in one table. */
import { typeError } from '../platform/argument-checks.ts';
import { addNames, NO_OPTIONS, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import { checkValues } from '../measure/options.ts';
import { toAssertionError } from './assertion-error.ts';
import { BudgetTable } from './budget-table.ts';
import type { BudgetRow } from './budget-table.ts';
import { FIT_NAMES, certaintyOf } from './check-options.ts';
import type { FitOptions } from './check-options.ts';
import { judgeFit } from './fit.ts';
import { weighed } from './subject.ts';
import type { Verdict } from './verdict.ts';

/** A limit, alone or with options. */
export type Budget = Size | BudgetOptions;

/** A limit with options. */
export interface BudgetOptions extends FitOptions {
  /** The limit: a number of bytes, or a size such as `'64 KiB'`. */
  readonly limit: Size;
}

const BUDGET_NAMES: OptionNames<BudgetOptions> = /* @__PURE__ */ addNames(FIT_NAMES, { limit: true as const });

/** Declared budgets. */
export interface Budgets<Name extends string> {
  /** The limits in bytes. */
  readonly limits: Readonly<Record<Name, number>>;
  /**
   * Measures a value for every budget.
   *
   * @throws {TypeError} if a value is missing or has no budget.
   */
  check(values: Readonly<Record<Name, unknown>>): BudgetTable;
  /**
   * Like `check`, but throws if a value does not fit: the message is the table, and the breakdown of the values that
   * are too heavy.
   *
   * @throws {SizeAssertionError} with `actual` and `expected` as bytes by name, of the budgets that are exceeded.
   * @throws {TypeError} if a value is missing or has no budget.
   */
  assert(values: Readonly<Record<Name, unknown>>): BudgetTable;
}

/**
 * Declares size budgets by name, to be checked together.
 *
 * @param budgets limits as numbers of bytes or sizes such as `'64 KiB'`, or `{ limit, ...options }`.
 * @throws {TypeError | RangeError} if a limit or an option is invalid; the message names the budget.
 * @example
 * ```ts
 * const budgets = defineBudgets({ session: '32 KiB', flags: { limit: 100, strings: 'each' } });
 * budgets.assert({ session: { user: 'ann' }, flags: [true, false] }); // throws if one is too heavy
 * console.log(String(budgets.check({ session: {}, flags: [] })));
 * ```
 */
export function defineBudgets<const Name extends string>(budgets: Readonly<Record<Name, Budget>>): Budgets<Name> {
  if (typeof budgets !== 'object' || budgets === null)
    throw typeError('budgets', "an object such as { session: '32 KiB' }", budgets);
  const names = Object.keys(budgets) as Name[];
  const options = new Map(names.map((name) => [name, optionsNamed(name, budgets[name])]));
  const limits = Object.fromEntries(
    names.map((name) => [name, bytesArgument(`limit of '${name}'`, limitOf(budgets[name]))]),
  ) as Record<Name, number>;

  const judge = (values: Readonly<Record<Name, unknown>>): Verdict[] => {
    for (const name of names)
      if (!Object.hasOwn(values, name))
        throw new TypeError(`no value for the budget '${name}': give one for each of ${names.join(', ')}`);
    for (const name of Object.keys(values))
      if (!Object.hasOwn(budgets, name)) throw new TypeError(`'${name}' has no budget: there are ${names.join(', ')}`);
    return names.map((name) => {
      const own = options.get(name)!;
      return judgeFit(weighed(values[name], own, name), limits[name], `'${name}'`, certaintyOf(own));
    });
  };
  const check = (values: Readonly<Record<Name, unknown>>): BudgetTable => toTable(names, judge(values));
  const assert = (values: Readonly<Record<Name, unknown>>): BudgetTable => {
    const verdicts = judge(values);
    const table = toTable(names, verdicts);
    const failed = names.map((name, i) => ({ name, verdict: verdicts[i] })).filter(({ verdict }) => !verdict.pass);
    if (failed.length === 0) return table;
    const message = [
      `${failed.length} of ${names.length} budgets exceeded` +
        (failed.some(({ verdict }) => verdict.open) ? ' or not certain' : ''),
      '',
      String(table),
      ...failed.map(({ verdict }) => `\n${verdict.message()}`),
    ].join('\n');
    const bytesOf = (side: 'actual' | 'expected'): object =>
      Object.fromEntries(failed.map(({ name, verdict }) => [name, verdict[side]]));
    throw toAssertionError(
      { message, actual: bytesOf('actual'), expected: bytesOf('expected'), operator: 'budgets', stackStartFn: assert },
      failed[0].verdict.report,
    );
  };
  return { limits, check, assert };
}

function limitOf(budget: Budget): Size {
  return typeof budget === 'object' && budget !== null ? budget.limit : budget;
}

/** The options of one budget; errors name the budget. */
function optionsNamed(name: string, budget: Budget): FitOptions {
  if (typeof budget !== 'object' || budget === null) return NO_OPTIONS;
  const own = ownOptions(`the budget '${name}'`, BUDGET_NAMES, budget);
  checkValues(own);
  certaintyOf(own);
  return own;
}

function toTable(names: readonly string[], verdicts: readonly Verdict[]): BudgetTable {
  const rows = verdicts.map(({ pass, actual, expected, report }, i): BudgetRow => {
    const { min, max } = report.range;
    return {
      name: names[i],
      limit: expected,
      bytes: actual,
      fits: pass,
      certain: min > expected || (max <= expected && !report.lowerBound),
      report,
    };
  });
  return new BudgetTable({ fits: rows.every((row) => row.fits), rows });
}
