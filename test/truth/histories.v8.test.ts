// What JavaScript cannot see of a value's history lies in the range.
import { expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { histories } from '../corpus/histories.ts';
import { judge } from './judge.ts';

it("the range holds V8's count, whatever made the value", async () => {
  const values = histories.map(([, build]) => build());
  const reports = values.map((value) => deepSizeOf(value));
  const truths = await judge(values);
  const outside = histories.flatMap(([name], i) => {
    const { bytes, range } = reports[i];
    const truth = truths[i].heapBytes + truths[i].externalBytes;
    return range.min <= truth && truth <= range.max
      ? []
      : [`${name}: V8 ${truth}, ours ${bytes} in [${range.min}, ${range.max}]`];
  });
  expect(outside).toEqual([]);
});
