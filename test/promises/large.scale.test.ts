// Values far larger than a stack is deep.
import { expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';

it('walks a chain of five million objects', () => {
  let chain: object | null = null;
  for (let i = 0; i < 5_000_000; i++) chain = { next: chain };
  expect(deepSizeOf(chain).objects).toBe(5_000_000);
});
