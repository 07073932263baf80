/**
 * Samples what another process allocates, by V8's sampling heap profiler: the process goes on, a little slower, and
 * what is left of its allocations is attributed to functions.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { SampledFunction, SampledProfile } from '../../platform/inspector-protocol.ts';
import { shownName } from '../../process/allocation-functions.ts';
import { frameKey } from '../../process/sampled-functions.ts';
import { formatBytes } from '../../report/bytes.ts';
import { Result } from '../../report/printable.ts';
import { formatCount, formatShare, formatTable } from '../../report/table.ts';
import { CommandError } from '../command.ts';
import { pauseOf } from './pause.ts';
import type { Target } from './target.ts';

/** A function that allocated. */
export interface AllocatedByFunction {
  readonly name: string;
  /** File and line where the function begins, from 1; empty for V8 and Node's native code. */
  readonly place: string;
  /** Estimated bytes that it allocated and that are not collected yet. */
  readonly bytes: number;
}

/** The plain data of a sample. */
export interface AllocationSampleData {
  readonly seconds: number;
  /** Estimated bytes that were allocated in this time and are not collected yet. */
  readonly bytes: number;
  /** How many objects were sampled; the relative error is about one over its square root. */
  readonly samples: number;
  /** One sample for so many allocated bytes, on average. */
  readonly intervalBytes: number;
  /** Most bytes first. */
  readonly byFunction: readonly AllocatedByFunction[];
}

/** V8's own default. */
const INTERVAL = 32_768;

const MAX_ROWS = 20;

/** What was allocated by which function. */
export class AllocationSample extends Result<AllocationSampleData> {
  constructor(data: AllocationSampleData) {
    super(data);
  }

  /** An aligned table, without a trailing newline. */
  override toString(): string {
    const { seconds, bytes, samples, intervalBytes, byFunction } = this;
    const head =
      `about ${formatBytes(bytes)} allocated in ${seconds} s and not collected yet, ` +
      `from ${formatCount(samples)} samples (one for ${formatBytes(intervalBytes)})`;
    if (byFunction.length === 0) return head;
    const rows = [['function', 'bytes', 'share', 'where it begins']];
    for (const row of byFunction.slice(0, MAX_ROWS))
      rows.push([row.name, formatBytes(row.bytes), formatShare(row.bytes, bytes), row.place]);
    if (byFunction.length > MAX_ROWS) rows.push([`(${formatCount(byFunction.length - MAX_ROWS)} more functions)`]);
    return `${head}\n${formatTable(rows, ['left', 'right', 'right', 'left'])}`;
  }
}

/**
 * Samples for some seconds.
 *
 * @throws {CommandError} (as a rejection) if the process is being sampled by somebody else, whose profile would end.
 */
export async function sampleAllocations(
  { inspector, title }: Target,
  seconds: number,
): Promise<{ readonly sample: AllocationSample; readonly pauseMs: number }> {
  const isSampled = await inspector.post('HeapProfiler.getSamplingProfile').then(
    () => true,
    () => false,
  );
  if (isSampled) throw new CommandError(`${title} is being sampled already`);
  await inspector.post('HeapProfiler.startSampling', { samplingInterval: INTERVAL });
  await Promise.race([sleep(seconds * 1000), inspector.ended]);
  let stopped: Promise<{ readonly profile: SampledProfile }>;
  const pauseMs = await pauseOf(inspector, () => (stopped = inspector.post('HeapProfiler.stopSampling', {}, Infinity)));
  const { head, samples } = (await stopped!).profile;
  const byFunction = functionsOf(head);
  const bytes = byFunction.reduce((sum, row) => sum + row.bytes, 0);
  return {
    sample: new AllocationSample({ seconds, bytes, samples: samples.length, intervalBytes: INTERVAL, byFunction }),
    pauseMs,
  };
}

/** The functions of a tree of calls, each once. */
function functionsOf(head: SampledFunction): AllocatedByFunction[] {
  const rows = new Map<string, { name: string; place: string; bytes: number }>();
  const work = [head];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    work.push(...node.children);
    if (node.selfSize === 0) continue;
    const { functionName, url, lineNumber } = node.callFrame;
    const key = frameKey(node.callFrame);
    const row = rows.get(key);
    if (row !== undefined) row.bytes += node.selfSize;
    else
      rows.set(key, {
        name: shownName(functionName),
        place: url === '' ? '' : `${url.startsWith('file:') ? pathOf(url) : url}:${lineNumber + 1}`,
        bytes: node.selfSize,
      });
  }
  return [...rows.values()].sort((a, b) => b.bytes - a.bytes);
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
