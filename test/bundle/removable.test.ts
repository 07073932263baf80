// What nobody uses a bundler leaves out: each import brings what it needs and nothing else.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../src/index.ts';
import { bundled, filesIn, gzipped } from './bundled.ts';

/** The most that imports may take, minified and gzipped, in KiB; the README states those of deepSizeOf and sizeOf. */
const LIMITS: readonly (readonly [names: string, kib: number])[] = [
  ['sizeOf, deepSizeOf', 60.75],
  ['deepSizeOf', 60],
  ['entrySizeOf', 45.5],
  ['describeLayout', 19],
  ['sizeOf', 17.5],
  ['toHtml', 11],
  ['mergeReports', 5.9],
  ['layouts', 2],
  ['parseBytes', 1.25],
  ['formatBytes', 0.8],
];

/** The rooms of `src` from which something is left. */
const rooms = (program: string): string[] =>
  [...new Set(filesIn(program).map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file)))].sort();

describe('a bundle', () => {
  it.each(LIMITS)('with %s has at most %f KiB, minified and gzipped', (names, kib) => {
    expect(gzipped(`export { ${names} } from 'heapscale';`)).toBeLessThan(kib * 1024);
  });

  it('has the size that the README states', () => {
    const limitOf = (name: string): string => formatBytes(LIMITS.find(([names]) => names === name)![1] * 1024);
    expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(
      `\`deepSizeOf\` is ${limitOf('deepSizeOf')} at most, minified and gzipped, \`sizeOf\` alone ${limitOf('sizeOf')}`,
    );
  });

  it('of a bare import is empty', () => {
    expect(bundled("import 'heapscale'; import 'heapscale/assert'; import 'heapscale/profile';", true)).toBe('');
  });

  it('with formatBytes alone has no walker, no weigher and no table of an engine', () => {
    expect(filesIn("import { formatBytes } from 'heapscale'; console.log(formatBytes(1));")).toEqual([
      'platform/argument-checks',
      'report/bytes',
    ]);
  });

  it.each([
    ["import { parseBytes } from 'heapscale'; console.log(parseBytes('1 KiB'));", ['platform', 'report']],
    ["import { layouts } from 'heapscale'; console.log(layouts);", ['layout', 'platform']],
  ])('%s', (program, expected) => {
    expect(rooms(program)).toEqual(expected);
  });

  it('with reports alone has neither walker nor tables', () => {
    const all = rooms(
      "import { mergeReports, SizeReport } from 'heapscale'; console.log(mergeReports([]), SizeReport);",
    );
    expect(all).toContain('report');
    expect(all.filter((room) => ['walk', 'layout', 'paths', 'measure'].includes(room))).toEqual([]);
  });

  it('with sizeOf alone has no walk, no report, no paths and no strings of V8', () => {
    const files = filesIn("import { sizeOf } from 'heapscale'; console.log(sizeOf(1));");
    expect(files).toContain('inspect/read-object');
    expect(files.filter((file) => /^(walk|report|paths)\//.test(file))).toEqual([]);
    expect(files).not.toContain('layout/generated/read-only-strings');
  });

  it('with deepSizeOf has neither budgets nor loggers', () => {
    const all = rooms("import { deepSizeOf } from 'heapscale'; console.log(deepSizeOf(1));");
    expect(all).toContain('walk');
    expect(all).not.toContain('budget');
    expect(all).not.toContain('watch');
  });

  it('with one assertion has not the others', () => {
    const files = filesIn("import { assertFitsIn } from 'heapscale/assert'; assertFitsIn(1, 2);");
    expect(files.filter((file) => file.startsWith('budget/')).sort()).toEqual([
      'budget/assertion-error',
      'budget/assertions',
      'budget/check-options',
      'budget/doubt-warning',
      'budget/explanation',
      'budget/fit',
      'budget/heaviest-places',
      'budget/hidden',
      'budget/hidden-reasons',
      'budget/subject',
      'budget/verdict',
    ]);
  });
});
