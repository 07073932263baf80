/** heapscale/vitest: size budgets as matchers. Importing it, or listing it in `setupFiles`, registers them. */
import { expect } from 'vitest';
import type { AllSizeMatchers, SizeMatchers } from './budget/matcher-types.ts';
import * as matchers from './budget/matchers.ts';

expect.extend(matchers as unknown as Parameters<typeof expect.extend>[0]);

export { matchers };
export type { MatcherResult } from './budget/matchers.ts';
export type { AllSizeMatchers, CallMatchers, SizeMatchers } from './budget/matcher-types.ts';
export type { CallMatcherResult } from './budget/call-matchers.ts';
export type { CallOptions, LeavesNothingOptions } from './budget/call-options.ts';
export type { SizeSnapshotOptions } from './budget/size-snapshot.ts';
export type { Size } from './report/byte-size.ts';
export type { CheckOptions, FitOptions, WeightOptions } from './budget/check-options.ts';
export type { Within } from './budget/check-options.ts';

// Vitest 5 declares its interface with other type parameters than 3 and 4, so augmenting it would break one of them.
// Chai's interface is the same in all, and vitest turns its methods into promises after `.resolves`.
declare global {
  namespace Chai {
    interface Assertion extends AllSizeMatchers<void> {}
  }
}

declare module 'vitest' {
  interface AsymmetricMatchersContaining extends SizeMatchers<unknown> {}
}
