// Stacks for flame graph tools: speedscope's schema held to, bytes adding up, names that cannot break a line.
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import { HOSTILE, reportOn, STATE } from './rows.ts';

/** The rules of https://www.speedscope.app/file-format-schema.json for a file with sampled profiles. */
function brokenRules(file: unknown): string[] {
  const broken: string[] = [];
  const check = (holds: boolean, rule: string): void => void (holds || broken.push(rule));
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  const hasOnly = (value: Record<string, unknown>, names: readonly string[], what: string): void => check(Object.keys(value).every((name) => names.includes(name)), `${what} has only the properties of the schema`);
  if (!isObject(file)) return ['a file is an object'];
  check(file.$schema === 'https://www.speedscope.app/file-format-schema.json', '$schema is the one known');
  check(file.name === undefined || typeof file.name === 'string', 'name is a text');
  check(file.exporter === undefined || typeof file.exporter === 'string', 'exporter is a text');
  check(file.activeProfileIndex === undefined || typeof file.activeProfileIndex === 'number', 'activeProfileIndex is a number');
  hasOnly(file, ['$schema', 'activeProfileIndex', 'exporter', 'name', 'profiles', 'shared'], 'a file');
  const frames = isObject(file.shared) && Array.isArray(file.shared.frames) ? file.shared.frames : undefined;
  if (frames === undefined || !Array.isArray(file.profiles)) return [...broken, 'shared.frames and profiles are there'];
  for (const frame of frames as Record<string, unknown>[]) {
    check(typeof frame.name === 'string' && (frame.file === undefined || typeof frame.file === 'string'), 'a frame has a name and perhaps a file');
    hasOnly(frame, ['name', 'file', 'line', 'col'], 'a frame');
  }
  for (const profile of file.profiles as Record<string, unknown>[]) {
    check(profile.type === 'sampled' && typeof profile.name === 'string', 'a profile has type and name');
    check(['bytes', 'microseconds', 'milliseconds', 'nanoseconds', 'none', 'seconds'].includes(profile.unit as string), 'the unit is one of the list');
    check(typeof profile.startValue === 'number' && typeof profile.endValue === 'number', 'start and end are numbers');
    hasOnly(profile, ['type', 'name', 'unit', 'startValue', 'endValue', 'samples', 'weights'], 'a profile');
    const { samples, weights } = profile as { samples: unknown[][]; weights: unknown[] };
    check(Array.isArray(samples) && Array.isArray(weights) && samples.length === weights.length, 'as many weights as samples');
    check(samples.flat().every((index) => Number.isInteger(index) && (index as number) >= 0 && (index as number) < frames.length), 'samples are indices of frames');
    check(weights.every((weight) => typeof weight === 'number' && weight >= 0), 'weights are numbers');
  }
  return broken;
}

const parsed = (report: SizeReport): ReturnType<SizeReport['toSpeedscope']> => JSON.parse(JSON.stringify(report.toSpeedscope())) as ReturnType<SizeReport['toSpeedscope']>;

describe('toSpeedscope', () => {
  it('keeps the rules of the schema, whatever the names are', () => {
    for (const report of [reportOn(STATE), reportOn(HOSTILE), reportOn(undefined), deepSizeOf(undefined), deepSizeOf({ a: [1.5, 'a text'] })]) expect(brokenRules(parsed(report))).toEqual([]);
    expect(brokenRules({ ...parsed(reportOn(STATE)), more: 1, shared: { frames: [] } })).toHaveLength(3);
  });

  it('has a profile by path and one by type, each of all bytes', () => {
    const { profiles, shared } = parsed(reportOn(STATE));
    expect(profiles.map(({ name, unit, endValue }) => [name, unit, endValue])).toEqual([['by path', 'bytes', 10_000], ['by type', 'bytes', 10_000]]);
    for (const { weights } of profiles) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(10_000);
    const stacks = profiles[0].samples.map((sample, i) => [sample.map((index) => shared.frames[index].name).join(' '), profiles[0].weights[i]]);
    expect(stacks).toContainEqual(['state .cache .get("bob")', 2000]);
    expect(stacks).toContainEqual(['state .cache', 1000]);
    expect(shared.frames.find((frame) => frame.name === '.get("bob")')).toEqual({ name: '.get("bob")', file: 'User' });
  });
});

describe('toFoldedStacks', () => {
  it('has a line for each place that keeps bytes of its own', () => {
    expect(reportOn(STATE).toFoldedStacks()).toBe(`state;.cache;.get("ann") 3000
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
    expect(reportOn(undefined).toFoldedStacks()).toBe('value;Object 600\nvalue;string 400\n');
    expect(deepSizeOf(undefined).toFoldedStacks()).toBe('');
  });

  it('lets no name end a frame or a line', () => {
    const lines = reportOn(HOSTILE).toFoldedStacks().trimEnd().split('\n');
    let bytes = 0;
    for (const line of lines) {
      const match = /^(.*) (\d+)$/u.exec(line)!;
      expect(match[1].split(';').length).toBeLessThanOrEqual(3);
      bytes += Number(match[2]);
    }
    expect(bytes).toBe(100_000);
  });
});
