/** What is in doubt about the objects of one shape and the arrays in their fields: see doubts.ts. */
import type { Layout } from '../layout/layout.ts';
import { min } from '../platform/math.ts';
import {
  EMPTY_LITERAL_SLOTS,
  fastPropertiesBytes,
  JSON_DICTIONARY_FROM,
  KEYED_DICTIONARY_FROM,
  nameDictionaryBytes,
} from '../layout/properties.ts';
import { Cause, fieldCause, Origin, plainCause } from './doubts.ts';
import type { HeldArrays } from './held-arrays.ts';
import type { ClassStats, ShapeStats } from './shape-stats.ts';
import type { SizeEstimate } from './size-estimate.ts';

/** Records what so many objects of this shape may have more, or less, than is estimated. */
export function doubtShape(
  layout: Layout,
  classStats: ClassStats,
  stats: ShapeStats,
  count: number,
  estimate: SizeEstimate,
): void {
  const { value, info } = classStats;
  const { doubts } = value;
  const { size } = stats;
  if (info.isNullPrototype) {
    doubts.add(Cause.nullPrototype, count * (estimate.max - estimate.bytes));
    return;
  }
  if (!info.isPlainObject) {
    doubts.add(Cause.instancesLess, count * (estimate.bytes - estimate.min));
    doubts.add(Cause.instancesMore, count * min(MOST_SLACK * layout.taggedSize, estimate.max - estimate.bytes));
    return;
  }
  if (stats.accessors > 0) return;
  if (size >= KEYED_DICTIONARY_FROM && size < JSON_DICTIONARY_FROM) {
    const dictionary = nameDictionaryBytes(layout, size) + layout.objectHeader;
    // Unless the engine has said that they are none.
    if (dictionary <= estimate.max) doubts.add(Cause.manyNames, count * (dictionary - estimate.bytes));
    return;
  }
  const cause = plainCause(size, stats.byCode ? Origin.ownCode : value.origin);
  const grown = fastPropertiesBytes(layout, size, EMPTY_LITERAL_SLOTS) - size * layout.taggedSize;
  if (cause >= 0) doubts.add(cause, count * grown);
}

/** More spare slots than these are rare. */
const MOST_SLACK = 8;

/** Records the spare capacity that the arrays in the fields of a shape may have, or are taken to have. */
export function doubtArrays(layout: Layout, classStats: ClassStats, stats: ShapeStats, arrays: HeldArrays): void {
  const { info, value } = classStats;
  const origin = stats.byCode ? Origin.ownCode : value.origin;
  arrays.forEachField(layout, (shortest, longest, spare, grows) => {
    value.doubts.add(grows ? Cause.grown : fieldCause(!info.isPlainObject, origin, shortest, longest), spare);
    value.inFields += spare;
  });
}
