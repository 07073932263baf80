/**
 * The outline of a value: everything that belongs to it as a graph in typed arrays. Paths, retained sizes and advice
 * are computed from it.
 *
 * **Nodes** are the things that belong to the value: objects, strings, heap numbers, bigints, symbols. Their sizes add
 * up to the report's `bytes`. Strings follow the string policy: where equal ones count once they are one node, where
 * each counts every occurrence is one. Every occurrence of a heap number or bigint is a node.
 *
 * **Edges** are the references between them, in the object's own order; two references from one object to another are
 * two edges. Edges of node n are `firstEdge[n]` to `firstEdge[n + 1] - 1`; each has a step and a key, and `stepOf`
 * formats them like code.
 *
 * ```ts
 * const { report, outline } = outlineOf(value);
 * for (let node = 0; node < outline.nodeCount; node++) {
 *   outline.typeOf(node); outline.bytes[node]; outline.valueOf(node); outline.parentOf(node); outline.pathOf(node);
 * }
 * ```
 */
import type { Graph } from './dominators.ts';
import { dominatorsOf, retainedSizes } from './dominators.ts';
import type { Step } from '../inspect/references.ts';
import { NONE } from './edge-list.ts';
import { formatPath, formatStep } from './path-text.ts';
import { singleHoldersOf } from './single-holders.ts';
import type { SingleHolders } from './single-holders.ts';

export { NONE };

/** The parts of an outline, as its builder makes them. */
export interface OutlineData {
  readonly nodeCount: number;
  /** The node of the value itself. */
  readonly root: number;
  /** Deep bytes of everything, on the heap and outside it. */
  readonly totalBytes: number;
  readonly bytes: Float64Array;
  readonly types: Uint32Array;
  readonly typeNames: readonly string[];
  readonly firstEdge: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly edgeStep: Uint8Array;
  readonly edgeKey: Uint32Array;
  readonly keys: readonly (string | symbol)[];
  /** Nodes below this number are objects. */
  readonly objectCount: number;
  /** Values of the nodes that are objects, and of the others. */
  readonly objects: readonly unknown[];
  readonly leafValues: readonly unknown[];
}

/** A walked value as a graph. */
export class Outline implements Graph {
  readonly nodeCount: number;
  readonly root: number;
  readonly totalBytes: number;
  /** Bytes of each node by itself, on the heap and outside it. */
  readonly bytes: Float64Array;
  readonly firstEdge: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** How an edge's reference is held: one of `Step`. */
  readonly edgeStep: Uint8Array;
  /** An element's index, a Map's or Set's entry's position, or the number of a key in `keys`. */
  readonly edgeKey: Uint32Array;
  /** Keys of properties, and names of internal slots. */
  readonly keys: readonly (string | symbol)[];
  /** The number of each node's type. */
  readonly types: Uint32Array;
  readonly typeNames: readonly string[];
  /** Nodes below this number are objects; strings, numbers, bigints and symbols come after. */
  readonly objectCount: number;
  readonly #objects: readonly unknown[];
  readonly #leafValues: readonly unknown[];
  #tree: { parent: Uint32Array; edge: Uint32Array } | undefined = undefined;
  #retained: Float64Array | undefined = undefined;
  #single: SingleHolders | undefined = undefined;

  constructor(data: OutlineData) {
    this.nodeCount = data.nodeCount;
    this.root = data.root;
    this.totalBytes = data.totalBytes;
    this.bytes = data.bytes;
    this.firstEdge = data.firstEdge;
    this.edgeTo = data.edgeTo;
    this.edgeStep = data.edgeStep;
    this.edgeKey = data.edgeKey;
    this.keys = data.keys;
    this.types = data.types;
    this.typeNames = data.typeNames;
    this.objectCount = data.objectCount;
    this.#objects = data.objects;
    this.#leafValues = data.leafValues;
  }

  /** The type of a node, as in a report's `byType`. */
  typeOf(node: number): string {
    return this.typeNames[this.types[node]];
  }

  /**
   * The object, string, bigint or symbol of a node; undefined for a heap number, which has to be read from its owner.
   */
  valueOf(node: number): unknown {
    if (node < this.objectCount) return this.#objects[node];
    const leaf = node - this.objectCount;
    return leaf < this.#leafValues.length ? this.#leafValues[leaf] : undefined;
  }

  /** The node before a node on the shortest path from the root, the first of several; {@link NONE} for the root. */
  parentOf(node: number): number {
    return this.#firstWays().parent[node];
  }

  /** The edge from the parent; {@link NONE} for the root. */
  parentEdgeOf(node: number): number {
    return this.#firstWays().edge[node];
  }

  /** One step of a path: `.name`, `[3]`, `.get("ann")`; `owner` is the node whose edge it is. */
  stepOf(owner: number, edge: number): string {
    return formatStep(this.edgeStep[edge] as Step, this.edgeKey[edge], this.keys, this.valueOf(owner));
  }

  /** The shortest path to a node, like code; the middle of a very long one is left out. */
  pathOf(node: number, rootName = 'value'): string {
    const { parent, edge } = this.#firstWays();
    return formatPath(rootName, node, (at) =>
      parent[at] === NONE ? undefined : { parent: parent[at], step: () => this.stepOf(parent[at], edge[at]) },
    );
  }

  /**
   * What each node retains: its bytes and those of everything that is only reachable through it. Computed on first use.
   */
  get retainedBytes(): Float64Array {
    return (this.#retained ??= retainedSizes(dominatorsOf(this, this.root), this.bytes));
  }

  /** The nodes that a single reference leads to. Computed on first use. */
  get single(): SingleHolders {
    return (this.#single ??= singleHoldersOf(this, this.root, this.bytes));
  }

  #firstWays(): { parent: Uint32Array; edge: Uint32Array } {
    return (this.#tree ??= firstWaysFrom(this, this.root));
  }
}

/** The breadth-first tree of shortest paths. */
export function firstWaysFrom(
  { nodeCount, firstEdge, edgeTo }: Graph,
  root: number,
): { parent: Uint32Array; edge: Uint32Array; order: Uint32Array; reached: number } {
  const parent = new Uint32Array(nodeCount);
  const edge = new Uint32Array(nodeCount);
  const order = new Uint32Array(nodeCount);
  for (let i = 0; i < nodeCount; i++) parent[i] = edge[i] = NONE;
  let reached = 1;
  order[0] = root;
  for (let at = 0; at < reached; at++) {
    const from = order[at];
    for (let e = firstEdge[from]; e < firstEdge[from + 1]; e++) {
      const to = edgeTo[e];
      if (parent[to] !== NONE || to === root) continue;
      parent[to] = from;
      edge[to] = e;
      order[reached++] = to;
    }
  }
  return { parent, edge, order, reached };
}
