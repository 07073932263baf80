// What nobody uses a bundler leaves out: each import brings what it needs and nothing else.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../src/index.ts';
import { bundled } from './bundled.ts';

/** The most that `sizeOf` and `deepSizeOf` may take, minified and gzipped; the README states the size. */
const LIMIT = 42 * 1024;

/** The rooms of `src` from which something is left. */
const rooms = (program: string): string[] =>
  [
    ...new Set(bundled(program).files.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file))),
  ].sort();

describe('a bundle', () => {
  it('with formatBytes alone has no walker, no weigher and no table of an engine', () => {
    const { code, files } = bundled("import { formatBytes } from 'heapscale'; console.log(formatBytes(1));", true);
    expect(files).toEqual(['platform/argument-checks', 'report/bytes']);
    expect(code.length).toBeLessThan(1024);
  });

  it('of a bare import is empty', () => {
    expect(bundled("import 'heapscale'; import 'heapscale/assert';", true).code).toBe('');
  });

  it.each([
    ["import { parseBytes } from 'heapscale'; console.log(parseBytes('1 KiB'));", ['platform', 'report']],
    [
      "import { mergeReports, SizeReport } from 'heapscale'; console.log(mergeReports([]), SizeReport);",
      ['inspect', 'platform', 'report', 'weigh'],
    ],
    ["import { layouts } from 'heapscale'; console.log(layouts);", ['layout']],
  ])('%s', (program, expected) => {
    expect(rooms(program)).toEqual(expected);
  });

  it('with deepSizeOf has neither budgets nor loggers', () => {
    const all = rooms("import { deepSizeOf } from 'heapscale'; console.log(deepSizeOf(1));");
    expect(all).toContain('walk');
    expect(all).not.toContain('budget');
    expect(all).not.toContain('log');
  });

  it('with one assertion has not the others', () => {
    const { files } = bundled("import { assertFitsIn } from 'heapscale/assert'; assertFitsIn(1, 2);");
    expect(files.filter((file) => file.startsWith('budget/')).sort()).toEqual([
      'budget/assertion-error',
      'budget/assertions',
      'budget/check-options',
      'budget/explanation',
      'budget/fit',
      'budget/heaviest-places',
      'budget/hidden',
      'budget/hidden-reasons',
      'budget/subject',
      'budget/verdict',
    ]);
  });

  it(`with sizeOf and deepSizeOf stays below ${formatBytes(LIMIT)}, gzipped`, () => {
    const { code } = bundled("export { sizeOf, deepSizeOf } from 'heapscale';", true);
    const bytes = gzipSync(code, { level: 9 }).length;
    expect(bytes).toBeGreaterThan(1024);
    expect(bytes).toBeLessThan(LIMIT);
    expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(
      `are ${formatBytes(LIMIT)} at most, minified and gzipped`,
    );
  });
});
