/** What is reachable from some nodes, shared or not: the deep sizes of places. */
import { Column, words } from './column.ts';
import type { Outline } from './graph.ts';

/** Searches one outline repeatedly without clearing its marks. */
export class Reachability {
  /** Nodes that the last search visited. */
  lastCount = 0;
  readonly #outline: Outline;
  /** By node, the search that last met it. */
  readonly #met: Uint32Array;
  readonly #work = new Column(words);
  #turn = 0;

  constructor(outline: Outline) {
    this.#outline = outline;
    this.#met = new Uint32Array(outline.nodeCount);
  }

  /** Starts a new search: every node is new again. */
  beginTurn(): void {
    this.#turn++;
  }

  /** True if a node is met for the first time in this search. */
  isNew(node: number): boolean {
    if (this.#met[node] === this.#turn) return false;
    this.#met[node] = this.#turn;
    return true;
  }

  /** The bytes of everything reachable from some nodes, themselves included, each node once. */
  bytesFrom(nodes: Column<Uint32Array>): number {
    const { firstEdge, edgeTo, bytes } = this.#outline;
    const work = this.#work;
    this.beginTurn();
    for (let i = 0; i < nodes.length; i++) if (this.isNew(nodes.values[i])) work.push(nodes.values[i]);
    let sum = 0;
    let count = 0;
    while (work.length > 0) {
      const node = work.values[--work.length];
      sum += bytes[node];
      count++;
      for (let e = firstEdge[node]; e < firstEdge[node + 1]; e++) if (this.isNew(edgeTo[e])) work.push(edgeTo[e]);
    }
    this.lastCount = count;
    return sum;
  }
}
