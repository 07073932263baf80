/**
 * What matchers load on first use, because it needs Node: one module, so that the bundle has one more entry and not
 * several, whose common parts would all be files of their own.
 */
export { exactSizesOf } from '../heap/exact.ts';
export { warnAfterCount } from '../heap/snapshot-cost.ts';
export { holderOf } from './collectable.ts';
export { findLeaks } from './find-leaks.ts';
