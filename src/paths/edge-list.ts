/**
 * References in the order in which a walk meets them, and then sorted by their owners. Objects are identified by their
 * numbers, other values by a negative code ({@link leafCode}).
 */
import * as js from '../platform/intrinsics.ts';
import { Column, integers, octets, words } from './column.ts';

/** The code of the n-th node that is not an object. */
export function leafCode(n: number): number {
  return ~n;
}

/** No node. */
export const NONE = 0xffffffff;

const FIRST_ROOM = 256;

/** References sorted by owner: those of node n are `firstEdge[n]` to `firstEdge[n + 1] - 1`. */
export interface SortedEdges {
  readonly firstEdge: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly edgeStep: Uint8Array;
  readonly edgeKey: Uint32Array;
}

/** Receives references in runs: consecutive ones of one owner. */
export class EdgeList {
  count = 0;
  #room = FIRST_ROOM;
  #to = new Int32Array(FIRST_ROOM);
  #key = new Uint32Array(FIRST_ROOM);
  #step = new Uint8Array(FIRST_ROOM);
  // By run: its owner, where it begins and ends, and whether its references came in reverse.
  readonly #owner = new Column(integers);
  readonly #start = new Column(words);
  readonly #end = new Column(words);
  readonly #reversed = new Column(octets);
  /** The last run is still open. */
  #isOpen = false;

  /** Adds a reference to the last run. */
  add(to: number, step: number, key: number): void {
    const at = this.count;
    if (at === this.#room) this.#grow();
    this.#to[at] = to;
    this.#step[at] = step;
    this.#key[at] = key;
    this.count = at + 1;
  }

  #grow(): void {
    const room = (this.#room = 2 * this.#room);
    this.#to = moved(new Int32Array(room), this.#to);
    this.#key = moved(new Uint32Array(room), this.#key);
    this.#step = moved(new Uint8Array(room), this.#step);
  }

  /** Begins a run; one without a reference is dropped. */
  begin(owner: number, isReversed: boolean): void {
    this.#close();
    this.#owner.push(owner);
    this.#start.push(this.count);
    this.#end.push(0);
    this.#reversed.push(isReversed ? 1 : 0);
    this.#isOpen = true;
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const last = this.#owner.length - 1;
    this.#end.values[last] = this.count;
    if (this.#start.values[last] === this.count)
      this.#owner.length = this.#start.length = this.#end.length = this.#reversed.length = last;
  }

  /** Swaps the last two runs, which have the same owner; the next reference begins a run of its own. */
  swapRuns(): void {
    this.#close();
    const last = this.#owner.length - 1;
    swap(this.#start, last);
    swap(this.#end, last);
    swap(this.#reversed, last);
    this.begin(this.#owner.values[last], true);
  }

  /** Removes the last references. */
  takeBack(count: number): void {
    this.count = count;
  }

  /** Removes everything, to free memory for what is built from it. */
  clear(): void {
    this.count = 0;
    this.#room = FIRST_ROOM;
    this.#to = new Int32Array(FIRST_ROOM);
    this.#key = new Uint32Array(FIRST_ROOM);
    this.#step = new Uint8Array(FIRST_ROOM);
    this.#owner.clear();
    this.#start.clear();
    this.#end.clear();
    this.#reversed.clear();
  }

  /** How many runs there are. */
  get runs(): number {
    this.#close();
    return this.#owner.length;
  }

  /** The owner of a run. */
  ownerOf(run: number): number {
    return this.#owner.values[run];
  }

  /** Passes on the targets of a run's references. */
  eachTarget(run: number, pass: (to: number) => void): void {
    for (let i = this.#start.values[run]; i < this.#end.values[run]; i++) pass(this.#to[i]);
  }

  /** Sorts the references by the nodes of their owners; those from or to something without a node are left out. */
  sort(nodes: NodeNumbers): SortedEdges {
    const { nodeCount, objectCount } = nodes;
    const isWhole = nodes.ofObjects === undefined;
    const runs = this.runs;
    const to = this.#to;
    const starts = this.#start.values;
    const ends = this.#end.values;
    const firstEdge = new Uint32Array(nodeCount + 1);
    for (let run = 0; run < runs; run++) {
      const owner = nodeOf(nodes, this.#owner.values[run]);
      if (owner === NONE) continue;
      let kept = ends[run] - starts[run];
      if (!isWhole) for (let i = starts[run]; i < ends[run]; i++) if (nodeOf(nodes, to[i]) === NONE) kept--;
      firstEdge[owner + 1] += kept;
    }
    for (let n = 0; n < nodeCount; n++) firstEdge[n + 1] += firstEdge[n];
    const edges = firstEdge[nodeCount];
    const edgeTo = new Uint32Array(edges);
    const edgeStep = new Uint8Array(edges);
    const edgeKey = new Uint32Array(edges);
    // Each run goes behind those of the same owner that came before it.
    const filled = new Uint32Array(nodeCount);
    for (let run = 0; run < runs; run++) {
      const owner = nodeOf(nodes, this.#owner.values[run]);
      if (owner === NONE) continue;
      const start = starts[run];
      const end = ends[run];
      const isReversed = this.#reversed.values[run] === 1;
      const first = firstEdge[owner] + filled[owner];
      let at = first;
      for (let k = start; k < end; k++) {
        const i = isReversed ? start + end - 1 - k : k;
        const code = to[i];
        const target = isWhole ? (code >= 0 ? code : objectCount + ~code) : nodeOf(nodes, code);
        if (target === NONE) continue;
        edgeTo[at] = target;
        edgeStep[at] = this.#step[i];
        edgeKey[at++] = this.#key[i];
      }
      filled[owner] += at - first;
    }
    return { firstEdge, edgeTo, edgeStep, edgeKey };
  }
}

/** Maps the numbers and codes of a walk to nodes. */
export interface NodeNumbers {
  /**
   * By number of an object its node, {@link NONE} for those that were not visited; undefined if all were and are
   * numbered alike.
   */
  readonly ofObjects: Uint32Array | undefined;
  /** Nodes that are objects; the others come after them in the order of their codes. */
  readonly objectCount: number;
  readonly nodeCount: number;
  /** By code, 1 for values that do not count after all; undefined if there are none. */
  readonly isLost: Uint8Array | undefined;
}

/** The node of a number or code; {@link NONE} if there is none. */
export function nodeOf({ ofObjects, objectCount, isLost }: NodeNumbers, code: number): number {
  if (code >= 0) return ofObjects === undefined ? code : ofObjects[code];
  return isLost !== undefined && isLost[~code] === 1 ? NONE : objectCount + ~code;
}

function moved<A extends Int32Array | Uint32Array | Uint8Array>(into: A, from: A): A {
  js.copyNumbers(into, from);
  return into;
}

function swap({ values }: Column<Uint32Array> | Column<Uint8Array>, last: number): void {
  const item = values[last];
  values[last] = values[last - 1];
  values[last - 1] = item;
}
