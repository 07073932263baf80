/**
 * Which functions allocated what is alive: of one value, or of the whole process. Tracking is switched on for a time,
 * since V8 stores no stacks by itself.
 */
import { countSnapshot } from '../heap/capture.ts';
import type { Capture } from '../heap/capture.ts';
import { ownedBy } from '../heap/owned.ts';
import { ownershipOf } from '../heap/ownership.ts';
import { shallowOwners } from '../heap/shallow-owners.ts';
import { rangeError } from '../platform/argument-checks.ts';
import { Inspector } from '../platform/inspector.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { rejected } from '../platform/rejected.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import { AllocationSites } from './allocation-sites-report.ts';
import { HeapTracking } from './heap-tracking.ts';
import { sampledSites } from './sampled-sites.ts';
import { tracedSites } from './traced-sites.ts';
import type { TracedSites } from './traced-sites.ts';

/** How allocations are tracked. */
export interface AllocationOptions {
  /**
   * Samples one object for so many allocated bytes on average, instead of tracing each allocation: the program runs at
   * nearly its usual speed, and the figures are estimates with an interval. 32 KiB is V8's own choice. Sizes such as
   * `'8 KiB'`, at least 1 byte.
   *
   * @defaultValue every allocation is traced
   */
  readonly sampleEvery?: Size | undefined;
}

const NAMES: OptionNames<AllocationOptions> = { sampleEvery: true };

/** Every allocation is traced; `after` is the id of the last object before. */
interface Tracing {
  readonly tracking: HeapTracking;
  readonly after: number;
}

/** The interval of sampling, in bytes. */
interface Sampling {
  readonly everyBytes: number;
}

let running: Tracing | Sampling | undefined;

/** Its own session: `HeapProfiler.disable`, which snapshots need, would end the sampling of the other one. */
const SESSION = 1;

/**
 * Starts tracking which function allocates what, in this thread, until {@link stopAllocations}; ask with
 * {@link allocationSitesOf} and {@link allocationSites}.
 *
 * Without options V8 stores the stack of each allocation, which makes allocating many times slower, and the inspector
 * collects all garbage every 50 ms while the event loop runs. V8 does not inline functions nor compact the heap
 * meanwhile, which would lose stacks. What code that was optimised before allocates counts with the function that V8
 * has inlined it into: start early. With `sampleEvery` V8 samples instead.
 *
 * @throws {TypeError | RangeError} if an option is invalid.
 * @throws {Error} if tracking has started already, or there is no inspector in this thread.
 * @example
 * ```ts
 * startAllocations();
 * const sessions = new Map<number, object>();
 * function open(id: number) { sessions.set(id, { user: `user ${id}` }); }
 * for (let id = 0; id < 5000; id++) open(id);
 * const { sites } = await allocationSitesOf(sessions);
 * console.log(sites[0]); // 5,000 Object by open, with its file and line
 * stopAllocations();
 * ```
 */
export function startAllocations(options?: AllocationOptions): void {
  const { sampleEvery } = ownOptions('startAllocations', NAMES, options);
  const everyBytes = sampleEvery === undefined ? undefined : bytesArgument('sampleEvery', sampleEvery);
  if (everyBytes !== undefined && everyBytes < 1) throw rangeError('sampleEvery', 'at least 1 byte', everyBytes);
  if (running !== undefined) throw new Error('allocations are tracked already: call stopAllocations() first');
  if (everyBytes === undefined) {
    const tracking = new HeapTracking();
    running = { tracking, after: tracking.divide() };
    return;
  }
  const inspector = Inspector.session(SESSION);
  inspector.post('HeapProfiler.enable');
  inspector.post('HeapProfiler.startSampling', { samplingInterval: everyBytes });
  running = { everyBytes };
}

/** Stops tracking; what was stored is forgotten. Does nothing if tracking has not started. */
export function stopAllocations(): void {
  const ended = running;
  running = undefined;
  if (ended === undefined) return;
  if ('tracking' in ended) ended.tracking.end();
  else Inspector.session(SESSION).post('HeapProfiler.stopSampling');
}

