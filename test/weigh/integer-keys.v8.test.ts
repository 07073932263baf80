// Integer-keyed objects that code filled in ascending order are weighed as V8 keeps them: in slots, however few are in
// use, or in a hash table once a key is too far off.
import { expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { exactSizesOf } from '../../src/node.ts';

/** Twenty objects that got these keys in ascending order, beside what JSON cannot contain. */
function stored(keys: readonly number[]): object {
  const objects = Array.from({ length: 20 }, (_, i) => {
    const o: Record<string, number> = {};
    for (const key of keys) o[key] = i;
    return o;
  });
  return { objects, by: new Date(0) };
}

const CASES = [
  [5],
  [500],
  [1023],
  [1024],
  [500, 1000, 1900],
  [500, 1000, 1900, 3300],
  [500, 1000, 1900, 3400],
  [500, 1000, 1900, 3400, 6000, 9000],
  Array.from({ length: 80 }, (_, i) => 10 * i),
];

it('as V8 weighs them', async () => {
  const values = CASES.map(stored);
  const truths = await exactSizesOf(values);
  expect(values.map((value) => deepSizeOf(value).bytes)).toEqual(truths.map(({ bytes }) => bytes));
});
