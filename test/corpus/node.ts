/** Structures that only Node has. */
import { freshText, structures } from './structure.ts';
import type { Structure } from './structure.ts';

export const nodeOnly: readonly Structure[] = structures('synthetic', [
  ['Buffer.alloc(100)', () => Buffer.alloc(100)],
  ['Buffer.alloc(10) on the heap', () => Buffer.alloc(10)],
  ['Buffer.allocUnsafeSlow(5000)', () => Buffer.allocUnsafeSlow(5000)],
  [
    'Buffer.from text, pooled',
    () => {
      Buffer.from(freshText(8));
      return Buffer.from(freshText(8));
    },
    "the pool has a property of Node's own",
  ],
  ['Buffer of 100,000', () => Buffer.from(freshText(100_000))],
  ['Buffer slice', () => Buffer.alloc(1000).subarray(100, 200)],
  ['Buffer.concat', () => Buffer.concat([Buffer.alloc(5000), Buffer.alloc(5000)])],
  ['TextEncoder output', () => new TextEncoder().encode(freshText(500))],
  ['object of buffers', () => ({ a: Buffer.alloc(500), b: Buffer.alloc(600) })],
  ['URL', () => new URL('http://example.org/path'), 'private-fields'],
]);