/**
 * Which functions allocated what belongs to a value, by V8's own count: the bytes add up to those of `exactSizeOf`,
 * contents of ArrayBuffers included. Takes a heap snapshot.
 *
 * A function is named with the line at which it begins, by the source map of its file. V8 stores no line inside it; of
 * a class, `types` has the line if the function creates its objects by `new` at one place only. It is the innermost
 * function of the program on the stack: what a built-in or one of Node's own functions allocates counts with the
 * function that called it, and an object of a class with the function that has `new`.
 *
 * @throws {Error} (as a rejection, like all that follows) if {@link startAllocations} was not called, or samples.
 * @throws {SnapshotFormatError} if V8's stream cannot be read.
 * @example
 * ```ts
 * startAllocations();
 * const list = Array.from({ length: 1000 }, function make(_, i) { return { i }; });
 * console.log(String(await allocationSitesOf(list))); // 1,000 Object by make, and where it begins
 * stopAllocations();
 * ```
 */
export function allocationSitesOf(value: unknown): Promise<AllocationSites> {
  try {
    const tracing = tracingNow();
    if ('everyBytes' in tracing)
      throw new Error('samples cannot be attributed to a value: call startAllocations() without sampleEvery');
    const { after } = tracing;
    // Not an async function: its frame would hold the value during the snapshot.
    return countSnapshot([value], {}, (capture) => new AllocationSites(sitesOfValue(capture, after)));
  } catch (error) {
    return rejected(error);
  }
}

/**
 * Which functions allocated what is alive in this thread: of all objects on V8's heap, and of the contents of
 * ArrayBuffers. Takes a heap snapshot. With `sampleEvery` it takes none: it estimates what was allocated on V8's heap
 * since the start and is alive, and each site has an interval (`range`), whose lower end allows for the 16 bytes that
 * V8 keeps behind new objects of literals, and samples with them.
 *
 * @throws {Error} (as a rejection, like all that follows) if {@link startAllocations} was not called.
 * @throws {SnapshotFormatError} if V8's stream cannot be read.
 * @example
 * ```ts
 * startAllocations({ sampleEvery: '8 KiB' });
 * await handleRequests();
 * console.log(String(await allocationSites()));
 * stopAllocations();
 * ```
 */
export function allocationSites(): Promise<AllocationSites> {
  try {
    const tracing = tracingNow();
    if ('everyBytes' in tracing) {
      // V8 collects all garbage first, as the inspector asks it to.
      const { profile } = Inspector.session(SESSION).post('HeapProfiler.getSamplingProfile');
      return Promise.resolve(withOriginals(() => new AllocationSites(sampledSites(profile, tracing.everyBytes))));
    }
    const { after } = tracing;
    return countSnapshot([], {}, (capture) => new AllocationSites(sitesOfHeap(capture, after)));
  } catch (error) {
    return rejected(error);
  }
}

function tracingNow(): Tracing | Sampling {
  if (running === undefined) throw new Error('allocations are not tracked: call startAllocations() first');
  return running;
}

function sitesOfValue({ snapshot, nodes }: Capture, after: number): TracedSites {
  const owned = ownedBy(snapshot, ownershipOf(snapshot, { hidden: true }), nodes);
  return tracedSites(snapshot, after, {
    length: owned.nodes.length,
    nodeAt: (i) => owned.nodes[i],
    ownerAt: (i) => owned.owners[i],
  });
}

function sitesOfHeap({ snapshot }: Capture, after: number): TracedSites {
  const owners = withContents(snapshot, shallowOwners(snapshot));
  return tracedSites(snapshot, after, {
    length: snapshot.nodeCount,
    nodeAt: (i) => i,
    ownerAt: (i) => owners[i],
  });
}

/** Contents of ArrayBuffers, which are nodes outside the heap, with the buffers as their owners. */
function withContents(snapshot: Capture['snapshot'], owners: Uint32Array): Uint32Array {
  const { nodeCount, nodeType, nodeTypes, firstEdge, edgeTo } = snapshot;
  const native = nodeTypes.indexOf('native');
  const object = nodeTypes.indexOf('object');
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== object) continue;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (nodeType[to] === native && owners[to] === to && firstEdge[to] === firstEdge[to + 1]) owners[to] = node;
    }
  }
  return owners;
}
