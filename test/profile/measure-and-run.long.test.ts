// What a call takes, and what a script takes over time.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTimeline } from '../../src/cli/timeline.ts';
import { timelineSvg } from '../../src/cli/timeline-svg.ts';
import { originalLinesOf } from '../../src/heap/source-map.ts';
import { measureMemory } from '../../src/profile.ts';

describe('measureMemory', () => {
  it('reports what stays, what was allocated, and what is outside the heap', async () => {
    const kept = await measureMemory(() => Array.from({ length: 100_000 }, (_, i) => ({ i })), { runs: 3 });
    expect(kept.result).toHaveLength(100_000);
    expect(kept.runs).toHaveLength(3);
    // 100,000 objects of 32 bytes, and as many slots.
    expect(Math.abs(kept.netHeapBytes / 4_000_000 - 1)).toBeLessThan(0.1);
    expect(kept.allocatedBytes).toBeGreaterThan(3_900_000);
    expect((await measureMemory(() => new Float64Array(1_000_000))).netExternalBytes).toBe(8_000_000);
    expect(String(kept)).not.toContain('\n');
  });

  it('sees the peak of what is garbage afterwards', async () => {
    const { netHeapBytes, peakHeapBytes, allocatedBytes } = await measureMemory(async () => {
      const list: object[] = [];
      for (let i = 0; i < 300_000; i++) list.push({ i });
      return list.length;
    });
    expect(Math.abs(netHeapBytes)).toBeLessThan(1_000_000);
    expect(peakHeapBytes).toBeGreaterThan(9_000_000);
    expect(allocatedBytes).toBeGreaterThanOrEqual(peakHeapBytes);
  });

  it('refuses what it cannot do, and throws on what is thrown', async () => {
    await expect(measureMemory(5 as never)).rejects.toThrow(TypeError);
    await expect(measureMemory(() => 1, { runs: 0 })).rejects.toThrow(
      'runs must be an integer from 1 to 1000000; got 0',
    );
    await expect(
      measureMemory(() => {
        throw new Error('on purpose');
      }),
    ).rejects.toThrow('on purpose');
  });
});

describe('source maps', () => {
  it('lead from a place to the line of the original', () => {
    const map = { version: 3, sources: ['a.ts'], sourcesContent: ['one\ntwo'], mappings: 'AAAA,IACA;;AADA' };
    const script = `x;y\n\nz\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
    const lines = originalLinesOf(script, 'file:///folder/a.js')!;
    expect(lines.lineAt(0, 0)).toEqual({ source: 'file:///folder/a.ts', line: 0 });
    expect(lines.lineAt(0, 5)?.line).toBe(1);
    expect(lines.lineAt(1, 0)).toBeUndefined();
    expect(lines.lineAt(2, 0)?.line).toBe(0);
    expect(lines.textOf('file:///folder/a.ts')).toBe('one\ntwo');
    expect(originalLinesOf('x\n//# sourceMappingURL=data:application/json,{', 'file:///a.js')).toBeUndefined();
  });
});

describe('heapscale run', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'heapscale-'));
    writeFileSync(
      join(folder, 'script.mjs'),
      `
      const end = Date.now() + 300;
      const kept = [];
      while (Date.now() < end) kept.push(new Float64Array(1000));
      globalThis[Symbol.for('heapscale.marks')]('<busy>');
      console.log(JSON.stringify([process.argv.slice(2), process.env.HEAPSCALE_TIMELINE ?? null, kept.length > 0]));
      if (process.argv[2] === 'kill') process.kill(process.pid, 'SIGKILL');
      process.exitCode = 7;
    `,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]) => spawnSync(process.execPath, ['dist/cli/main.js', ...args], { encoding: 'utf8' });

  it('keeps arguments, output and exit code, samples a busy thread, and draws marks', () => {
    const { stdout, stderr, status, signal } = run(
      'run',
      '--every=20',
      '--svg',
      join(folder, 'a.svg'),
      '--json',
      join(folder, 'a.json'),
      join(folder, 'script.mjs'),
      'a',
      '--svg',
    );
    expect(JSON.parse(stdout)).toEqual([['a', '--svg'], null, true]);
    expect({ status, signal }, stderr).toEqual({ status: 7, signal: null });
    expect(stderr).toMatch(/^peak RSS .* samples.*\n$/);
    const { samples, marks } = JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8')) as ReturnType<
      typeof parseTimeline
    >;
    expect(samples.filter(({ ms }) => ms < 300).length).toBeGreaterThan(3);
    expect(samples.at(-1)!.rssBytes).toBeGreaterThan(samples[0].rssBytes);
    expect(marks.map(({ name }) => name)).toEqual(['<busy>']);
    expect(readFileSync(join(folder, 'a.svg'), 'utf8')).toContain('&lt;busy&gt;');
  });

  it('ends by the signal that ended the script', () => {
    expect(run('run', join(folder, 'script.mjs'), 'kill').signal).toBe('SIGKILL');
  });

  it('passes an interrupt on that only it has received, as from a process manager', async () => {
    const script = join(folder, 'waiting.mjs');
    writeFileSync(
      script,
      "process.on('SIGINT', () => process.exit(5)); setTimeout(() => {}, 60_000); console.log('waiting');",
    );
    const child = spawn(process.execPath, ['dist/cli/main.js', 'run', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([5, null]);
  });

  it('says what is wrong in one line', () => {
    for (const [args, message] of [
      [['run'], /name a script/],
      [['run', '--every', 'x', 'a.mjs'], /--every must be a number of milliseconds/],
      [['run', join(folder, 'none.mjs')], /no such file/],
      [['profile'], /name a script/],
      [['profile', '--wrong'], /see heapscale profile --help/],
      [['profile', 'test/profile/fixtures/functions.mjs', '--function', 'none'], /exports no function none/],
    ] as const) {
      const { stderr, status } = run(...args);
      expect(stderr).toMatch(message);
      expect(stderr.trimEnd()).not.toContain('\n');
      expect(status).toBe(2);
    }
  });

  it('draws a timeline without samples', () => {
    expect(timelineSvg(parseTimeline('{"at":1'), 'a & b')).toContain('a &amp; b');
  });
});
