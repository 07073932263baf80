/** Builds the outline of a value from the recorded walk. */
import { round } from '../platform/math.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import { NONE, nodeOf } from './edge-list.ts';
import type { NodeNumbers, SortedEdges } from './edge-list.ts';
import { Outline } from './graph.ts';
import type { Recorder } from './recorder.ts';

/** A recorded walk as a graph. */
export interface RecordedGraph extends SortedEdges {
  readonly nodeCount: number;
  /** Nodes below this are objects. */
  readonly objectCount: number;
  readonly bytes: Float64Array;
  readonly types: Uint32Array;
  readonly objects: readonly object[];
  readonly leafValues: readonly unknown[];
  /** The node of each root; {@link NONE} for those without a size. */
  readonly roots: Uint32Array;
}

/** The outline of a value, after its walk has ended and its weigher has computed the totals. */
export function toOutline(recorder: Recorder, value: unknown, totalBytes: number): Outline {
  const { roots } = recorder;
  const { keys, typeNames } = recorder;
  if (roots.length === 0) roots.push(recorder.weightless(value === null ? 'null' : typeof value, value));
  const graph = toGraph(recorder);
  return new Outline({ ...graph, root: graph.roots[0], totalBytes, typeNames, keys });
}

/** Sorts the recorded data. Call it once. */
export function toGraph(recorder: Recorder): RecordedGraph {
  const { edges, roots, objects, leafValues } = recorder;
  recorder.addDescriptions();
  const objectCount = objects.length;
  const ofObjects = recorder.nodes.values;
  const isWhole = recorder.nodes.length === objectCount;
  recorder.shares.giveOut(recorder.bytes.values, ofObjects);
  const isLost = isWhole ? undefined : addUnended(recorder);
  const leafCount = recorder.leafTypes.length;
  const nodes: NodeNumbers = { ofObjects, objectCount, nodeCount: objectCount + leafCount, isWhole, isLost };
  const sorted = edges.sort(nodes);
  edges.clear();
  const rootNodes = new Uint32Array(roots.length);
  for (let i = 0; i < roots.length; i++) rootNodes[i] = nodeOf(nodes, roots.values[i]);
  const bytes = new Float64Array(nodes.nodeCount);
  const types = new Uint32Array(nodes.nodeCount);
  for (let i = 0; i < objectCount; i++) {
    bytes[i] = recorder.bytes.values[i];
    types[i] = recorder.types.values[i];
  }
  const typeOf = nullPrototypeList<number>();
  for (let i = 0; i < recorder.leafTypeNames.length; i++) typeOf[i] = recorder.typeNumber(recorder.leafTypeNames[i]);
  for (let i = 0; i < leafCount; i++) {
    bytes[objectCount + i] = recorder.leafBytes.values[i];
    types[objectCount + i] = typeOf[recorder.leafTypes.values[i]];
  }
  const { lateArrays, lateStrings } = recorder.weigher;
  if (lateArrays !== 0) spread(lateArrays, bytes, types, recorder.typeNumber('Array'));
  if (lateStrings !== 0) spread(lateStrings, bytes, types, recorder.typeNumber('string'));
  return {
    ...sorted,
    nodeCount: nodes.nodeCount,
    objectCount,
    bytes,
    types,
    objects,
    leafValues,
    roots: rootNodes,
  };
}

/** Distributes bytes that are known of all nodes of a type together; rounded so that they add up. */
function spread(amount: number, bytes: Float64Array, types: Uint32Array, type: number): void {
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) if (types[i] === type) sum += bytes[i];
  let before = 0;
  let given = 0;
  for (let i = 0; i < bytes.length && sum > 0; i++) {
    if (types[i] !== type) continue;
    before += bytes[i];
    const share = round((amount * before) / sum) - given;
    given += share;
    bytes[i] += share;
  }
}

/**
 * Nodes for objects in which a limit ended the walk: they are not weighed yet, but much was reached through them. Their
 * heap numbers would have been weighed with them; returns which ones, by code.
 */
function addUnended(recorder: Recorder): Uint8Array | undefined {
  const { edges, nodes, roots } = recorder;
  const objectCount = recorder.objects.length;
  let isLost: Uint8Array | undefined;
  for (let run = 0; run < edges.runs; run++) {
    const owner = edges.ownerOf(run);
    if (owner < 0) continue;
    const node = nodes.values[owner];
    if (node < objectCount) continue;
    if (node === NONE) nodes.values[owner] = objectCount + ~recorder.weightless('object', undefined);
    edges.eachTarget(run, (to) => {
      if (!recorder.isHeapNumber(to)) return;
      isLost ??= new Uint8Array(recorder.leafTypes.length);
      isLost[~to] = 1;
      recorder.leafBytes.values[~to] = 0;
    });
  }
  for (let i = 0; i < roots.length; i++) {
    const root = roots.values[i];
    if (root >= 0 && nodes.values[root] === NONE)
      nodes.values[root] = objectCount + ~recorder.weightless('object', undefined);
  }
  return isLost;
}
