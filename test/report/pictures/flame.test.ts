// Stacks for flame graph tools: speedscope's schema held to, bytes adding up, names that cannot break a line.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import type { AnySchema } from 'ajv';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, toFoldedStacks, toSpeedscope } from '../../../src/index.ts';
import type { SizeReport, SpeedscopeFile } from '../../../src/index.ts';
import { HOSTILE, reportOn, STATE } from './rows.ts';

/** speedscope's own schema of its files. */
const schema = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('speedscope/dist/release/file-format-schema.json'), 'utf8'),
) as AnySchema;
const isValid = new Ajv({ strict: false }).compile(schema);

const parsed = (report: SizeReport): SpeedscopeFile =>
  JSON.parse(JSON.stringify(toSpeedscope(report))) as SpeedscopeFile;

describe('toSpeedscope', () => {
  it('is valid by the schema, whatever the names are', () => {
    for (const report of [
      reportOn(STATE),
      reportOn(HOSTILE),
      reportOn(undefined),
      deepSizeOf(undefined),
      deepSizeOf({ a: [1.5, 'a text'] }, { paths: true }),
    ]) {
      const file = parsed(report);
      expect(isValid(file), JSON.stringify(isValid.errors)).toBe(true);
      // The schema does not say that samples are indices of frames.
      for (const { samples, weights } of file.profiles) {
        expect(weights).toHaveLength(samples.length);
        for (const index of samples.flat()) expect(file.shared.frames[index]).toBeDefined();
      }
    }
    expect(isValid({ ...parsed(reportOn(STATE)), shared: {} })).toBe(false);
  });

  it('has a profile by path and one by type, each of all bytes', () => {
    const { profiles, shared } = parsed(reportOn(STATE));
    expect(profiles.map(({ name, unit, endValue }) => [name, unit, endValue])).toEqual([
      ['by path', 'bytes', 10_000],
      ['by type', 'bytes', 10_000],
    ]);
    for (const { weights } of profiles) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(10_000);
    const stacks = profiles[0].samples.map((sample, i) => [
      sample.map((index) => shared.frames[index].name).join(' '),
      profiles[0].weights[i],
    ]);
    expect(stacks).toContainEqual(['state .cache .get("bob")', 2000]);
    expect(stacks).toContainEqual(['state .cache', 1000]);
    expect(shared.frames.find((frame) => frame.name === '.get("bob")')).toEqual({ name: '.get("bob")', file: 'User' });
  });
});

describe('toFoldedStacks', () => {
  it('has a line for each place that keeps bytes of its own', () => {
    expect(toFoldedStacks(reportOn(STATE))).toBe(`state;.cache;.get("ann") 3000
state;.cache;.get("bob") 2000
state;.cache 1000
state;.first.second.third 2400
state;.users[*] 500
state;.users[*];.name 300
state;.users[*];.mail 200
state 600
`);
  });

  it('is by type without places, and empty for nothing', () => {
    expect(toFoldedStacks(reportOn(undefined))).toBe('value;Object 600\nvalue;string 400\n');
    expect(toFoldedStacks(deepSizeOf(undefined))).toBe('');
  });

  it('lets no name end a frame or a line', () => {
    const lines = toFoldedStacks(reportOn(HOSTILE)).trimEnd().split('\n');
    let bytes = 0;
    for (const line of lines) {
      const match = /^(.*) (\d+)$/u.exec(line)!;
      expect(match[1].split(';').length).toBeLessThanOrEqual(3);
      bytes += Number(match[2]);
    }
    expect(bytes).toBe(100_000);
  });
});
