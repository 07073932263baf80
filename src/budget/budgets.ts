/** Declared budgets: limits by name, checked in one call, listed in one table. */
import { isList, typeError } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { ownList } from '../platform/safe-collections.ts';
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
 * @throws {TypeError | RangeError} if there is no budget, or a limit or an option is invalid; the message names the
 * budget.
 * @example
 * ```ts
 * const budgets = defineBudgets({ session: '32 KiB', flags: { limit: 100, strings: 'each' } });
 * budgets.assert({ session: { user: 'ann' }, flags: [true, false] }); // throws if one is too heavy
 * console.log(String(budgets.check({ session: {}, flags: [] })));
 * ```
 */
export function defineBudgets<const Name extends string>(budgets: Readonly<Record<Name, Budget>>): Budgets<Name> {
  if (typeof budgets !== 'object' || budgets === null || isList(budgets))
    throw typeError('budgets', "an object such as { session: '32 KiB' }", budgets);
  const names = js.keys(budgets) as Name[];
  // Without this check `defineBudgets(new Map(...))` would pass whatever the values are.
  if (names.length === 0) throw new TypeError("budgets must name at least one limit, as in { session: '32 KiB' }");
  const options = ownList<FitOptions>(names.length);
  const limits = {} as Record<Name, number>;
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    options[i] = optionsNamed(name, budgets[name]);
    limits[name] = bytesArgument(`limit of '${name}'`, limitOf(budgets[name]));
  }

  const judge = (values: Readonly<Record<Name, unknown>>): Verdict[] => {
    const given = js.keys(values);
    for (let i = 0; i < names.length; i++)
      if (!js.hasOwn(values, names[i]))
        throw new TypeError(`no value for the budget '${names[i]}': give one for each of ${names.join(', ')}`);
    for (let i = 0; i < given.length; i++)
      if (!js.hasOwn(budgets, given[i]))
        throw new TypeError(`'${given[i]}' has no budget: there are ${names.join(', ')}`);
    const verdicts = ownList<Verdict>(names.length);
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      const own = options[i];
      verdicts[i] = judgeFit(weighed(values[name], own, name), limits[name], `'${name}'`, certaintyOf(own));
    }
    return verdicts;
  };
  const check = (values: Readonly<Record<Name, unknown>>): BudgetTable => toTable(names, judge(values));
  const assert = (values: Readonly<Record<Name, unknown>>): BudgetTable => {
    const verdicts = judge(values);
    const table = toTable(names, verdicts);
    if (table.fits) return table;
    const failed = names.map((name, i) => ({ name, verdict: verdicts[i] })).filter(({ verdict }) => !verdict.pass);
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
  const rows = ownList<BudgetRow>(verdicts.length);
  let fits = true;
  for (let i = 0; i < verdicts.length; i++) {
    const { pass, actual, expected, report } = verdicts[i];
    const { min, max } = report.range;
    const certain = min > expected || (max <= expected && !report.lowerBound);
    rows[i] = { name: names[i], limit: expected, bytes: actual, fits: pass, certain, report };
    if (!pass) fits = false;
  }
  return new BudgetTable({ fits, rows });
}
