// heapscale imports: the bytes of each module are where it is imported first; cycles, CommonJS and Node's own modules.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ImportCostsData } from '../../src/cli/imports/import-costs.ts';
import { failure, heapscale, scratch } from './heapscale.ts';

const { folder, write, remove } = scratch();
afterAll(remove);

const MIB = 2 ** 20;
/** Code that keeps about so many MiB of heap alive. */
const keeps = (mib: number): string => `Array.from({ length: ${mib} * 32768 }, (_, i) => ({ at: i }))`;

mkdirSync(join(folder, 'node_modules/heavy'), { recursive: true });
write('node_modules/heavy/package.json', '{ "name": "heavy", "main": "index.js" }');
write('node_modules/heavy/index.js', `exports.kept = ${keeps(2)}; require('./part'); require('./data.json');`);
write(
  'node_modules/heavy/part.js',
  `exports.buffer = new ArrayBuffer(3 * ${MIB}); exports.heavy = require('./index.js');`,
);
write('node_modules/heavy/data.json', '{ "data": [1, 2, 3] }');
write('shared.mjs', `export const kept = ${keeps(1)};`);
write('first.mjs', "import './shared.mjs'; import './second.mjs'; export const first = 1;");
write(
  'second.mjs',
  "import './first.mjs'; import './shared.mjs'; import zlib from 'node:zlib'; export const second = zlib;",
);
write('late.mjs', `export const kept = ${keeps(1)};`);
const entry = write(
  'entry.mjs',
  `import './first.mjs'; import heavy from 'heavy'; import './shared.mjs';
   console.log('from the script', process.argv[2]); export const late = await import('./late.mjs'); export { heavy };`,
);

describe('heapscale imports', () => {
  it('is a tree of modules with what each has left behind', async () => {
    const run = await heapscale(['imports', '--json', entry, 'argument']);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain('from the script argument');
    const { modules, bytes, complete, errorBytes } = JSON.parse(run.stdout) as ImportCostsData;
    expect(complete).toBe(true);
    // Without settling, modules exchange some hundred KiB.
    expect(errorBytes).toBe(Math.max(0, ...modules.map(({ ownBytes }) => -ownBytes)));
    expect(errorBytes).toBeLessThan(100_000);
    const of = (end: string) => modules.find(({ url }) => url.endsWith(end))!;
    const parentOf = (end: string) => modules[of(end).parent]?.url.split('/').at(-1);
    const near = (size: number, mib: number): void => {
      expect(size).toBeGreaterThan(mib * MIB * 0.95);
      expect(size).toBeLessThan(mib * MIB * 1.1 + 200_000);
    };
    // An object of 32 bytes, and 8 bytes of the array.
    near(of('/shared.mjs').ownBytes, 1.25);
    near(of('heavy/index.js').ownBytes, 2.5);
    near(of('heavy/index.js').bytes, 5.5);
    near(of('heavy/index.js').aloneBytes, 5.5);
    near(of('heavy/part.js').ownBytes, 3);
    // What is imported later counts with the module that imports it.
    near(of('/entry.mjs').ownBytes, 1.25);
    near(of('/entry.mjs').bytes, 8);
    expect(of('/entry.mjs').bytes).toBe(bytes);
    expect(modules.reduce((sum, { ownBytes }) => sum + ownBytes, 0)).toBeCloseTo(bytes, 3);
    expect(
      ['/shared.mjs', '/second.mjs', '/first.mjs', 'heavy/index.js', 'heavy/part.js', '/data.json', 'node:zlib'].map(
        parentOf,
      ),
    ).toEqual(['first.mjs', 'first.mjs', 'entry.mjs', 'entry.mjs', 'index.js', 'index.js', 'second.mjs']);
    expect(of('/shared.mjs').importers).toBe(3);
    // It would be there without the first module, too.
    expect(of('/first.mjs').aloneBytes).toBeLessThan(of('/first.mjs').bytes - MIB);
    expect(of('node:zlib').ms).toBeGreaterThan(0);
    for (const { ms, ownMs } of modules) expect(ms).toBeGreaterThanOrEqual(ownMs - 0.001);
  });

  it('prints the tree', async () => {
    const { stdout, code } = await heapscale(['imports', '--depth', '1', entry]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/entry\.mjs: \d+ modules, [\d.]+ MiB, [\d.]+ ms\nmodule +bytes +share +own +alone +time\n/);
    expect(stdout).toMatch(
      /^├─ heavy\/index\.js \(and 1 more importing it\) +5\.\d+ MiB +\d+\.\d % +2\.\d+ MiB +5\.\d+ MiB +[\d.]+ ms$/m,
    );
    expect(stdout).not.toContain('part.js');
  });

  it('measures a CommonJS script, and one that ends its process', async () => {
    const script = write('script.cjs', "require('heavy'); process.exit(3);");
    const { stdout, code } = await heapscale(['imports', '--json', script]);
    expect(code).toBe(0);
    const { modules, complete } = JSON.parse(stdout) as ImportCostsData;
    expect(complete).toBe(false);
    expect(modules[0].bytes).toBeGreaterThan(5 * MIB);
    expect(modules.map(({ name }) => name)).toContain('heavy/part.js');
  });

  it('has errors of one line', async () => {
    expect(await failure(['imports'], {})).toBe('name a script to import: see heapscale imports --help');
    expect(await failure(['imports', 'nowhere.mjs'], {})).toBe('nowhere.mjs: no such file');
    expect(await failure(['imports', '--much', entry], {})).toBe(
      "Unknown option '--much': see heapscale imports --help",
    );
    expect(await failure(['imports', '--depth', 'x', entry], {})).toBe(
      "--depth must be a non-negative integer; got 'x'",
    );
    const broken = write('broken.mjs', "import './missing.mjs';");
    const { code, stderr, stdout } = await heapscale(['imports', broken]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('missing.mjs');
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(`heapscale: ${broken} could not be imported`);
  });
});
