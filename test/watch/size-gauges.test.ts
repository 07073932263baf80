// sizeGauges: weighed in the background within a budget, served at once; its adapters with the real packages.
import { execFileSync } from 'node:child_process';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { register, Registry } from 'prom-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { deepSizeOf, observeSizes, registerSizes, sizeGauges } from '../../src/index.ts';
import { bundledFile } from '../bundle/bundled.ts';

const cache = new Map(Array.from({ length: 2000 }, (_, i) => [`key ${i}`, { id: i, tags: [i, i + 1] }]));
const sessions = { list: [1, 2, 3] };

afterEach(() => vi.useRealTimers());

describe('gauges', () => {
  it('have no size before the first walk, then that of deepSizeOf', async () => {
    const gauges = sizeGauges({ cache: () => cache, sessions: () => sessions });
    expect(gauges.names).toEqual(['cache', 'sessions']);
    expect(gauges.bytesOf('cache')).toBeUndefined();
    expect(gauges.latest).toEqual([]);
    await gauges.measure();
    expect(gauges.bytesOf('cache')).toBe(deepSizeOf(cache).bytes);
    expect(gauges.bytesOf('sessions')).toBe(deepSizeOf(sessions).bytes);
    expect(gauges.bytesOf('other')).toBeUndefined();
    expect(String(gauges)).toMatch(/^value +size +range +weighed in\ncache +\d+ KiB .*\nsessions +\d+ B /);
    expect(JSON.parse(JSON.stringify(gauges))).toMatchObject([{ name: 'cache' }, { name: 'sessions' }]);
  });

  it('weigh at once and at intervals until they are stopped', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const of = vi.fn(() => sessions);
    const gauges = sizeGauges({ sessions: of }, { everyMs: 1000 });
    expect(of).toHaveBeenCalledTimes(1);
    await gauges.measure();
    vi.advanceTimersByTime(1000);
    expect(of).toHaveBeenCalledTimes(2);
    await gauges.measure();
    gauges.stop();
    vi.advanceTimersByTime(5000);
    expect(of).toHaveBeenCalledTimes(2);
  });

  it('rest between slices, so that other tasks run and the walk keeps its share', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const gauges = sizeGauges({ cache: () => cache }, { sliceMs: 0.5, budgetMs: 100 });
    await gauges.measure();
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
    expect(gauges.latest[0].report.bytes).toBe(deepSizeOf(cache).bytes);
  });

  it('weigh a sample, whose interval contains the size', async () => {
    const gauges = sizeGauges({ cache: () => cache }, { sample: { size: 100, seed: 3 } });
    await gauges.measure();
    const [{ report }] = gauges.latest;
    const { bytes, range } = deepSizeOf(cache);
    expect(report).toMatchObject({
      sampled: true,
      objects: deepSizeOf(cache, { sample: { size: 100, seed: 3 } }).objects,
    });
    expect(report.range.min).toBeLessThanOrEqual(bytes);
    expect(report.range.max).toBeGreaterThanOrEqual(bytes);
    expect(report.range.max).toBeLessThan(2 * range.max);
  });

  it('weigh a sample in slices, too: the same as at once, with other tasks in between', async () => {
    const entry = (i: number): object => ({ id: i, tags: [i, i + 1], list: Array.from({ length: 300 }, () => i) });
    const value = {
      map: new Map(Array.from({ length: 40_000 }, (_, i) => [`key ${i}`, { id: i }])),
      set: new Set(Array.from({ length: 500 }, (_, i) => entry(i))),
      list: Array.from({ length: 500 }, (_, i) => entry(i)),
    };
    const sample = { size: 100, seed: 3 };
    const gauges = sizeGauges({ value: () => value }, { sample, sliceMs: 0.1, budgetMs: 1000 });
    let turns = 0;
    let isOver = false;
    const turn = (): void => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    turn();
    await gauges.measure();
    isOver = true;
    expect(turns).toBeGreaterThan(5);
    const { layout: _, ...report } = deepSizeOf(value, { sample }).toJSON();
    expect(gauges.latest[0].report.toJSON()).toMatchObject(report);
  });

  it('weigh a sample of what shrinks meanwhile', async () => {
    const map = new Map(Array.from({ length: 40_000 }, (_, i) => [i, { id: i }]));
    const list = new Set(Array.from({ length: 1000 }, (_, i) => ({ i })));
    const gauges = sizeGauges({ both: () => [list, map] }, { sample: 100, sliceMs: 0.01 });
    const measured = gauges.measure();
    map.clear();
    await measured;
    expect(gauges.latest[0].report).toMatchObject({ sampled: true });
    expect(gauges.bytesOf('both')).toBeGreaterThan(deepSizeOf([list, map]).bytes / 2);
  });

  it('keep the process alive while it waits for a round, and not by their timer', () => {
    const program = bundledFile(
      "import { sizeGauges } from 'heapscale'; const list = Array.from({ length: 20_000 }, (_, id) => ({ id }));" +
        'const gauges = sizeGauges({ list: () => list }, { everyMs: 100_000, sliceMs: 0.1 });' +
        "await gauges.measure(); console.log(gauges.bytesOf('list') > 0);",
    );
    const out = execFileSync(process.execPath, [program], { encoding: 'utf8', timeout: 20_000 });
    expect(out).toBe('true\n');
  });

  it('keep the last size if the value cannot be had, and say why', async () => {
    let isBroken = false;
    const onError = vi.fn();
    const gauges = sizeGauges(
      {
        first: () => {
          if (isBroken) throw new Error('closed');
          return sessions;
        },
        second: () => sessions,
      },
      { onError },
    );
    await gauges.measure();
    isBroken = true;
    await gauges.measure();
    expect(onError).toHaveBeenCalledExactlyOnceWith(new Error('closed'), 'first');
    expect(gauges.bytesOf('first')).toBe(deepSizeOf(sessions).bytes);
  });

  it('go on with the next value, and with the next round, whatever onError does', async () => {
    const closed = (): never => {
      throw new Error('closed');
    };
    const gauges = sizeGauges({ closed, sessions: () => sessions }, { onError: closed });
    await gauges.measure();
    await gauges.measure();
    expect(gauges.latest.map(({ name }) => name)).toEqual(['sessions']);
  });

  it('refuse wrong arguments', () => {
    expect(() => sizeGauges(null as never)).toThrow(new TypeError('values must be an object of functions; got null'));
    expect(() => sizeGauges({ cache: cache as never })).toThrow(/^values\.cache must be a function/);
    expect(() => sizeGauges({}, { budgetMs: 2000 })).toThrow(/^budgetMs must be at most 1000/);
    expect(() => sizeGauges({}, { sample: 10, paths: true })).toThrow(
      "options 'sample' and 'paths' cannot be combined",
    );
    expect(() => sizeGauges({}, { every: 1 } as never)).toThrow(/unknown option 'every'/);
    expect(() => observeSizes({} as never, sizeGauges({}))).toThrow(/^meter must be a Meter of OpenTelemetry/);
    expect(() => registerSizes(undefined as never, sizeGauges({}))).toThrow(
      /^registry must be a Registry of prom-client/,
    );
  });
});

