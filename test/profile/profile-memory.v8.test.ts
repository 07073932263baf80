// Memory by source line: the Python post's function, external memory, throws, refusals, and that nothing is left
// behind.
import { Session } from 'node:inspector';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { profileMemory, profileOf, toProfileHtml } from '../../src/profile.ts';
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

describe('profileMemory', () => {
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

  it('shows external memory on its line alone', async () => {
    const { lines } = await profileMemory(functions['external']);
    expect(lineWith(lines, 'new Float64Array').externalBytes).toBe(8_000_000);
    for (const { source, externalBytes } of lines) if (!source.includes('Float64Array')) expect(externalBytes).toBe(0);
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

  it.each<[string, unknown]>([
    ['an error', new Error('on purpose')],
    ['a text', 'on purpose'],
  ])('reports up to a throw of %s, and throws it on', async (_, error) => {
    await expect(profileMemory(functions['throwing'] as (error: unknown) => number, error)).rejects.toBe(error);
    const profile = profileOf(error)!;
    expect(profile.threw).toBe(true);
    expect(lineWith(profile.lines, 'throw error').hits).toBe(1);
    expect(lineWith(profile.lines, 'return text.length').hits).toBe(0);
    expect(profileOf(new Error('another'))).toBeUndefined();
  });

  it.each<[string, unknown, RegExp]>([
    ['a native function', Math.max, /native/],
    ['a bound function', (() => 1).bind(null), /bound/],
    ['a class', class {}, /new X\(\)/],
    [
      'a generator function',
      function* () {
        yield 1;
      },
      /generator/,
    ],
    ['a Proxy', new Proxy(() => 1, {}), /Proxy/],
    ['no function', 5, /^fn must be a function; got 5$/],
  ])('refuses %s', async (_, fn, message) => {
    await expect(profileMemory(fn as () => void)).rejects.toThrow(message);
  });

  it('leaves nothing behind, and refuses a second profile meanwhile', async () => {
    const names = Reflect.ownKeys(globalThis).length;
    const first = profileMemory(functions['external']);
    await expect(profileMemory(functions['external'])).rejects.toThrow(/already running/);
    await first;
    await expect(profileMemory(functions['throwing'] as (error: unknown) => number, new Error('x'))).rejects.toThrow(
      'x',
    );
    expect(Reflect.ownKeys(globalThis).length).toBe(names);
    // A breakpoint that was left would stop this session.
    const session = new Session();
    session.connect();
    let paused = 0;
    session.on('Debugger.paused', () => paused++);
    session.post('Debugger.enable');
    functions['external']();
    session.disconnect();
    expect(paused).toBe(0);
    expect((await profileMemory(functions['external'])).lines.length).toBeGreaterThan(4);
  });
});
