/**
 * A V8 heap snapshot as columns: one typed array per field, so that ten million nodes cost megabytes and not gigabytes.
 * Defines the columns only; ownership.ts interprets them.
 */
import type { SnapshotLocations } from './locations.ts';
import type { SnapshotStrings } from './snapshot-strings.ts';
import type { AllocationTraces } from './traces.ts';

/** Nodes and edges of one heap snapshot. A node is identified by its ordinal, 0 to `nodeCount - 1`. */
export interface HeapSnapshot {
  /** Number of nodes. */
  readonly nodeCount: number;
  /** Number of edges. */
  readonly edgeCount: number;
  /** Names of the node types, indexed by `nodeType`. */
  readonly nodeTypes: readonly string[];
  /** Names of the edge types, indexed by `edgeType`. */
  readonly edgeTypes: readonly string[];
  /** Index into `nodeTypes`. */
  readonly nodeType: Uint8Array;
  /** Index into `strings`. */
  readonly nodeName: Uint32Array;
  /** V8's object id, the same in every snapshot of one process. */
  readonly nodeId: Uint32Array;
  /** V8's `self_size` in bytes; a Float64Array only if one of them is 4 GiB or more. */
  readonly selfSize: Uint32Array | Float64Array;
  /** Edges of node n are those from `firstEdge[n]` to `firstEdge[n + 1] - 1`. */
  readonly firstEdge: Uint32Array;
  /** Index into `edgeTypes`. */
  readonly edgeType: Uint8Array;
  /** An index for element and hidden edges, else an index into `strings`. */
  readonly edgeNameOrIndex: Uint32Array;
  /** Ordinal of the node an edge leads to. */
  readonly edgeTo: Uint32Array;
  /** The names of nodes and edges, stored outside V8's heap; `strings.get(i)` decodes one. */
  readonly strings: SnapshotStrings;
  /** Native memory in bytes that the embedder reports and no node has; 0 in files of older engines. */
  readonly extraNativeBytes: number;
  /**
   * Whether a DOM node is in a document: 1 attached, 2 detached, 0 unknown. Undefined if it is unknown for all nodes,
   * as in files of Node.
   */
  readonly detachedness?: Uint8Array | undefined;
  /** Where functions and classes were defined; undefined unless they were requested and the file has them. */
  readonly locations?: SnapshotLocations | undefined;
  /** Where objects were allocated; undefined unless allocations were tracked when the file was written. */
  readonly traces?: AllocationTraces | undefined;
}
