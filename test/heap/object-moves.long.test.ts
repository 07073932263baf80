// A snapshot leaves V8 as it was, whatever took it and whoever else uses the ids of objects.
import { getHeapSnapshot } from 'node:v8';
import { afterEach, describe, expect, it } from 'vitest';
import { exactSizeOf, retainersOf, verify } from '../../src/node.ts';
import { clear, connected, globalId, post } from './object-ids.ts';

afterEach(clear);

describe.sequential('a heap snapshot', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['verify', () => verify({ a: 1 })],
    ['retainersOf', () => retainersOf(['a'])],
    ['two at once', () => Promise.all([exactSizeOf({ a: 1 }), exactSizeOf({ b: 1 })])],
  ])('of %s leaves none', async (_, take) => {
    clear();
    await take();
    expect(globalId()).toBe(0);
  });

  it('leaves the ids of somebody else', async () => {
    clear();
    for await (const _ of getHeapSnapshot()) {
      // As above.
    }
    const before = globalId();
    await exactSizeOf({ a: 1 });
    expect(globalId()).toBe(before);
  });

  it('lets tracking in another session go on', async () => {
    clear();
    const other = connected();
    post(other, 'HeapProfiler.enable');
    post(other, 'HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
    const before = globalId();
    await exactSizeOf({ a: 1 });
    expect(globalId()).toBe(before);
    const chunks: string[] = [];
    other.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => chunks.push(params.chunk));
    post(other, 'HeapProfiler.stopTrackingHeapObjects');
    other.disconnect();
    // The traces are in the file only if V8 was still tracking.
    const { trace_function_infos: traces } = JSON.parse(chunks.join('')) as { trace_function_infos: number[] };
    expect(traces.length).toBeGreaterThan(0);
  });

  it('lets sampling in another session go on', async () => {
    clear();
    const other = connected();
    post(other, 'HeapProfiler.enable');
    post(other, 'HeapProfiler.startSampling', { samplingInterval: 1024 });
    await exactSizeOf({ a: 1 });
    expect(globalId()).toBe(0);
    const kept = Array.from({ length: 20_000 }, function madeAfterwards(_, i) {
      return { i };
    });
    const { profile } = post<{ profile: object }>(other, 'HeapProfiler.stopSampling');
    other.disconnect();
    expect(kept).toHaveLength(20_000);
    expect(JSON.stringify(profile)).toContain('madeAfterwards');
  });
});
