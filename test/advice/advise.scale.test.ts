// Advice on a million objects.
import { expect, it } from 'vitest';
import { advise } from '../../src/index.ts';
import { json, list } from './cases.ts';

it('goes through a million records', () => {
  const records = json(
    list(1_000_000, (id) => ({
      id,
      at: id + 0.5,
      group: `a group that many are in ${id % 50}`,
      tags: [] as never[],
    })),
  );
  const { findings } = advise({ records });
  expect(findings.map(({ kind, count }) => [kind, count])).toEqual([
    ['objects-by-column', 1_000_000],
    ['duplicate-strings', 1_000_000],
    ['empty-container', 1_000_000],
  ]);
  expect(findings[1].savedBytes / (1_000_000 - 50)).toBeCloseTo(48, -1);
});
