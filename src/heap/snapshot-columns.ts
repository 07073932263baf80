/** The columns of a snapshot: which fields are read, and whether the result is consistent. */
import { locationsOf } from './locations.ts';
import type { FieldPlan } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import type { HeapSnapshot } from './snapshot.ts';
import { SnapshotFormatError } from './snapshot-format-error.ts';
import { fieldOffset } from './snapshot-meta.ts';
import type { SnapshotHeader } from './snapshot-meta.ts';
import { tracesOf } from './traces.ts';
import type { TraceSections } from './traces.ts';

/** Reads the nodes. */
export function nodeReader(header: SnapshotHeader, fileBytes: number | undefined): RowReader {
  const { nodeFields, nodeCount } = header;
  const optional = (name: string, type: FieldPlan['type']): FieldPlan[] =>
    nodeFields.includes(name) ? [{ offset: nodeFields.indexOf(name), type }] : [];
  return new RowReader({
    name: 'nodes',
    width: nodeFields.length,
    rows: nodeCount,
    fileBytes,
    fields: [
      { offset: fieldOffset(nodeFields, 'type'), type: Uint8Array },
      { offset: fieldOffset(nodeFields, 'name'), type: Uint32Array },
      { offset: fieldOffset(nodeFields, 'id'), type: Uint32Array },
      { offset: fieldOffset(nodeFields, 'self_size'), type: Uint32Array, widens: true },
      { offset: fieldOffset(nodeFields, 'edge_count'), type: Uint32Array, hasEnd: true },
      ...optional('detachedness', Uint8Array),
      ...(header.traceFunctionCount > 0 ? optional('trace_node_id', Uint32Array) : []),
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

/** The completely read sections of a file. */
export interface Sections extends TraceSections {
  readonly edges: RowReader;
  readonly locations?: RowReader | undefined;
}

/**
 * Assembles the snapshot.
 *
 * @throws {SnapshotFormatError} if a number refers to something that the snapshot lacks.
 */
export function toSnapshot(sections: Sections): HeapSnapshot {
  const { header, nodes, edges, strings } = sections;
  const { nodeFields, nodeTypes, edgeFields, edgeTypes, extraNativeBytes } = header;
  const snapshot = {
    nodeCount: nodes.rows,
    edgeCount: edges.rows,
    nodeTypes,
    edgeTypes,
    nodeType: nodes.column<Uint8Array>(fieldOffset(nodeFields, 'type')),
    nodeName: nodes.column<Uint32Array>(fieldOffset(nodeFields, 'name')),
    nodeId: nodes.column<Uint32Array>(fieldOffset(nodeFields, 'id')),
    selfSize: nodes.column<Uint32Array | Float64Array>(fieldOffset(nodeFields, 'self_size')),
    firstEdge: firstEdges(nodes.column<Uint32Array>(fieldOffset(nodeFields, 'edge_count')), edges.rows),
    edgeType: edges.column<Uint8Array>(fieldOffset(edgeFields, 'type')),
    edgeNameOrIndex: edges.column<Uint32Array>(fieldOffset(edgeFields, 'name_or_index')),
    edgeTo: edges.column<Uint32Array>(fieldOffset(edgeFields, 'to_node')),
    strings,
    extraNativeBytes,
    detachedness: detachednessOf(header, nodes),
    locations: locationsOf(header, sections.locations, nodes.rows),
    traces: tracesOf(sections),
  };
  checkReferences(snapshot);
  return snapshot;
}

/** The column, unless the file has none or all its numbers are 0. */
function detachednessOf({ nodeFields }: SnapshotHeader, nodes: RowReader): Uint8Array | undefined {
  const at = nodeFields.indexOf('detachedness');
  const column = at < 0 ? undefined : nodes.column<Uint8Array>(at);
  return column?.some((state) => state !== 0) === true ? column : undefined;
}

/** Turns edge counts into the first edge of each node, in the same column, whose last number is the end. */
function firstEdges(counts: Uint32Array, edgeCount: number): Uint32Array {
  const firstEdge = counts;
  let sum = 0;
  for (let node = 0; node < firstEdge.length; node++) {
    const count = counts[node];
    firstEdge[node] = sum;
    sum += count;
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
