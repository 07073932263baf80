// The set of the objects that a walk has met: the same answers from one Set and from the several of a walk in slices.
import { expect, it } from 'vitest';
import { VisitedSet } from '../../src/walk/visited.ts';

it.each([false, true])('knows what it has, in slices: %s', (inSlices) => {
  const set = new VisitedSet();
  set.atOnce = inSlices ? 100 : undefined;
  // More than fill sixteen Sets of a walk in slices, from which on they are twice as large.
  const objects = Array.from({ length: 300_000 }, (_, i) => ({ i }));
  expect(objects.filter((object) => !set.add(object))).toEqual([]);
  expect(objects.filter((object) => set.add(object))).toEqual([]);
  expect(set.size).toBe(objects.length);
  set.clear();
  expect(set.size).toBe(0);
  expect(set.add(objects[0])).toBe(true);
});
