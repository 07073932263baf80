// Memory by source line: external memory, throws, refusals, and that nothing is left
// behind.
import { Session } from 'node:inspector';
import { beforeAll, describe, expect, it } from 'vitest';
import { profileMemory, profileOf, toProfileHtml } from '../../src/profile.ts';
import type { LineRow } from '../../src/profile.ts';
import { inFixtures } from './in-fixtures.ts';

const file = inFixtures('functions.mjs');
let functions: Record<string, (...args: never[]) => unknown>;
beforeAll(async () => {
  functions = (await import(/* @vite-ignore */ file)) as typeof functions;
});

const lineWith = (lines: readonly LineRow[], part: string): LineRow =>
  lines.find(({ source }) => source.includes(part))!;

describe('profileMemory', () => {
  it('shows external memory on its line alone', async () => {
    const profile = await profileMemory(functions['external']);
    const { lines } = profile;
    expect(String(profile)).toMatch(/Line # +Mem usage +Increment .*Occurrences +Line Contents/);
    expect(toProfileHtml(profile)).toContain('new Float64Array');
    expect(lineWith(lines, 'new Float64Array').externalBytes).toBe(8_000_000);
    for (const { source, externalBytes } of lines) if (!source.includes('Float64Array')) expect(externalBytes).toBe(0);
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
