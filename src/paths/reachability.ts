/** What is reachable from some nodes, shared or not: the deep sizes of places. */
import { Column, words } from './column.ts';
import type { Outline } from './graph.ts';
import { LEADS, SEVERAL } from './single-holders.ts';

/** Searches one outline repeatedly without clearing its marks. */
export class Reachability {
  /** Nodes that the last search visited. */
  lastCount = 0;
  readonly #outline: Outline;
  /** By node, the search that last met it; of nodes with a single reference to them only those it began with. */
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
    const { firstEdge, edgeTo } = this.#outline;
    const { traits, weight } = this.#outline.single;
    const work = this.#work;
    this.beginTurn();
    let sum = 0;
    let count = 0;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes.values[i];
      if (!this.isNew(node)) continue;
      if ((traits[node] & SEVERAL) !== 0) sum += weight[node];
      if ((traits[node] & LEADS) !== 0) work.push(node);
      count++;
    }
    while (work.length > 0) {
      const node = work.values[--work.length];
      count++;
      for (let e = firstEdge[node], end = firstEdge[node + 1]; e < end; e++) {
        const to = edgeTo[e];
        if ((traits[to] & SEVERAL) !== 0) {
          if (!this.isNew(to)) continue;
          sum += weight[to];
        }
        if ((traits[to] & LEADS) !== 0) work.push(to);
      }
    }
    this.lastCount = count;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes.values[i];
      if ((traits[node] & SEVERAL) === 0 && !this.#isCounted(node)) sum += weight[node];
    }
    return sum;
  }

  /** True if a node hangs on one that the search has met. */
  #isCounted(node: number): boolean {
    const { traits, holder } = this.#outline.single;
    for (let at = node; (traits[at] & SEVERAL) === 0 && holder[at] !== 0; ) {
      at = holder[at] - 1;
      if (this.#met[at] === this.#turn) return true;
    }
    return false;
  }
}
