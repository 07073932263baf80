// Opt-in by NODE_DEBUG, by a function, by a channel; nothing when nobody asked.
import { execFileSync, spawnSync } from 'node:child_process';
import { channel } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatBytes, sizeLogger, summarize } from '../../src/index.ts';
import type { SizeSample } from '../../src/index.ts';
import { bundledFile } from '../bundle/bundled.ts';

const cache = { a: 1, b: 2 };
const LINE = `cache: ${summarize(cache)}`;

describe('sizeLogger', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('writes to any function, at once and by a timer, until it is stopped', () => {
    const lines: string[] = [];
    const logger = sizeLogger('cache', () => cache, { everyMs: 1000, write: (line) => lines.push(line) });
    expect(logger.enabled).toBe(true);
    expect(logger.measure()?.bytes).toBe(40);
    vi.advanceTimersByTime(2500);
    const again = `${LINE}; unchanged since the last sample`;
    expect(lines).toEqual([LINE, again, again]);
    logger.stop();
    logger.stop();
    vi.advanceTimersByTime(10_000);
    expect(lines).toHaveLength(3);
  });

  it('says what changed since the last sample, and at which rate', () => {
    const lines: string[] = [];
    const samples: SizeSample[] = [];
    const list: unknown[] = [];
    const listen = (sample: unknown): void => void samples.push(sample as SizeSample);
    channel('heapscale:sample').subscribe(listen);
    const logger = sizeLogger('list', () => list, { everyMs: 60_000, write: (line) => lines.push(line) });
    vi.advanceTimersByTime(60_000);
    for (let i = 0; i < 256; i++) list.push({ i });
    vi.advanceTimersByTime(60_000);
    list.length = 64;
    vi.advanceTimersByTime(60_000);
    channel('heapscale:sample').unsubscribe(listen);
    logger.stop();
    const [first, second, third] = samples.map(({ report }) => report.bytes);
    expect([first < third, third < second]).toEqual([true, true]);
    const changes = [second - first, third - second];
    expect(samples.map(({ change }) => change)).toEqual([
      undefined,
      { bytes: changes[0], ms: 60_000 },
      { bytes: changes[1], ms: 60_000 },
    ]);
    expect(lines[0]).not.toContain('sample');
    expect(lines[1]).toMatch(/^list: .* \(likely .*\) in \d+ objects: Object /);
    expect(lines[1]).toContain(
      `; +${formatBytes(changes[0])} since the last sample, +${formatBytes(changes[0] * 60)}/h`,
    );
    expect(lines[2]).toContain(`; ${formatBytes(changes[1])} since the last sample, ${formatBytes(changes[1] * 60)}/h`);
  });

  it('costs nothing when off: no timer, and the value is not asked for', () => {
    const of = vi.fn(() => cache);
    const logger = sizeLogger('cache', of, { everyMs: 10 });
    expect(vi.getTimerCount()).toBe(0);
    expect(logger.enabled).toBe(false);
    expect(logger.measure()).toBeUndefined();
    expect(of).not.toHaveBeenCalled();
    logger.stop();
  });

  it('writes nothing below `minBytes`, and still publishes it', () => {
    const lines: string[] = [];
    const samples: SizeSample[] = [];
    const listen = (sample: unknown): void => {
      samples.push(sample as SizeSample);
    };
    channel('heapscale:sample').subscribe(listen);
    try {
      let value: unknown = cache;
      const logger = sizeLogger('cache', () => value, { minBytes: '1 KiB', write: (line) => lines.push(line) });
      logger.measure();
      value = new Array(200).fill(0);
      logger.measure();
      expect(lines).toEqual([expect.stringMatching(/^cache: 1\.61 KiB/)]);
      expect(samples.map(({ name, report }) => [name, report.bytes])).toEqual([
        ['cache', 40],
        ['cache', 1648],
      ]);
      expect(samples[0].at).toBe(Date.now());
    } finally {
      channel('heapscale:sample').unsubscribe(listen);
    }
  });

  it('publishes for a subscriber alone', () => {
    const samples: unknown[] = [];
    const listen = (sample: unknown): void => {
      samples.push(sample);
    };
    channel('heapscale:sample').subscribe(listen);
    const logger = sizeLogger('cache', () => cache, { everyMs: 1000 });
    vi.advanceTimersByTime(1000);
    channel('heapscale:sample').unsubscribe(listen);
    vi.advanceTimersByTime(1000);
    expect(samples).toHaveLength(1);
    expect(logger.enabled).toBe(false);
    logger.stop();
  });

  it('does not end the program when the value cannot be had', () => {
    const lines: string[] = [];
    const of = (): never => {
      throw new Error('no\ncache');
    };
    const logger = sizeLogger('cache', of, { everyMs: 1000, write: (line) => lines.push(line) });
    vi.advanceTimersByTime(1000);
    expect(lines).toEqual(['cache: not measured: Error: no\\u000acache']);
    expect(() => logger.measure()).toThrow('no\ncache');
    logger.stop();
  });

  it('does not end the program when what was thrown has no text, or what writes is broken', () => {
    const lines: string[] = [];
    const nameless = sizeLogger(
      'cache',
      () => {
        throw Object.create(null);
      },
      { everyMs: 1000, write: (line) => lines.push(line) },
    );
    const write = vi.fn(() => {
      throw new Error('disk full');
    });
    const broken = sizeLogger('cache', () => cache, { everyMs: 1000, write });
    vi.advanceTimersByTime(2000);
    expect(lines).toEqual([
      'cache: not measured: the thrown value cannot be converted to a string',
      'cache: not measured: the thrown value cannot be converted to a string',
    ]);
    // The line, and the line that says why not, at each of two times.
    expect(write).toHaveBeenCalledTimes(4);
    expect(() => broken.measure()).toThrow('disk full');
    nameless.stop();
    broken.stop();
  });
});

describe('in a process of its own', () => {
  const reads = bundledFile("import { sizeLogger } from 'heapscale'; sizeLogger('cache', () => 'some text').measure()");
  const waits = bundledFile(
    "import { sizeLogger } from 'heapscale'; sizeLogger('cache', () => 1, { everyMs: 3_600_000, write: console.log }); console.log('ends')",
  );

  it.each([
    ['heapscale', true],
    ['HeapScale', true],
    ['heap*', true],
    ['*', true],
    ['http,heapscale', true],
    ['heap', false],
    ['', false],
  ])('NODE_DEBUG=%s', (NODE_DEBUG, on) => {
    const { stderr, status } = spawnSync(process.execPath, [reads], {
      encoding: 'utf8',
      env: { ...process.env, NODE_DEBUG },
    });
    expect(status).toBe(0);
    expect(/^HEAPSCALE \d+: cache: 32 B in 1 object: string 32 B$/m.test(stderr)).toBe(on);
  });

  it('the timer keeps no process alive', () => {
    const out = execFileSync(process.execPath, [waits], { encoding: 'utf8', timeout: 20_000 });
    expect(out).toBe('ends\n');
  });
});
