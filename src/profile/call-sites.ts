/**
 * Which functions of the program allocate during a call, by V8's sampling heap profiler, garbage included. With a
 * sample at every byte the sum is exact, too, where V8's statistics are too high: they count the end of a page of the
 * young generation that an object did not fit in, 8 % with arrays of 40 KB.
 */
import { isProgramUrl } from '../process/allocation-functions.ts';
import { frameKey, toAllocatingFunction } from '../process/sampled-functions.ts';
import type { SampledFrame } from '../process/sampled-functions.ts';
import { ScriptPlaces } from '../process/script-places.ts';
import { Inspector } from '../platform/inspector.ts';
import type { SampledFunction, SampledProfile } from '../platform/inspector-protocol.ts';
import type { CallSites } from './call-figures.ts';
import { evenSampling, ExactHeap } from './exact-heap.ts';
import { inTurn } from './whole-heap.ts';

/** With a sample at every byte each allocation is one, and their sum is exact; this many take a second or so. */
const MOST_EXACT_OBJECTS = 400_000;

/** A call that allocates no more is sampled exactly at once. */
const SURELY_FEW = 8 * 2 ** 20;

/** Samples of a call that allocates more, about. */
const SAMPLES = 20_000;

/**
 * Calls the function once more, or twice, and samples what it allocates.
 *
 * @param heapBytes what a call allocates on the heap, about.
 */
export function sitesOfCall(fn: () => unknown, heapBytes: number): Promise<CallSites> {
  return inTurn(async () => {
    const interval = heapBytes <= SURELY_FEW ? 1 : Math.floor(heapBytes / SAMPLES);
    const first = await sampled(fn, interval);
    if (interval === 1) return toSites(first.head, true);
    const objects = (first.samples ?? []).reduce((sum, { size }) => sum + Math.max(1, interval / size), 0);
    return objects > MOST_EXACT_OBJECTS ? toSites(first.head, false) : toSites((await sampled(fn, 1)).head, true);
  });
}

async function sampled(fn: () => unknown, samplingInterval: number): Promise<SampledProfile> {
  const inspector = Inspector.session();
  const heap = new ExactHeap();
  const restore = evenSampling();
  inspector.post('HeapProfiler.startSampling', {
    samplingInterval,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  let profile: SampledProfile;
  try {
    await sampledCall(fn);
  } finally {
    profile = inspector.post('HeapProfiler.stopSampling').profile;
    restore();
    heap.close();
  }
  return profile;
}

/** The frames of this function's script are the measurement's own. */
async function sampledCall(fn: () => unknown): Promise<void> {
  await fn();
}

interface Site {
  readonly frame: SampledFrame;
  bytes: number;
}

function toSites(head: SampledFunction, isExact: boolean): CallSites {
  const own = ownScripts(head);
  const sites = new Map<string, Site>();
  let bytes = 0;
  const work: { node: SampledFunction; site: Site | undefined }[] = [{ node: head, site: undefined }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { callFrame, selfSize, children } = next.node;
    const site = isOfProgram(callFrame) ? siteOf(callFrame) : next.site;
    if (site !== undefined) site.bytes += selfSize;
    if (site === undefined || !own.has(site.frame.scriptId)) bytes += selfSize;
    for (const node of children) work.push({ node, site });
  }
  const places = new ScriptPlaces();
  try {
    return {
      exactBytes: isExact ? bytes : undefined,
      sites: [...sites.values()]
        .filter((site) => site.bytes > 0 && !own.has(site.frame.scriptId))
        .sort((a, b) => b.bytes - a.bytes)
        .map((site) => ({ place: places.textOf(toAllocatingFunction(site.frame)), bytes: site.bytes })),
    };
  } finally {
    places.close();
  }

  function siteOf(frame: SampledFrame): Site {
    const key = frameKey(frame);
    let site = sites.get(key);
    if (site === undefined) sites.set(key, (site = { frame, bytes: 0 }));
    return site;
  }
}

function isOfProgram({ url, lineNumber }: SampledFrame): boolean {
  return isProgramUrl(url) && lineNumber >= 0;
}

/** The scripts of what measures: of the function that makes the call, and of the one that ends the sampling. */
function ownScripts(head: SampledFunction): ReadonlySet<string> {
  const scripts = new Set<string>();
  const work = [head];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    const { functionName, scriptId } = node.callFrame;
    const postsCommand =
      functionName === 'post' && node.children.some(({ callFrame }) => callFrame.url === 'node:inspector');
    if (functionName === sampledCall.name || postsCommand) scripts.add(scriptId);
    work.push(...node.children);
  }
  return scripts;
}
