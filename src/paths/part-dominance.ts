/**
 * What the parts of a place retain. A part is a set of references that the place's objects hold; it retains the nodes
 * that every path from these objects reaches through it. That is dominance by a set, for all parts at once: each node
 * is labelled with the part through which it is reached, or as shared when there are several, and a label changes at
 * most twice. So one run takes time linear in the place's edges, and a whole tree of places takes the edges times its
 * depth.
 *
 * Nodes with a single reference to them are not searched (single-holders.ts): they have the label of what holds them.
 */
import { Column, words } from './column.ts';
import type { Outline } from './graph.ts';
import { LEADS, SEVERAL } from './single-holders.ts';
import type { SingleHolders } from './single-holders.ts';

const UNMET = 0;
const SHARED = 1;
const FIRST_PART = 2;

const NO_LEAVES = new Uint32Array(0);
const NO_BYTES = new Float64Array(0);

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
  /**
   * The innermost place that retains a node, for the objects of places and nodes with several references to them; 0
   * for none.
   */
  readonly region: Uint32Array;
  /** For each node the place at which its references are followed; 0 for none. */
  readonly home: Uint32Array;
  readonly #outline: Outline;
  readonly #single: SingleHolders;
  readonly #label: Uint32Array;
  /** Nodes that have a label: targets of the place's references, and nodes with several references to them. */
  readonly #met = new Column(words);
  /** Of these, those whose own references are to be followed. */
  readonly #work = new Column(words);
  /** What hangs on one of them by single references, and leads on. */
  readonly #below = new Column(words);
  // References of the last run but those to leaves that nothing else refers to: their places in the list of all, and
  // what they lead to.
  readonly #ordinals = new Column(words);
  readonly #targets = new Column(words);
  // By part, how many such leaves it holds, and their bytes.
  #parts = 0;
  #leaves = NO_LEAVES;
  #leafBytes = NO_BYTES;
  /** The last run has found nodes that several parts reach. */
  #hasShared = false;
  // By node, when it was last listed as a head of a shared part.
  #headOf: Uint32Array | undefined = undefined;
  #turn = 0;

  constructor(outline: Outline) {
    this.#outline = outline;
    this.#single = outline.single;
    this.region = new Uint32Array(outline.nodeCount);
    this.home = new Uint32Array(outline.nodeCount);
    this.#label = new Uint32Array(outline.nodeCount);
  }

  /** Labels what a place retains by parts; `partAt` has the part of each edge of its members, in their order. */
  run({ id, members }: FlowPlace, partAt: Uint32Array, partCount: number): Parts {
    const { firstEdge, edgeTo } = this.#outline;
    const { traits, weight } = this.#single;
    const { home } = this;
    const label = this.#label;
    const met = this.#met;
    for (let i = 0; i < met.length; i++) label[met.values[i]] = UNMET;
    met.length = 0;
    const ordinals = this.#ordinals;
    const targets = this.#targets;
    ordinals.length = targets.length = 0;
    this.#parts = partCount;
    const leaves = (this.#leaves = new Uint32Array(partCount));
    const leafBytes = (this.#leafBytes = new Float64Array(partCount));
    const work = this.#work;
    let ordinal = 0;
    for (let i = 0; i < members.length; i++) {
      const member = members.values[i];
      // What an object alone refers to is retained where the object is.
      const isWithin = this.region[member] === id;
      for (let e = firstEdge[member], end = firstEdge[member + 1]; e < end; e++, ordinal++) {
        const to = edgeTo[e];
        const part = partAt[ordinal];
        if (isWithin && traits[to] === 0) {
          leaves[part]++;
          leafBytes[part] += weight[to];
          continue;
        }
        ordinals.push(ordinal);
        targets.push(to);
        if ((traits[to] & SEVERAL) !== 0) {
          this.#meet(id, to, FIRST_PART + part);
        } else if (isWithin && home[to] !== id) {
          label[to] = FIRST_PART + part;
          met.push(to);
          if ((traits[to] & LEADS) !== 0) work.push(to);
        }
      }
    }
    while (work.length > 0) {
      const node = work.values[--work.length];
      const by = label[node];
      this.#eachBelow(node, (to) => this.#meet(id, to, by));
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
    const leaves = new Uint32Array(partCount);
    const leafBytes = new Float64Array(partCount);
    for (let part = 0; part < this.#parts; part++) {
      leaves[into[part]] += this.#leaves[part];
      leafBytes[into[part]] += this.#leafBytes[part];
    }
    this.#parts = partCount;
    this.#leaves = leaves;
    this.#leafBytes = leafBytes;
    return this.#sums(partCount);
  }

  #sums(partCount: number): Parts {
    const { weight } = this.#single;
    const label = this.#label;
    const met = this.#met;
    const retained = new Float64Array(partCount);
    for (let part = 0; part < partCount; part++) retained[part] = this.#leafBytes[part];
    let shared = 0;
    this.#hasShared = false;
    for (let i = 0; i < met.length; i++) {
      const node = met.values[i];
      if (label[node] === SHARED) {
        shared += weight[node];
        this.#hasShared = true;
      } else {
        retained[label[node] - FIRST_PART] += weight[node];
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
    if ((this.#single.traits[node] & LEADS) !== 0) this.#work.push(node);
  }

  /** Passes on the nodes with several references that a node refers to, or something that hangs on it. */
  #eachBelow(start: number, pass: (to: number) => void): void {
    const { firstEdge, edgeTo } = this.#outline;
    const { traits } = this.#single;
    const below = this.#below;
    below.push(start);
    while (below.length > 0) {
      const node = below.values[--below.length];
      for (let e = firstEdge[node], end = firstEdge[node + 1]; e < end; e++) {
        const to = edgeTo[e];
        if ((traits[to] & SEVERAL) !== 0) pass(to);
        else if ((traits[to] & LEADS) !== 0) below.push(to);
      }
    }
  }

  /** True if a part of the last run holds leaves that nothing else refers to. */
  holdsLeaves(part: number): boolean {
    return this.#leaves[part] > 0;
  }

  /** Passes on the references of the last run, but those to such leaves: their places among all, and the targets. */
  eachTarget(pass: (ordinal: number, to: number) => void): void {
    for (let i = 0; i < this.#targets.length; i++) pass(this.#ordinals.values[i], this.#targets.values[i]);
  }

  /** By part of the last run, 1 if it reaches something that it does not retain. */
  leaksOf(partAt: Uint32Array, partCount: number): Uint8Array {
    const { traits } = this.#single;
    const label = this.#label;
    const leaks = new Uint8Array(partCount);
    for (let i = 0; i < this.#targets.length; i++) {
      const part = partAt[this.#ordinals.values[i]];
      if (label[this.#targets.values[i]] !== FIRST_PART + part) leaks[part] = 1;
    }
    for (let i = 0; i < this.#met.length; i++) {
      const node = this.#met.values[i];
      const by = label[node];
      if (by === SHARED || (traits[node] & LEADS) === 0 || leaks[by - FIRST_PART] === 1) continue;
      this.#eachBelow(node, (to) => {
        if (label[to] !== by) leaks[by - FIRST_PART] = 1;
      });
    }
    return leaks;
  }

  /** The shared nodes that a single part, or the place itself, refers to: where sharing begins. */
  sharedHeads(): Column<Uint32Array> {
    const { nodeCount } = this.#outline;
    const { traits } = this.#single;
    const label = this.#label;
    const heads = new Column(words);
    const seen = (this.#headOf ??= new Uint32Array(nodeCount));
    const turn = ++this.#turn;
    const look = (to: number): void => {
      if (label[to] !== SHARED || seen[to] === turn) return;
      seen[to] = turn;
      heads.push(to);
    };
    for (let i = 0; i < this.#targets.length; i++) look(this.#targets.values[i]);
    for (let i = 0; i < this.#met.length; i++) {
      const node = this.#met.values[i];
      if (label[node] !== SHARED && (traits[node] & LEADS) !== 0) this.#eachBelow(node, look);
    }
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
