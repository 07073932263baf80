/** heapscale/assert: size budgets for node:test, mocha and production checks; as portable as heapscale itself. */
export { assertFitsIn, assertLighter, assertWeighs } from './budget/assertions.ts';
export { assertAllocatesLess, assertLeavesNothing, assertPeakBelow } from './budget/call-assertions.ts';
export type { CallOptions, LeavesNothingOptions } from './budget/call-options.ts';
export type { SizeAssertionError } from './budget/assertion-error.ts';
export { defineBudgets } from './budget/budgets.ts';
export type { Budget, BudgetOptions, Budgets } from './budget/budgets.ts';
export type { BudgetRow, BudgetTable, BudgetTableData } from './budget/budget-table.ts';
export type { Size } from './report/byte-size.ts';
export type { CheckOptions, FitOptions, WeightOptions } from './budget/check-options.ts';
export { assertNoGrowth } from './budget/no-growth.ts';
export type { NoGrowthOptions } from './budget/no-growth.ts';
export type { Within } from './budget/check-options.ts';
