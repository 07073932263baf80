/**
 * Bytes by the function that allocated them, estimated from V8's sampling heap profiler. V8 samples an object of s
 * bytes with the probability p = 1 - exp(-s / R), where R is the sampling interval, and counts it s / p times, which is
 * right on average (`SamplingHeapProfiler::ScaleSample` in src/profiler/sampling-heap-profiler.cc). The variance of
 * such a sum is that of each object, s² (1 - p) / p², added up.
 */
import type { SampledFunction, SampledProfile } from '../platform/inspector-protocol.ts';
import { isProgramUrl, shownName } from './allocation-functions.ts';
import type { AllocationSite, AllocationSitesData } from './allocation-sites-report.ts';
import { frameKey, toAllocatingFunction } from './sampled-functions.ts';
import type { SampledFrame } from './sampled-functions.ts';
import { ScriptPlaces } from './script-places.ts';

/** Standard deviations of a normal distribution that 95 of 100 values are within. */
const Z = 1.96;

/** The function to which what a function allocates is attributed: the innermost of the program, or itself. */
type Owner = SampledFrame;

interface Sum {
  readonly frame: Owner;
  bytes: number;
  variance: number;
  samples: number;
  /** Of what the samples count, how much may be mementos. */
  mementos: number;
  counted: number;
}

/** The sites of a profile. */
export function sampledSites(profile: SampledProfile, everyBytes: number): AllocationSitesData {
  const owners = new Map<number, Owner>();
  const estimated = new Map<Owner, number>();
  const work: [node: SampledFunction, outer: Owner | undefined][] = [[profile.head, undefined]];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const [node, outer] = next;
    const frame = node.callFrame;
    const owner = isProgramUrl(frame.url) || outer === undefined || !isProgramUrl(outer.url) ? frame : outer;
    owners.set(node.id, owner);
    // V8's sum is rounded once for all objects of one size, the samples are rounded each.
    estimated.set(owner, (estimated.get(owner) ?? 0) + node.selfSize);
    for (const child of node.children) work.push([child, owner]);
  }
  const sums = new Map<string, Sum>();
  const sumOf = (frame: Owner): Sum => {
    const key = frameKey(frame);
    let sum = sums.get(key);
    if (sum === undefined) sums.set(key, (sum = { frame, bytes: 0, variance: 0, samples: 0, mementos: 0, counted: 0 }));
    return sum;
  };
  for (const [frame, bytes] of estimated) if (bytes > 0) sumOf(frame).bytes += bytes;
  let unknownBytes = 0;
  for (const { nodeId, size } of profile.samples) {
    const owner = owners.get(nodeId);
    // V8 11 lists samples whose function it has dropped from the tree.
    if (owner === undefined) {
      unknownBytes += size;
      continue;
    }
    const sum = sumOf(owner);
    sum.samples++;
    sum.variance += varianceOf(size, everyBytes);
    sum.counted += size;
    sum.mementos += mementosOf(size, everyBytes);
  }
  const places = new ScriptPlaces();
  try {
    const sites = [...sums.values()].map((sum) => toSite(sum, places)).sort((a, b) => b.bytes - a.bytes);
    return {
      bytes: sites.reduce((sum, { bytes }) => sum + bytes, unknownBytes),
      objects: profile.samples.length,
      olderBytes: 0,
      unknownBytes,
      sites,
      sampling: { everyBytes, samples: profile.samples.length },
    };
  } finally {
    places.close();
  }
}

/**
 * The variance that a sampled object adds. V8 gives its size times a whole number, 1 / p rounded; of the sizes that it
 * may have, that with the greater variance is taken: half of the bytes, unless V8 would have rounded that to more.
 */
export function varianceOf(counted: number, everyBytes: number): number {
  const ratio = counted / everyBytes;
  // From 2.2 intervals on an object counts once; a small one counts for one interval, whatever its size.
  const size = ratio > 2.2 ? counted : ratio < 1.02 ? 0 : counted / 2;
  if (size === 0) return everyBytes ** 2;
  const p = -Math.expm1(-size / everyBytes);
  return (size ** 2 * (1 - p)) / p ** 2;
}

/** Size of V8's AllocationMemento, and of the smallest object that has one. */
const MEMENTO = 16;
const LEAST_WITH_MEMENTO = 40;
const MOST_WITH_MEMENTO = 1024;

/**
 * How many of the counted bytes may be mementos: code that is not optimised puts one behind an object or array from a
 * literal, which V8 samples with it, but which is gone when the object is first moved. Of the sizes that the object may
 * have, the smallest is taken.
 */
export function mementosOf(counted: number, everyBytes: number): number {
  for (let size = LEAST_WITH_MEMENTO; size <= MOST_WITH_MEMENTO; size += 8) {
    const times = Math.floor(0.5 - 1 / Math.expm1(-size / everyBytes));
    if (size * times === counted) return (counted * MEMENTO) / size;
  }
  return 0;
}

/**
 * The interval of a sum whose variance is known. Few samples are not distributed evenly around it, so the sum counts as
 * that of n equal samples, with the limits of a Poisson distribution (the approximation of Wilson and Hilferty).
 */
export function intervalOf(bytes: number, variance: number): { readonly min: number; readonly max: number } {
  if (variance === 0 || bytes === 0) return { min: bytes, max: bytes };
  const n = bytes ** 2 / variance;
  const low = n < 0.1 ? 0 : Math.max(0, 1 - 1 / (9 * n) - Z / (3 * Math.sqrt(n))) ** 3;
  const more = n + 1;
  const high = (more / n) * (1 - 1 / (9 * more) + Z / (3 * Math.sqrt(more))) ** 3;
  return { min: bytes * low, max: bytes * high };
}

function toSite({ frame, bytes, variance, samples, mementos, counted }: Sum, places: ScriptPlaces): AllocationSite {
  const { min, max } = intervalOf(bytes, variance);
  return {
    name: shownName(frame.functionName),
    place: frame.url === '' ? '' : places.placeOf(toAllocatingFunction(frame)),
    bytes,
    range: { min: counted === 0 ? min : min * (1 - mementos / counted), max },
    objects: samples,
    types: [],
  };
}
