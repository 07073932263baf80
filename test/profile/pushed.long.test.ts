// Memory by source line in long loops: a pushed list beside a preallocated one, hits, and what runs meanwhile.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { profileMemory, toProfileHtml } from '../../src/profile.ts';
import type { LineRow } from '../../src/profile.ts';
import { inFixtures } from './in-fixtures.ts';

const file = inFixtures('functions.mjs');
const text = readFileSync(file, 'utf8').split('\n');

let functions: Record<string, (...args: never[]) => unknown>;
beforeAll(async () => {
  functions = (await import(/* @vite-ignore */ file)) as typeof functions;
});

const lineWith = (lines: readonly LineRow[], part: string): LineRow =>
  lines.find(({ source }) => source.includes(part))!;

it('distinguishes the pushed list from the preallocated one, as V8 counts them', async () => {
  const profile = await profileMemory(
    functions['pushedAndPreallocated'] as (count: number) => [number[], number[]],
    100_000,
  );
  const [list, preallocated] = profile.result;
  expect(profile.file).toBe(file);
  expect(profile.lines.map(({ source, line }) => text[line - 1] === source)).not.toContain(false);
  const push = lineWith(profile.lines, 'list.push(i)');
  expect(push.hits).toBe(100_000);
  expect(lineWith(profile.lines, 'for (let i').hits).toBe(100_001);
  const made = lineWith(profile.lines, 'new Array(count)');
  expect(made.hits).toBe(1);
  const [{ bytes: listBytes }, { bytes: madeBytes }] = await exactSizesOf([list, preallocated]);
  expect(Math.abs(made.incrementBytes / madeBytes - 1)).toBeLessThan(0.1);
  expect(Math.abs(profile.incrementBytes / (listBytes + madeBytes) - 1)).toBeLessThan(0.1);
  expect(push.incrementBytes).toBeGreaterThan(0.7 * listBytes);
  expect(String(profile)).toMatch(/Line # +Mem usage +Increment .*Occurrences +Line Contents/);
  expect(JSON.parse(JSON.stringify(profile)).lines).toHaveLength(profile.lines.length);
  expect(toProfileHtml(profile)).toContain('list.push(i)');
});

it('counts hits exactly through loops of a million turns', async () => {
  const { lines } = await profileMemory(functions['counting'] as (turns: number) => number, 1_000_000);
  expect(lineWith(lines, 'continue').hits).toBe(1_000_000);
  expect(lineWith(lines, 'sum += 1').hits).toBe(500_000);
  expect(lineWith(lines, 'while').hits).toBe(500_001);
});

it('gives what runs meanwhile to the line that awaits', async () => {
  const { lines, result } = await profileMemory(functions['waiting'] as (kept: unknown[]) => Promise<number>, []);
  expect(result).toBe(3);
  const byGrowth = [...lines].sort((a, b) => b.incrementBytes - a.incrementBytes);
  expect(byGrowth[0].source).toContain('await');
  expect(byGrowth[0].incrementBytes).toBeGreaterThan(700_000);
});