describe('adapters', () => {
  it('serve the sizes to OpenTelemetry', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1e9 });
    const provider = new MeterProvider({ readers: [reader] });
    const gauges = sizeGauges({ cache: () => cache, sessions: () => sessions });
    observeSizes(provider.getMeter('test'), gauges);
    await reader.forceFlush();
    await gauges.measure();
    await reader.forceFlush();
    const metrics = exporter.getMetrics().at(-1)!.scopeMetrics[0].metrics;
    expect(metrics.map(({ descriptor }) => [descriptor.name, descriptor.unit])).toEqual([
      ['heapscale.deep_size', 'By'],
    ]);
    expect(metrics[0].dataPoints.map(({ attributes, value }) => [attributes['value'], value])).toEqual([
      ['cache', deepSizeOf(cache).bytes],
      ['sessions', deepSizeOf(sessions).bytes],
    ]);
    await provider.shutdown();
  });

  it('serve the sizes to a Prometheus registry', async () => {
    const registry = new Registry();
    const gauges = sizeGauges({ cache: () => cache, sessions: () => sessions });
    registerSizes(registry, gauges);
    expect(await registry.metrics()).toContain('# TYPE heapscale_deep_size_bytes gauge\n');
    await gauges.measure();
    const text = await registry.metrics();
    expect(text).toContain(`heapscale_deep_size_bytes{value="cache"} ${deepSizeOf(cache).bytes}\n`);
    expect(text).toContain(`heapscale_deep_size_bytes{value="sessions"} ${deepSizeOf(sessions).bytes}\n`);
    registerSizes(register, gauges, 'sizes');
    expect(await register.metrics()).toContain('sizes{value="cache"}');
    register.clear();
  });
});
