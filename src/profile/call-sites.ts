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
import type { CallBytes, CallLine, CallSites } from './call-figures.ts';
import { evenSampling, ExactHeap } from './exact-heap.ts';
import { pointsOfCall } from './lines-of-call.ts';
import type { PointBytes } from './lines-of-call.ts';
import { inTurn } from './whole-heap.ts';

/** With a sample at every byte each allocation is one, and their sum is exact; this many take a second or so. */
const MOST_EXACT_OBJECTS = 400_000;

/** A call that allocates no more is sampled exactly at once. */
const SURELY_FEW = 8 * 2 ** 20;

/** Samples of a call that allocates more, about. */
const SAMPLES = 20_000;

/** Functions whose lines are watched. */
const WATCHED = 4;

/**
 * Calls the function once more, or twice, and samples what it allocates; and once more for the lines.
 *
 * @param least what a call allocates, about.
 */
export function sitesOfCall(fn: () => unknown, { heapBytes, externalBytes }: CallBytes): Promise<CallSites> {
  return inTurn(async () => {
    const { sites, exactBytes } = await sampledSites(fn, heapBytes);
    const places = new ScriptPlaces();
    try {
      return {
        exactBytes,
        sites: sites.map(({ frame, bytes }) => ({ place: places.textOf(toAllocatingFunction(frame)), bytes })),
        lines: await linesOf(fn, sites.slice(0, WATCHED), externalBytes, places),
      };
    } finally {
      places.close();
    }
  });
}

async function sampledSites(fn: () => unknown, heapBytes: number): Promise<Sites> {
  const interval = heapBytes <= SURELY_FEW ? 1 : Math.floor(heapBytes / SAMPLES);
  const first = await sampled(fn, interval);
  if (interval === 1) return toSites(first.head, true);
  const objects = (first.samples ?? []).reduce((sum, { size }) => sum + Math.max(1, interval / size), 0);
  return objects > MOST_EXACT_OBJECTS ? toSites(first.head, false) : toSites((await sampled(fn, 1)).head, true);
}

/**
 * The lines of some functions. What each function allocates on the heap is known, and what all of them allocate outside
 * it: points that are visited more often than is counted share what the others leave.
 */
async function linesOf(
  fn: () => unknown,
  sites: readonly Site[],
  externalBytes: number,
  places: ScriptPlaces,
): Promise<readonly CallLine[]> {
  const pointsOfSites = await pointsOfCall(
    fn,
    sites.map(({ frame }) => frame),
  );
  const external = scaled(pointsOfSites.flat(), (point) => point.externalBytes, externalBytes);
  const lines = new Map<string, { place: string; bytes: number; source: string }>();
  let next = 0;
  sites.forEach(({ frame, bytes }, i) => {
    const heap = scaled(pointsOfSites[i], (point) => point.heapBytes, bytes);
    pointsOfSites[i].forEach(({ place }, point) => {
      const at = toAllocatingFunction({ ...frame, ...place });
      const text = places.placeOf(at);
      const line = lines.get(text) ?? { place: text, bytes: 0, source: places.sourceOf(at) };
      line.bytes += heap[point] + external[next++];
      lines.set(text, line);
    });
  });
  return [...lines.values()].filter(({ bytes }) => bytes >= 1).sort((a, b) => b.bytes - a.bytes);
}

/** What points allocate, so that the sum is known. */
function scaled(points: readonly PointBytes[], of: (point: PointBytes) => number, total: number): readonly number[] {
  const sum = (isMore: boolean): number =>
    points.reduce((bytes, point) => bytes + (point.isMore === isMore ? of(point) : 0), 0);
  const counted = sum(false);
  const more = sum(true);
  // What is counted may be too much: functions that are called count with the line that calls them.
  const isEnough = more > 0 && total - counted > more;
  const rate = isEnough ? 1 : total / (counted + more || 1);
  return points.map((point) => of(point) * (isEnough && point.isMore ? (total - counted) / more : rate));
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

/** What {@link CallSites} is made of. */
interface Sites {
  readonly sites: readonly Site[];
  readonly exactBytes: number | undefined;
}

function toSites(head: SampledFunction, isExact: boolean): Sites {
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
  return {
    exactBytes: isExact ? bytes : undefined,
    sites: [...sites.values()]
      .filter((site) => site.bytes > 0 && !own.has(site.frame.scriptId))
      .sort((a, b) => b.bytes - a.bytes),
  };

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
