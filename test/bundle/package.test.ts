// What npm publishes: all that the published files refer to, and nothing else.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

import { layouts } from '../../src/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(root + file, 'utf8');

describe('the package', () => {
  let files: ReadonlySet<string>;
  const having = (end: string): string[] => [...files].filter((file) => file.endsWith(end));

  beforeAll(() => {
    const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const [{ files: list }] = JSON.parse(packed) as [{ files: { path: string }[] }];
    files = new Set(list.map(({ path }) => path));
  });

  it('has code, declarations, maps, sources and guides', () => {
    const kinds =
      /^(?:dist\/(?!cjs\/cli\/).*\.(?:js|js\.map|d\.ts|d\.ts\.map)|dist\/cjs\/package\.json|dist\/vitest-setup\.ts|src\/.*\.(?:ts|md)|package\.json|README\.md|LICENSE)$/;
    expect([...files].filter((file) => !kinds.test(file))).toEqual([]);
    expect([...files].filter((file) => file.startsWith('src/report/pictures/page/'))).toEqual([]);
    const guides = [
      'README.md',
      ...['', 'measure/', 'report/', 'budget/', 'watch/', 'profile/', 'heap/'].map((room) => `src/${room}README.md`),
    ];
    expect([...guides, 'src/API.md', 'src/measure/python.md'].filter((file) => !files.has(file))).toEqual([]);
  });

  it('has the sources that its maps lead to', () => {
    const maps = having('.map');
    expect(maps.length).toBeGreaterThan(100);
    for (const map of maps) {
      const { sources } = JSON.parse(read(map)) as { sources: string[] };
      for (const source of sources)
        expect(files, `${map}: ${source}`).toContain(posix.join(posix.dirname(map), source));
    }
  });

  it('has the declarations that its declarations import, and only those that an entry leads to', () => {
    for (const folder of ['dist', 'dist/cjs']) {
      const entries = ['index', 'node', 'assert', 'vitest', 'jest', 'profile', 'vitest-reporter', 'jest-reporter'];
      const reached = new Set(entries.map((name) => `${folder}/${name}.d.ts`));
      for (const file of reached) {
        expect(files).toContain(file);
        for (const [, path] of read(file).matchAll(/(?:\bfrom |\bimport |\bimport\()['"](\.[^'"]+)['"]/g)) {
          expect(path, file).toMatch(/\.js$/);
          reached.add(posix.join(posix.dirname(file), path.replace(/\.js$/, '.d.ts')));
        }
      }
      const cjs = folder === 'dist/cjs';
      const declared = having('.d.ts').filter(
        (file) => file.startsWith('dist/cjs/') === cjs && file.startsWith('dist/'),
      );
      expect(declared.filter((file) => !reached.has(file))).toEqual([]);
    }
  });

  it('names files that it has', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;
    const named = JSON.stringify([manifest['exports'], manifest['bin'], manifest['main'], manifest['typesVersions']]);
    for (const [, path] of named.matchAll(/"\.\/([^"*]+\.[^"*]+)"/g)) {
      if (path.includes('.')) expect(files).toContain(path);
    }
  });

  it('names the versions that it was tested with', () => {
    const { tested, engines, devDependencies } = JSON.parse(read('package.json')) as {
      tested: Record<string, string[]>;
      engines: { node: string };
      devDependencies: { typescript: string };
    };
    // test:engines reads the versions of Node, Deno, workerd and Bun from here; tables exist of those that have V8.
    const binaries = read('benchmarks/engines/binaries.mjs');
    for (const name of ['node', 'deno', 'workerd', 'bun']) expect(binaries).toContain(`tested.${name}`);
    expect(Object.keys(layouts).filter((name) => /^node\d+$/.test(name))).toEqual(
      tested['node'].map((major) => `node${major}`),
    );
    expect(Object.keys(layouts).filter((name) => /^chromium\d+$/.test(name))).toEqual(
      tested['chromium'].map((version) => `chromium${version}`),
    );
    expect(engines.node).toMatch(new RegExp(`^>=${tested['node'][0]}\\.`));
    const consumers = read('test/consumer/consumers.mjs');
    const versionsOf = (name: string): string[] =>
      [...consumers.matchAll(new RegExp(`^  '${name} ([\\d.]+)':`, 'gm'))].map(([, version]) => version);
    expect(versionsOf('vitest')).toEqual(tested['vitest']);
    expect(versionsOf('Jest')).toEqual(tested['jest']);
    expect([...versionsOf('TypeScript'), devDependencies.typescript.replace(/\.\d+$/, '')]).toEqual(
      tested['typescript'],
    );
  });
});
