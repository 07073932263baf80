// What JavaScript cannot see of a value's history lies in the range, also in the one that the engine's facts narrow.
import { expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { engineFacts } from '../../src/node.ts';
import { histories } from '../corpus/histories.ts';
import { judge } from './judge.ts';

const facts = engineFacts();

it("the range holds V8's count, whatever made the value", async () => {
  const values = histories.map(([, build]) => build());
  // With facts first: they leave ropes as they are.
  const reports = values.map((value) => [deepSizeOf(value, { facts }), deepSizeOf(value)]);
  const truths = await judge(values);
  const outside = histories.flatMap(([name], i) => {
    const truth = truths[i].heapBytes + truths[i].externalBytes;
    return reports[i].flatMap(({ bytes, range }, at) =>
      range.min <= truth && truth <= range.max
        ? []
        : [`${name}, ${at === 0 ? 'facts' : 'plain'}: V8 ${truth}, ours ${bytes} in [${range.min}, ${range.max}]`],
    );
  });
  expect(outside).toEqual([]);
});
