/**
 * References in the order in which a walk meets them, and then sorted by their owners. Objects are identified by their
 * numbers, other values by a negative code ({@link leafCode}); heap numbers have one code for all of them, and a node
 * each once the references are sorted.
 */
import * as js from '../platform/intrinsics.ts';
import { Column, integers, octets, words } from './column.ts';

/** The code of the n-th node that is not an object. */
export function leafCode(n: number): number {
  return ~n;
}

/** The code of every heap number that an object holds. */
export const HEAP_NUMBER = -(2 ** 31);

/** No node. */
export const NONE = 0xffffffff;

const FIRST_ROOM = 256;

/** Flags of runs: the references came in reverse; the run goes before the one that was begun before it. */
const REVERSED = 1;
const EARLIER = 2;

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
  // By run, each of which ends where the next one starts.
  readonly #owner = new Column(integers);
  readonly #start = new Column(words);
  readonly #flags = new Column(octets);

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
    const last = this.#owner.length - 1;
    const flags = isReversed ? REVERSED : 0;
    if (last >= 0 && this.#start.values[last] === this.count) {
      this.#owner.values[last] = owner;
      this.#flags.values[last] = flags;
      return;
    }
    this.#owner.push(owner);
    this.#start.push(this.count);
    this.#flags.push(flags);
  }

  /** Swaps the last two runs, if they have the same owner; the next reference begins a run of its own. */
  swapRuns(): void {
    const last = this.#owner.length - 1;
    const owner = this.#owner.values[last];
    if (last > 0 && this.#owner.values[last - 1] === owner) this.#flags.values[last] |= EARLIER;
    this.begin(owner, true);
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
    this.#flags.clear();
  }

  /** Passes on the owners of runs with a reference. */
  eachOwner(pass: (owner: number) => void): void {
    const { length } = this.#owner;
    for (let run = 0; run < length; run++)
      if (this.#endOf(run) > this.#start.values[run]) pass(this.#owner.values[run]);
  }

  /** How many heap numbers are held by objects that were visited to their end. */
  countHeapNumbers(isUnended: Uint8Array): number {
    const { length } = this.#owner;
    let count = 0;
    for (let run = 0; run < length; run++) {
      const owner = this.#owner.values[run];
      if (owner >= 0 && isUnended[owner] === 1) continue;
      for (let i = this.#start.values[run]; i < this.#endOf(run); i++) if (this.#to[i] === HEAP_NUMBER) count++;
    }
    return count;
  }

  #endOf(run: number): number {
    return run + 1 < this.#owner.length ? this.#start.values[run + 1] : this.count;
  }

  /** Sorts the references by the nodes of their owners; those from or to something without a node are left out. */
  sort(nodes: NodeNumbers): SortedEdges {
    const { nodeCount } = nodes;
    const to = this.#to;
    const isWhole = nodes.ofObjects === undefined;
    const runs = this.#owner.length;
    const owners = this.#owner.values;
    const starts = this.#start.values;
    const firstEdge = new Uint32Array(nodeCount + 1);
    for (let run = 0; run < runs; run++) {
      const owner = nodeOf(nodes, owners[run]);
      if (owner === NONE) continue;
      const end = this.#endOf(run);
      let kept = end - starts[run];
      if (!isWhole) for (let i = starts[run]; i < end; i++) if (!isKept(nodes, owners[run], to[i])) kept--;
      firstEdge[owner + 1] += kept;
    }
    for (let n = 0; n < nodeCount; n++) firstEdge[n + 1] += firstEdge[n];
    const edges = firstEdge[nodeCount];
    const sorted = {
      firstEdge,
      edgeTo: new Uint32Array(edges),
      edgeStep: new Uint8Array(edges),
      edgeKey: new Uint32Array(edges),
    };
    // Each run goes behind those of the same owner that came before it.
    const filled = new Uint32Array(nodeCount);
    let number = nodes.firstNumber;
    for (let run = 0; run < runs; run++) {
      if (run + 1 < runs && (this.#flags.values[run + 1] & EARLIER) !== 0) {
        number = this.#place(run + 1, nodes, sorted, filled, number);
        number = this.#place(run, nodes, sorted, filled, number);
        run++;
      } else {
        number = this.#place(run, nodes, sorted, filled, number);
      }
    }
    return sorted;
  }

  /** Sorts in one run; `number` is the node of the next heap number, and the result that of the one after. */
  #place(run: number, nodes: NodeNumbers, sorted: SortedEdges, filled: Uint32Array, number: number): number {
    const owner = nodeOf(nodes, this.#owner.values[run]);
    if (owner === NONE) return number;
    const { objectCount } = nodes;
    const { firstEdge, edgeTo, edgeStep, edgeKey } = sorted;
    const isWhole = nodes.ofObjects === undefined;
    const to = this.#to;
    const steps = this.#step;
    const keys = this.#key;
    const start = this.#start.values[run];
    const end = this.#endOf(run);
    const isReversed = (this.#flags.values[run] & REVERSED) !== 0;
    const first = firstEdge[owner] + filled[owner];
    let next = number;
    let at = first;
    for (let k = start; k < end; k++) {
      const i = isReversed ? start + end - 1 - k : k;
      const code = to[i];
      if (!isWhole && !isKept(nodes, this.#owner.values[run], code)) continue;
      edgeTo[at] =
        code === HEAP_NUMBER
          ? next++
          : code < 0
            ? objectCount + ~code
            : nodes.ofObjects === undefined
              ? code
              : nodes.ofObjects[code];
      edgeStep[at] = steps[i];
      edgeKey[at++] = keys[i];
    }
    filled[owner] += at - first;
    return next;
  }
}

/** Maps the numbers and codes of a walk to nodes: objects, then other values, then heap numbers. */
export interface NodeNumbers {
  /**
   * By number of an object its node, {@link NONE} for those that were not visited; undefined if all were and are
   * numbered alike.
   */
  readonly ofObjects: Uint32Array | undefined;
  /** Nodes that are objects; the others come after them in the order of their codes. */
  readonly objectCount: number;
  /** The node of the first heap number. */
  readonly firstNumber: number;
  readonly nodeCount: number;
  /** By number of an object, 1 if it was not visited to its end; undefined if all were. */
  readonly isUnended: Uint8Array | undefined;
}

/** The node of a number or code; {@link NONE} if there is none. Not of heap numbers. */
export function nodeOf({ ofObjects, objectCount }: NodeNumbers, code: number): number {
  if (code >= 0) return ofObjects === undefined ? code : ofObjects[code];
  return objectCount + ~code;
}

/** True if there is a node at the end of a reference of an object that has one. */
function isKept(nodes: NodeNumbers, owner: number, code: number): boolean {
  // Heap numbers would have been weighed with the object that holds them.
  if (code === HEAP_NUMBER) return owner < 0 || nodes.isUnended === undefined || nodes.isUnended[owner] === 0;
  return nodeOf(nodes, code) !== NONE;
}

function moved<A extends Int32Array | Uint32Array | Uint8Array>(into: A, from: A): A {
  js.copyNumbers(into, from);
  return into;
}
