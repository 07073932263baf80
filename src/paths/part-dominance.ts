/**
 * What the parts of a place retain. A part is a set of references that the place's objects hold; it retains the nodes
 * that every path from these objects reaches through it. That is dominance by a set, for all parts at once: each node
 * is labelled with the part through which it is reached, or as shared when there are several, and a label changes at
 * most twice. So one run takes time linear in the place's edges, and a whole tree of places takes the edges times its
 * depth.
 */
import { Column, words } from './column.ts';
import type { Outline } from './graph.ts';

const UNMET = 0;
const SHARED = 1;
const FIRST_PART = 2;

/** The objects of one place, and where they are. */
export interface FlowPlace {
  readonly id: number;
  /** Objects at this place whose references are followed. */
  readonly members: Column<Uint32Array>;
}

/** What the parts of a place retain. */
export interface Parts {
  /** Bytes by part. */
  readonly retained: Float64Array;
  /** Bytes that several parts reach, so that no single one retains them. */
  readonly shared: number;
}

/** Computes the parts of one place after the other. */
export class PartDominance {
  /** For each node the innermost place that retains it; 0 for none. */
  readonly region: Uint32Array;
  /** For each node the place at which its references are followed; 0 for none. */
  readonly home: Uint32Array;
  readonly #outline: Outline;
  readonly #label: Uint32Array;
  /** Nodes that have a label. */
  readonly #met = new Column(words);
  readonly #work = new Column(words);
  /** The last run has found nodes that several parts reach. */
  #hasShared = false;
  // By node, when it was last listed as a head of a shared part.
  #headOf: Uint32Array | undefined = undefined;
  #turn = 0;

  constructor(outline: Outline) {
    this.#outline = outline;
    this.region = new Uint32Array(outline.nodeCount);
    this.home = new Uint32Array(outline.nodeCount);
    this.#label = new Uint32Array(outline.nodeCount);
  }

  /** Labels what a place retains by parts; `partAt` has the part of each edge of its members, in their order. */
  run({ id, members }: FlowPlace, partAt: Uint32Array, partCount: number): Parts {
    const { firstEdge, edgeTo } = this.#outline;
    const label = this.#label;
    const met = this.#met;
    for (let i = 0; i < met.length; i++) label[met.values[i]] = UNMET;
    met.length = 0;
    let ordinal = 0;
    for (let i = 0; i < members.length; i++) {
      const member = members.values[i];
      for (let e = firstEdge[member]; e < firstEdge[member + 1]; e++)
        this.#meet(id, edgeTo[e], FIRST_PART + partAt[ordinal++]);
    }
    const work = this.#work;
    while (work.length > 0) {
      const node = work.values[--work.length];
      const by = label[node];
      for (let e = firstEdge[node]; e < firstEdge[node + 1]; e++) this.#meet(id, edgeTo[e], by);
    }
    return this.#sums(partCount);
  }

  /** The same for the parts of the last run after part p was merged into part `into[p]`. */
  runAgain(place: FlowPlace, partAt: Uint32Array, partCount: number, into: Uint32Array): Parts {
    if (this.#hasShared) return this.run(place, partAt, partCount);
    // Where nothing is shared, a merged part retains the sum of its parts.
    const label = this.#label;
    for (let i = 0; i < this.#met.length; i++) {
      const node = this.#met.values[i];
      label[node] = FIRST_PART + into[label[node] - FIRST_PART];
    }
    return this.#sums(partCount);
  }

  #sums(partCount: number): Parts {
    const { bytes } = this.#outline;
    const label = this.#label;
    const met = this.#met;
    const retained = new Float64Array(partCount);
    let shared = 0;
    this.#hasShared = false;
    for (let i = 0; i < met.length; i++) {
      const node = met.values[i];
      if (label[node] === SHARED) {
        shared += bytes[node];
        this.#hasShared = true;
      } else {
        retained[label[node] - FIRST_PART] += bytes[node];
      }
    }
    return { retained, shared };
  }

  /** A part reaches a node. Paths that return to the place's own objects start anew there. */
  #meet(place: number, node: number, by: number): void {
    if (this.region[node] !== place || this.home[node] === place) return;
    const before = this.#label[node];
    if (before === by || before === SHARED) return;
    if (before === UNMET) this.#met.push(node);
    this.#label[node] = before === UNMET ? by : SHARED;
    this.#work.push(node);
  }

  /** True if the last run found that a node is reached through this part alone. */
  isRetainedBy(node: number, part: number): boolean {
    return this.#label[node] === FIRST_PART + part;
  }

  /** True if the last run found that several parts reach a node. */
  isShared(node: number): boolean {
    return this.#label[node] === SHARED;
  }

  /** Marks the parts that reach something they do not retain. */
  markLeaks(leaks: Uint8Array): void {
    const { firstEdge, edgeTo } = this.#outline;
    const label = this.#label;
    for (let i = 0; i < this.#met.length; i++) {
      const node = this.#met.values[i];
      const by = label[node];
      if (by === SHARED || leaks[by - FIRST_PART] === 1) continue;
      for (let e = firstEdge[node]; e < firstEdge[node + 1]; e++)
        if (label[edgeTo[e]] !== by) leaks[by - FIRST_PART] = 1;
    }
  }

  /** The shared nodes that a single part, or the place itself, refers to: where sharing begins. */
  sharedHeads({ members }: FlowPlace): Column<Uint32Array> {
    const { firstEdge, edgeTo, nodeCount } = this.#outline;
    const label = this.#label;
    const heads = new Column(words);
    const seen = (this.#headOf ??= new Uint32Array(nodeCount));
    const turn = ++this.#turn;
    const look = (node: number): void => {
      for (let e = firstEdge[node]; e < firstEdge[node + 1]; e++) {
        const to = edgeTo[e];
        if (label[to] !== SHARED || seen[to] === turn) continue;
        seen[to] = turn;
        heads.push(to);
      }
    };
    for (let i = 0; i < members.length; i++) look(members.values[i]);
    for (let i = 0; i < this.#met.length; i++) if (label[this.#met.values[i]] !== SHARED) look(this.#met.values[i]);
    return heads;
  }

  /** Assigns what each part retains to a place of its own, and what is shared to another; 0 leaves it unchanged. */
  settle(placeOf: Uint32Array, sharedPlace: number): void {
    for (let i = 0; i < this.#met.length; i++) {
      const node = this.#met.values[i];
      const by = this.#label[node];
      const place = by === SHARED ? sharedPlace : placeOf[by - FIRST_PART];
      if (place !== 0) this.region[node] = place;
    }
  }
}
