// Strings that V8 keeps in its read-only space are known by hashes: each that was found on an engine, and no others.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scanned, scanString } from '../../src/platform/scan-string.ts';
import { ReadOnlyString, readOnlyStringOf } from '../../src/weigh/strings/read-only-strings.ts';

const { all, some } = JSON.parse(
  readFileSync(new URL('../../benchmarks/calibrate/read-only-strings.json', import.meta.url), 'utf8'),
) as { all: string[]; some: string[] };

function certaintyOf(string: string): 0 | 1 | 2 {
  scanString(string);
  return readOnlyStringOf(string, scanned.hash);
}

describe('read-only strings', () => {
  it('are certain if every engine has them', () => {
    expect(all.length).toBeGreaterThan(400);
    expect(all.filter((string) => certaintyOf(string) !== ReadOnlyString.yes)).toEqual([]);
  });

  it('are possible if some engines have them', () => {
    expect(some.length).toBeGreaterThan(150);
    expect(some.filter((string) => certaintyOf(string) !== ReadOnlyString.maybe)).toEqual([]);
  });

  it.each(['copyWithin', 'FIXED_ARRAY_TYPE', '2048'])('are possible: %s', (string) => {
    expect(certaintyOf(string)).toBe(ReadOnlyString.maybe);
  });

  it.each(['heapscale', 'Type', 'CODE', 'FIXED_ARRAY_TYPES', '20480', 'x'.repeat(40)])('are not %s', (string) => {
    expect(certaintyOf(string)).toBe(ReadOnlyString.no);
  });

  it('are mistaken for few others', () => {
    let mistaken = 0;
    for (let i = 0; i < 100_000; i++) if (certaintyOf(`key ${i.toString(36)}`) === ReadOnlyString.yes) mistaken++;
    expect(mistaken).toBeLessThan(30);
  });
});
