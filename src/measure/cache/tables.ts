/**
 * The bytes of a cache's own tables: a Map and lists. V8 grows them in steps, so the share of an entry depends on the
 * number of entries.
 */
import { capacityAfterPushes, largestOrderedCapacity } from '../../layout/capacity.ts';
import { orderedTableBytes } from '../../layout/collections.ts';
import { taggedElementsBytes } from '../../layout/elements.ts';
import { kindSize } from '../../layout/layout.ts';
import type { Layout } from '../../layout/layout.ts';
import { floor } from '../../platform/math.ts';

/**
 * A Map with a steady number of entries, as many deleted as added: deleted entries make it double until half of it is
 * free.
 */
export function churnedMapBytes(layout: Layout, entries: number): number {
  return kindSize(layout, 'map') + orderedTableBytes(layout, largestOrderedCapacity(entries), 3);
}

/** An array that was filled slot by slot. */
export function filledListBytes(layout: Layout, entries: number): number {
  return kindSize(layout, 'array') + taggedElementsBytes(layout, capacityAfterPushes(0, entries));
}

/** An array that was made with all its slots. */
export function madeListBytes(layout: Layout, entries: number): number {
  return kindSize(layout, 'array') + taggedElementsBytes(layout, entries);
}

/** The largest number of entries for which the increasing `bytesOf` is at most `limit`; at least 1. */
export function mostEntries(limit: number, bytesOf: (entries: number) => number): number {
  let fits = 1;
  let tooMany = 2;
  while (bytesOf(tooMany) <= limit && tooMany < 2 ** 31) {
    fits = tooMany;
    tooMany *= 2;
  }
  while (tooMany - fits > 1) {
    const middle = floor((fits + tooMany) / 2);
    if (bytesOf(middle) <= limit) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
