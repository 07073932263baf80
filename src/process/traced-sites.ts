/**
 * Bytes of a snapshot's nodes by the function that allocated them, from the stacks that V8 stored. The parts add up:
 * what was allocated before tracking began and what V8 has no stack of are sums of their own.
 */
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { typeNameOf } from '../heap/owned.ts';
import { allocationFunctions, shownName } from './allocation-functions.ts';
import type { AllocationSite, SitedType } from './allocation-sites-report.ts';
import { ScriptPlaces } from './script-places.ts';

/** Nodes to count. */
export interface CountedNodes {
  /** How many there are. */
  readonly length: number;
  /** The i-th node. */
  readonly nodeAt: (i: number) => number;
  /** The object that the i-th node belongs to: itself, or the owner of a backing store. */
  readonly ownerAt: (i: number) => number;
}

/** Bytes by site; everything that was counted. */
export interface TracedSites {
  readonly bytes: number;
  readonly objects: number;
  readonly olderBytes: number;
  readonly unknownBytes: number;
  readonly sites: readonly AllocationSite[];
}

/** Types that are listed for a site. */
const MAX_TYPES = 4;

interface Sum {
  bytes: number;
  objects: number;
  readonly types: Map<string, { count: number; bytes: number }>;
}

/** Counts nodes by site; those with ids up to `after` were allocated before tracking began. */
export function tracedSites(snapshot: HeapSnapshot, after: number, counted: CountedNodes): TracedSites {
  const { selfSize, nodeId } = snapshot;
  const functions = allocationFunctions(snapshot, true);
  const sums = new Map<number, Sum>();
  let bytes = 0;
  let objects = 0;
  let olderBytes = 0;
  let unknownBytes = 0;
  for (let i = 0; i < counted.length; i++) {
    const node = counted.nodeAt(i);
    const owner = counted.ownerAt(i);
    const size = selfSize[node];
    const isObject = node === owner && size > 0;
    bytes += size;
    if (isObject) objects++;
    // The stack comes first: an object may have got the id of one that was collected, at the same address. A block
    // outside the heap has no stack.
    const site = functions.of(node) || functions.of(owner);
    if (site === 0) {
      if (nodeId[owner] <= after) olderBytes += size;
      else unknownBytes += size;
      continue;
    }
    let sum = sums.get(site);
    if (sum === undefined) sums.set(site, (sum = { bytes: 0, objects: 0, types: new Map() }));
    sum.bytes += size;
    if (isObject) sum.objects++;
    const type = typeNameOf(snapshot, owner);
    const row = sum.types.get(type);
    if (row === undefined) sum.types.set(type, { count: isObject ? 1 : 0, bytes: size });
    else {
      row.bytes += size;
      if (isObject) row.count++;
    }
  }
  const places = new ScriptPlaces();
  try {
    return {
      bytes,
      objects,
      olderBytes,
      unknownBytes,
      sites: [...sums]
        .map(([number, sum]): AllocationSite => {
          const fn = functions.at(number);
          return {
            name: shownName(fn.name),
            place: fn.url === '' ? '' : places.placeOf(fn),
            bytes: sum.bytes,
            range: { min: sum.bytes, max: sum.bytes },
            objects: sum.objects,
            types: largestTypes(sum.types).map((row) => withLine(row, places.creationLineOf(fn, row.type))),
          };
        })
        .sort((a, b) => b.bytes - a.bytes),
    };
  } finally {
    places.close();
  }
}

function withLine(row: SitedType, line: number): SitedType {
  return line === 0 ? row : { ...row, line };
}

function largestTypes(types: Sum['types']): SitedType[] {
  return [...types]
    .map(([type, row]) => ({ type, ...row }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, MAX_TYPES);
}
