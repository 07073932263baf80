// A compiled TypeScript file: the table shows the lines that a person wrote, whether the source map is in the script or
// beside it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { MemoryProfileData } from '../../src/profile.ts';

const source = `interface Row {
  readonly id: number;
}

enum Kind {
  plain,
}

export function rows(count: number): Row[] {
  const list: Row[] = [];
  for (let id = 0; id < count; id++) {
    list.push({ id } satisfies Row); // keeps
  }
  return list;
}
export const kind: Kind = Kind.plain;
`;

const folder = mkdtempSync(join(tmpdir(), 'heapscale-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

describe('a compiled TypeScript file', () => {
  it.each([
    ['inline', '--inlineSourceMap'],
    ['external', '--sourceMap'],
  ])('with a map that is %s shows its own lines', (name, option) => {
    const file = join(folder, `${name}.mts`);
    writeFileSync(file, source);
    execFileSync(process.execPath, [
      tsc,
      '--ignoreConfig',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--types',
      '',
      '--removeComments',
      option,
      file,
    ]);
    const script = `
      import { profileMemory } from ${JSON.stringify(pathToFileURL(resolve('dist/profile.js')).href)};
      import { rows } from ${JSON.stringify(pathToFileURL(join(folder, `${name}.mjs`)).href)};
      console.log(JSON.stringify(await profileMemory(rows, 20_000)));
    `;
    const profile = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
    ) as MemoryProfileData;
    const text = source.split('\n');
    expect(profile.file).toBe(file);
    expect(profile.lines[0].source).toBe('export function rows(count: number): Row[] {');
    for (const { line, source: shown } of profile.lines) expect(shown).toBe(text[line - 1]);
    const keeps = profile.lines.find(({ source: shown }) => shown.includes('// keeps'))!;
    expect(keeps.hits).toBe(20_000);
    expect(keeps.incrementBytes).toBeGreaterThan(0.7 * profile.incrementBytes);
  });
});
