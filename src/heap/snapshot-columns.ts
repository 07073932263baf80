/** The columns of a snapshot: which fields are read, and whether the result is consistent. */
import { RowReader } from './row-reader.ts';
import type { HeapSnapshot } from './snapshot.ts';
import { SnapshotFormatError } from './snapshot-format-error.ts';
import { fieldOffset } from './snapshot-meta.ts';
import type { SnapshotHeader } from './snapshot-meta.ts';
import type { SnapshotStrings } from './snapshot-strings.ts';

/** Reads the nodes. */
export function nodeReader({ nodeFields, nodeCount }: SnapshotHeader, fileBytes: number | undefined): RowReader {
  return new RowReader({
    name: 'nodes',
    width: nodeFields.length,
    rows: nodeCount,
    fileBytes,
    fields: [
      { offset: fieldOffset(nodeFields, 'type'), type: Uint8Array },
      { offset: fieldOffset(nodeFields, 'name'), type: Uint32Array },
      { offset: fieldOffset(nodeFields, 'id'), type: Uint32Array },
      { offset: fieldOffset(nodeFields, 'self_size'), type: Float64Array },
      { offset: fieldOffset(nodeFields, 'edge_count'), type: Uint32Array },
    ],
  });
}

/** Reads the edges. */
export function edgeReader(
  { nodeFields, edgeFields, edgeCount }: SnapshotHeader,
  fileBytes: number | undefined,
): RowReader {
  return new RowReader({
    name: 'edges',
    width: edgeFields.length,
    rows: edgeCount,
    fileBytes,
    fields: [
      { offset: fieldOffset(edgeFields, 'type'), type: Uint8Array },
      { offset: fieldOffset(edgeFields, 'name_or_index'), type: Uint32Array, isSigned: true },
      { offset: fieldOffset(edgeFields, 'to_node'), type: Uint32Array, scale: nodeFields.length },
    ],
  });
}

/**
 * Assembles the snapshot from completely read sections.
 *
 * @throws {SnapshotFormatError} if a number refers to something that the snapshot lacks.
 */
export function toSnapshot(
  header: SnapshotHeader,
  nodes: RowReader,
  edges: RowReader,
  strings: SnapshotStrings,
): HeapSnapshot {
  const { nodeFields, nodeTypes, edgeFields, edgeTypes, extraNativeBytes } = header;
  const snapshot = {
    nodeCount: nodes.rows,
    edgeCount: edges.rows,
    nodeTypes,
    edgeTypes,
    nodeType: nodes.column<Uint8Array>(fieldOffset(nodeFields, 'type')),
    nodeName: nodes.column<Uint32Array>(fieldOffset(nodeFields, 'name')),
    nodeId: nodes.column<Uint32Array>(fieldOffset(nodeFields, 'id')),
    selfSize: nodes.column<Float64Array>(fieldOffset(nodeFields, 'self_size')),
    firstEdge: firstEdges(nodes.column<Uint32Array>(fieldOffset(nodeFields, 'edge_count')), edges.rows),
    edgeType: edges.column<Uint8Array>(fieldOffset(edgeFields, 'type')),
    edgeNameOrIndex: edges.column<Uint32Array>(fieldOffset(edgeFields, 'name_or_index')),
    edgeTo: edges.column<Uint32Array>(fieldOffset(edgeFields, 'to_node')),
    strings,
    extraNativeBytes,
  };
  checkReferences(snapshot);
  return snapshot;
}

/** Turns edge counts into the first edge of each node, with one more entry for the end. */
function firstEdges(counts: Uint32Array, edgeCount: number): Uint32Array {
  const firstEdge = new Uint32Array(counts.length + 1);
  let sum = 0;
  for (let node = 0; node < counts.length; node++) {
    sum += counts[node];
    firstEdge[node + 1] = sum;
  }
  if (sum !== edgeCount)
    throw new SnapshotFormatError(
      `the heap snapshot's nodes have ${sum} edges, and its "edges" section has ${edgeCount}`,
    );
  return firstEdge;
}

/** Checks that every reference has a target in the file. */
function checkReferences(snapshot: HeapSnapshot): void {
  const { nodeCount, edgeCount, nodeTypes, edgeTypes, nodeType, nodeName, selfSize } = snapshot;
  const { edgeType, edgeNameOrIndex, edgeTo, strings } = snapshot;
  const refuse = (what: string, at: number, fault: string): never => {
    throw new SnapshotFormatError(`the heap snapshot's ${what} ${at} has ${fault}`);
  };
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] >= nodeTypes.length) refuse('node', node, 'a type that its meta does not list');
    if (nodeName[node] >= strings.length) refuse('node', node, 'a name that is not in its "strings"');
    if (selfSize[node] > Number.MAX_SAFE_INTEGER) refuse('node', node, 'an impossible self_size');
  }
  const hasIndex = edgeTypes.map((name) => name === 'element' || name === 'hidden');
  for (let edge = 0; edge < edgeCount; edge++) {
    if (edgeTo[edge] >= nodeCount) refuse('edge', edge, 'a target that is not a node');
    if (edgeType[edge] >= edgeTypes.length) refuse('edge', edge, 'a type that its meta does not list');
    if (edgeNameOrIndex[edge] >= strings.length && !hasIndex[edgeType[edge]])
      refuse('edge', edge, 'a name that is not in its "strings"');
  }
}
