// heapscale calibrate writes what it learned, and --calibration uses it.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCalibration } from '../../src/index.ts';
import { heapscale } from './heapscale.ts';

const folder = mkdtempSync(join(tmpdir(), 'heapscale-calibrate-'));
const at = (name: string): string => join(folder, name);

const MAKER = `const made = (n) => Array.from({ length: n }, (_, i) => { const list = []; for (let k = 0; k <= i % 5; k++) list.push({ k }); return { list }; });`;

describe('heapscale calibrate', () => {
  it('writes a calibration that weighing uses', async () => {
    writeFileSync(at('fixtures.mjs'), `${MAKER} console.log('printed'); export default [made(50)];`);
    writeFileSync(at('value.mjs'), `${MAKER} export const value = made(80);`);
    const out = at('calibration.json');
    const written = await heapscale(['calibrate', '--import', at('fixtures.mjs'), '--out', out]);
    expect(written.code).toBe(0);
    expect(written.stdout).toContain('calibration of ');
    expect(readCalibration(readFileSync(out, 'utf8')).objects).toBeGreaterThan(100);
    const weighed = await heapscale([at('value.mjs'), '--import', '--json', '--calibration', out]);
    expect(weighed.code).toBe(0);
    const [, calibrated] = /"calibrated": ([\d.]+)/.exec(weighed.stdout)!;
    expect(Number(calibrated)).toBeGreaterThan(0.9);
    const merged = await heapscale(['calibrate', '--import', at('fixtures.mjs'), '--merge', out, '--out', '-']);
    expect(readCalibration(merged.stdout).objects).toBe(2 * readCalibration(readFileSync(out, 'utf8')).objects);
  });

  it.each([
    [['calibrate'], 'name a module that exports typical values with --import'],
    [['calibrate', '--import', 'x.mjs'], 'name a file to write with --out'],
    [['calibrate', 'x.mjs'], "name the module with --import; got 'x.mjs'"],
    [['calibrate', '--what'], "Unknown option '--what': see heapscale calibrate --help"],
    [['x.json', '--calibration', at('missing.json')], '--calibration'],
    [['x.json', '--calibration', 'a', '--layout', 'node24'], '--layout and --calibration cannot be combined'],
  ])('%j fails with a message', async (args, message) => {
    const { code, stderr } = await heapscale(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
