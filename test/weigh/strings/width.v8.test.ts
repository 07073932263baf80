// The width of a string is V8's, where V8 reports it: for any length at the same cost, and without reading a character.
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, sizeOf } from '../../../src/index.ts';
import { exactSizeOf } from '../../../src/node.ts';
import { isTwoByte, isTwoByteWith, knowsWidth } from '../../../src/platform/string-width.ts';

const { isStringOneByteRepresentation } = createRequire(import.meta.url)('node:v8') as {
  isStringOneByteRepresentation?: (text: string) => boolean;
};

/**
 * Narrow characters, stored in two bytes each: joined pieces, one of them cut out of a string with a wide character.
 */
const pieces = Array.from({ length: 40 }, (_, i) =>
  [`narrow text, number ${i} \u4e00`.slice(0, 20), 'more of it'].join('-'),
);

it('is known where the engine reports it', () => {
  expect(knowsWidth).toBe(isStringOneByteRepresentation !== undefined);
});

describe.runIf(isStringOneByteRepresentation !== undefined)('strings of narrow characters in two bytes', () => {
  it('are seen', () => {
    expect(pieces.every((piece) => !isStringOneByteRepresentation!(piece))).toBe(true);
    expect(isTwoByte(pieces[3])).toBe(true);
    expect(isTwoByteWith(pieces[3], 0x7f)).toBe(true);
    expect(isTwoByteWith('plain text', 0x7f)).toBe(false);
  });

  it("weigh what V8's count says", async () => {
    for (const value of [pieces, pieces.map((piece) => ({ piece })), new Map(pieces.map((piece, i) => [i, piece]))])
      expect(deepSizeOf(value, { strings: 'each' }).bytes).toBe((await exactSizeOf(value)).bytes);
    const [, size] = [sizeOf(pieces[0]), (await exactSizeOf([pieces[0]])).bytes - (await exactSizeOf([1])).bytes];
    expect(sizeOf(pieces[0])).toBe(size);
  });
});

it('does not depend on the length', () => {
  const narrow = 'x'.repeat(1 << 20).toUpperCase();
  const last = `${narrow}\u4e00`.toLowerCase();
  expect(sizeOf(narrow)).toBe(16 + (1 << 20));
  expect(sizeOf(last)).toBe(16 + 2 * (1 << 20) + 8);
});
