/**
 * What checks load on first use, because it needs Node: one module, so that the bundle has one more entry and not
 * several, whose common parts would all be files of their own.
 */
export { exactSizesOf } from '../heap/exact.ts';
export { warnAfterCount } from '../heap/snapshot-cost.ts';
export { holderOf } from '../process/collectable.ts';
export { findLeaks } from '../process/find-leaks.ts';
export { sitesOfCall } from './call-sites.ts';
export { leastOfCalls } from './least-of-calls.ts';
export { leftByCalls } from './left-by-calls.ts';
