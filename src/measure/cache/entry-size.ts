/** entrySizeOf: the size of one cache entry, as a number that caches accept. */
import { layoutOf } from '../../layout/detect.ts';
import { ceil, max } from '../../platform/math.ts';
import { StringForm } from '../../platform/engine-facts.ts';
import type { EngineFacts } from '../../platform/engine-facts.ts';
import { addNames, NO_OPTIONS, ownOptions, withOptions } from '../../platform/own-options.ts';
import type { OptionNames } from '../../platform/own-options.ts';
import { bytesArgument } from '../../report/byte-size.ts';
import type { Size } from '../../report/byte-size.ts';
import { checkValues, SIZE_NAMES, walkOptionsOf } from '../options.ts';
import type { SizeOptions } from '../options.ts';
import { shallowSize } from '../size-of.ts';
import { bytesIfSmall } from '../small/small-size.ts';
import { prepare, toBytes } from '../weighing.ts';
import { warnOfHidden, warnOfSlices } from './hidden-warning.ts';
import { alsoSkipping } from '../../walk/ignore.ts';
import { poolOf, PoolShare, poolSize } from './pooled-buffers.ts';

/** What to count of an entry. */
export interface EntrySizeOptions extends SizeOptions {
  /**
   * Bytes to add for each entry, for the cache's own tables: a number, or a size such as `'100 B'`.
   * `lruSizeCalculation` computes them instead.
   *
   * @defaultValue `0`
   */
  readonly overhead?: Size | undefined;
}

const ENTRY_NAMES: OptionNames<EntrySizeOptions> = /* @__PURE__ */ addNames(SIZE_NAMES, { overhead: true as const });

/**
 * The bytes of key and value together, as an integer of at least 1, which lru-cache and similar caches require also for
 * null, undefined, booleans and small integers.
 *
 * The cache's own tables are not included: `overhead` adds a share of them. What two entries share counts in both;
 * objects that key and value share count once. A Buffer that is a slice of Node's pool (`Buffer.from('text')`,
 * `Buffer.allocUnsafe(100)`) counts its own bytes of the pool; `deepSizeOf` counts the whole pool. Any other view,
 * even a small one, counts the whole ArrayBuffer that it keeps alive: store a copy instead.
 *
 * Hidden state, such as private fields, is not included without `reveal`. This causes one warning per class: on the
 * diagnostics channel `heapscale:hidden` if it has subscribers, otherwise as a process warning (code
 * `HEAPSCALE_HIDDEN`) or on the console. So do strings that were cut out of longer ones, which they keep alive, if
 * `calibration` saw some or `facts` shows them (Node 24 and later).
 *
 * @throws {TypeError | RangeError} if an option is invalid; the entry never causes an error.
 * @example
 * ```ts
 * entrySizeOf('a key', 'some text'); // 56
 * entrySizeOf('a key', null); // 24: the key
 * entrySizeOf(1, true); // 1
 * entrySizeOf('a key', 'some text', { overhead: 100 }); // 156
 * ```
 */
export function entrySizeOf(key: unknown, value: unknown, options?: EntrySizeOptions): number {
  if (options === undefined) return entryBytes(key, value, 0, NO_OPTIONS);
  const own = ownOptions('entrySizeOf', ENTRY_NAMES, options);
  const overhead = own.overhead === undefined ? 0 : bytesArgument('overhead', own.overhead);
  if (hasOnlyOverhead(own)) return entryBytes(key, value, overhead, NO_OPTIONS);
  checkValues(own);
  return entryBytes(key, value, overhead, own);
}

/** True if the entry is weighed as without options, which takes a fifth of the time. */
function hasOnlyOverhead(options: SizeOptions): boolean {
  return (
    options.ignore === undefined &&
    options.maxObjects === undefined &&
    options.maxBytes === undefined &&
    options.strings === undefined &&
    options.readStrings === undefined &&
    options.layout === undefined &&
    options.reveal === undefined &&
    options.facts === undefined &&
    options.calibration === undefined
  );
}

/** {@link entrySizeOf} with checked options. */
export function entryBytes(key: unknown, value: unknown, overhead: number, options: SizeOptions): number {
  let bytes = overhead;
  if (options.calibration !== undefined && options.calibration.parentBytes() > 0)
    warnOfSlices('entrySizeOf', 'the calibration saw slices');
  const isQuick = options.readStrings !== false;
  const keyIsAlone = isQuick && isAlone(key, options.facts);
  const valueIsAlone = isQuick && isAlone(value, options.facts);
  // A walk takes hundreds of times as long as the size of a string or a number, and most keys are strings.
  if (keyIsAlone) bytes += shallowSize(key, layoutOf(options.layout));
  if (valueIsAlone) bytes += shallowSize(value, layoutOf(options.layout));
  if (!keyIsAlone || !valueIsAlone) bytes += walkedBytes(key, !keyIsAlone, value, !valueIsAlone, options);
  return max(1, ceil(bytes));
}

function walkedBytes(key: unknown, withKey: boolean, value: unknown, withValue: boolean, options: SizeOptions): number {
  if (!withKey && options === NO_OPTIONS) {
    const bytes = bytesIfSmall(value);
    if (bytes >= 0) return bytes;
  }
  if (!(withKey && poolOf(key) !== undefined) && !(withValue && poolOf(value) !== undefined)) {
    const weighing = prepare(options);
    const { walker, weigher } = weighing;
    if (withKey) walker.begin(key);
    if (withValue) walker.begin(value);
    walker.step(Infinity);
    // Slices inside an entry are rare, and looking for them would slow every walk: walk again without their pools.
    const hasPool = weigher.soFar >= poolSize() && weigher.external >= poolSize();
    if (!hasPool && weigher.hiddenRows !== undefined) warnOfHidden('entrySizeOf', weigher.hiddenRows);
    if (weigher.strings.slices > 0) warnOfSlices('entrySizeOf');
    const bytes = toBytes(weighing);
    if (!hasPool) return bytes;
  }
  const ignored = walkOptionsOf(options);
  const share = new PoolShare(ignored.isIgnored);
  const weighing = prepare(withOptions(options, { ignore: alsoSkipping(share.isIgnored, ignored) }));
  const { walker, weigher } = weighing;
  if (withKey) {
    share.add(key);
    walker.begin(key);
  }
  if (withValue) {
    share.add(value);
    walker.begin(value);
  }
  walker.step(Infinity);
  if (weigher.hiddenRows !== undefined) warnOfHidden('entrySizeOf', weigher.hiddenRows);
  return toBytes(weighing) + share.bytes;
}

/** True for a value without references; a symbol refers to its description, a rope and a slice to other strings. */
function isAlone(value: unknown, facts: EngineFacts | undefined): boolean {
  if (typeof value === 'string')
    return facts?.stringFormOf === undefined || facts.stringFormOf(value) <= StringForm.flat;
  return value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol');
}
