/**
 * heapscale/jest: size budgets as matchers. Importing it, or listing it in `setupFilesAfterEnv`, registers them with
 * the runner's `expect`, injected or not. In Jest's ES modules with `injectGlobals: false` it cannot be found: call
 * `expect.extend(matchers)`.
 */
import type {} from 'expect';
import type { AllSizeMatchers, SizeMatchers } from './budget/matcher-types.ts';
import * as matchers from './budget/matchers.ts';
import { runnerExpect } from './budget/runner-expect.ts';

runnerExpect()?.extend({ ...matchers });

export { matchers };
export type { MatcherResult } from './budget/matchers.ts';
export type { AllSizeMatchers, CallMatchers, SizeMatchers } from './budget/matcher-types.ts';
export type { CallMatcherResult } from './budget/call-matchers.ts';
export type { CallOptions, LeavesNothingOptions } from './budget/call-options.ts';
export type { SizeSnapshotOptions } from './budget/size-snapshot.ts';
export type { Size } from './report/byte-size.ts';
export type { CheckOptions, FitOptions, WeightOptions } from './budget/check-options.ts';
export type { Within } from './budget/check-options.ts';

// Extends the types of @types/jest, if installed; otherwise this declares an unused namespace.
declare global {
  namespace jest {
    interface Matchers<R, T = {}> extends AllSizeMatchers<R> {}
    interface Expect extends SizeMatchers<unknown> {}
    interface InverseAsymmetricMatchers extends SizeMatchers<unknown> {}
  }
}

// Extends the types of @jest/globals, which come from the package `expect`.
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends AllSizeMatchers<R> {}
  interface AsymmetricMatchers extends SizeMatchers<unknown> {}
}
