// A snapshot leaves V8 as it was: object ids, with which V8 records each move, are dropped unless another uses them.
import { Session } from 'node:inspector';
import { getHeapSnapshot } from 'node:v8';
import { afterEach, describe, expect, it } from 'vitest';
import { exactSizeOf, retainersOf, verify } from '../../src/node.ts';

function post<Answer>(session: Session, method: string, params: object = {}): Answer {
  let answer: unknown;
  session.post(method, params, (error: Error | null, result?: object) => {
    if (error !== null) throw error;
    answer = result;
  });
  return answer as Answer;
}

function connected(): Session {
  const session = new Session();
  session.connect();
  return session;
}

// One for the whole file: the end of any session clears the ids.
const session = connected();

/** The id that V8 has for the global object; 0 while it has ids for none. */
function globalId(): number {
  const { result } = post<{ result: { objectId: string } }>(session, 'Runtime.evaluate', { expression: 'this' });
  return Number(
    post<{ heapSnapshotObjectId: string }>(session, 'HeapProfiler.getHeapObjectId', { objectId: result.objectId })
      .heapSnapshotObjectId,
  );
}

function clear(): void {
  post(session, 'HeapProfiler.enable');
  post(session, 'HeapProfiler.disable');
}

afterEach(clear);

describe.sequential('a heap snapshot', () => {
  it('of V8 itself leaves object ids behind: the test can see them', async () => {
    clear();
    expect(globalId()).toBe(0);
    for await (const _ of getHeapSnapshot()) {
      // V8 writes it only when it is read.
    }
    expect(globalId()).toBeGreaterThan(0);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['exactSizeOf', () => exactSizeOf({ a: 1 })],
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
