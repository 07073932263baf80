// A program that writes a start-up snapshot of itself (node --build-snapshot) can weigh values before and after.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'heapscale-startup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PROGRAM = `import { deepSizeOf } from './src/index.ts';
  const make = () => ({ list: Array.from({ length: 1000 }, (_, i) => ({ i })), map: new Map([[1, { x: 1.5 }]]) });
  const before = deepSizeOf(make()).bytes;
  require('node:v8').startupSnapshot.setDeserializeMainFunction(() => {
    console.log(JSON.stringify([before, deepSizeOf(make()).bytes]));
  });`;

it('weighs the same before and after', { timeout: 60_000 }, async () => {
  const outfile = join(folder, 'program.cjs');
  const stdin = { contents: PROGRAM, resolveDir: process.cwd(), loader: 'js' } as const;
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  const blob = join(folder, 'program.blob');
  execFileSync(process.execPath, ['--snapshot-blob', blob, '--build-snapshot', outfile], { stdio: 'pipe' });
  const output = execFileSync(process.execPath, ['--snapshot-blob', blob], { encoding: 'utf8' });
  const [before, after] = JSON.parse(output) as [number, number];
  expect(before).toBeGreaterThan(30_000);
  expect(after).toBe(before);
});
