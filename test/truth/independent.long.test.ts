// exactSizeOf beside an independent sum of self sizes, on every structure, to the byte.
import { expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { nodeOnly } from '../corpus/node.ts';
import { data, packages } from '../corpus/packages.ts';
import { synthetic } from '../corpus/synthetic.ts';
import { sumsOf } from './independent.ts';

it('exactSizesOf equals an independent sum on the whole corpus', async () => {
  const structures = [...synthetic, ...nodeOnly, ...packages, ...data];
  const values = structures.map((structure) => structure.build());
  const sums = await sumsOf(values);
  const exact = await exactSizesOf(values);
  expect(
    structures.flatMap(({ name }, i) =>
      exact[i].bytes === sums[i]
        ? []
        : [
            `${name}: exactSizeOf ${exact[i].bytes}, independent sum ${sums[i]} | ${exact[i].byType.map((row) => `${row.type} ${row.count}: ${row.bytes}`).join(', ')}`,
          ],
    ),
  ).toEqual([]);
});
