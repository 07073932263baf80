// The table of strings: the same answers while strings move after it has grown.
import { expect, it } from 'vitest';
import { Seen, StringTable } from '../../../src/weigh/strings/string-table.ts';

/** The first 100,000 hashes are the same for the strings 100,000 later. */
const hashOf = (i: number): number => Math.imul(i % 100_000, 0x9e3779b1);

it('finds what was added, whatever has moved', () => {
  const table = new StringTable();
  const count = 200_000;
  const strings = Array.from({ length: count }, (_, i) => `string ${i}`);
  for (let round = 0; round < 2; round++) {
    let wrong = 0;
    const check = (i: number): void => {
      if (table.indexOf(strings[i], hashOf(i)) !== i) wrong++;
      if (table.add(strings[i], hashOf(i)) !== Seen.yes || table.last !== i || table.note !== 2 * i) wrong++;
      if (table.lastString !== strings[i]) wrong++;
    };
    for (let i = 0; i < count; i++) {
      if (table.has(strings[i], hashOf(i))) wrong++;
      if (table.add(strings[i], hashOf(i)) !== Seen.no || table.last !== i) wrong++;
      table.note = 2 * i;
      // One of those that may not have moved yet, and one that has.
      if (i % 7 === 0) check(i >> 1);
      if (i % 7 === 1) check(i >> 5);
    }
    for (let i = 0; i < count; i++) check(i);
    expect(wrong).toBe(0);
    table.clear();
    expect(table.has(strings[0], hashOf(0))).toBe(false);
  }
});

it('gives up on hashes with too many strings, also while they move', () => {
  const table = new StringTable();
  const same = Array.from({ length: 40 }, (_, i) => `same ${i}`);
  const found = same.map((string) => table.add(string, 12));
  expect(found.filter((seen) => seen === Seen.unknown)).toHaveLength(8);
  // The table grows to 65,536 slots and then to four times as many; just after that most have not moved.
  for (let i = 0; i < 33_000; i++) {
    table.add(`other ${i}`, Math.imul(i + 100, 0x9e3779b1));
    if (i % 64 === 0) {
      expect(table.add(same[0], 12)).toBe(Seen.yes);
      expect(table.add(same[31], 12)).toBe(Seen.yes);
      expect(table.add(same[32], 12)).toBe(Seen.unknown);
      expect(table.has(same[32], 12)).toBe(false);
    }
  }
});
