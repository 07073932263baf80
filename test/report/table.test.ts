// Numbers in tables and messages.
import { expect, it } from 'vitest';
import { formatCount } from '../../src/report/table.ts';

it('counts are grouped by thousands, and fractions of a sample rounded', () => {
  expect([0, 999, 1000, -1234567, 2353325.777].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '-1,234,567',
    '2,353,326',
  ]);
});
