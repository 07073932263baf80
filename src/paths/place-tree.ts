/**
 * The tree of places for a printed report: the heaviest parts first, similar ones folded, small ones summed up. It
 * grows from the root, always at the heaviest unexpanded place, until it has the wanted number of rows.
 */
import { floor, max, min } from '../platform/math.ts';
import type { TreeShape } from './path-options.ts';
import type { PathRow } from './path-row.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, toArray } from '../platform/safe-collections.ts';
import { Column, words } from './column.ts';
import type { Outline } from './graph.ts';
import { PartDominance } from './part-dominance.ts';
import type { FlowPlace } from './part-dominance.ts';
import { foldedParts, merged, partsOf, partTable, stepOfPart } from './parts.ts';
import type { PartList } from './parts.ts';
import { Reachability } from './reachability.ts';
import { TargetCollector } from './targets.ts';
import type { Targets } from './targets.ts';

interface Place extends FlowPlace {
  readonly parent: Place | undefined;
  readonly path: string;
  readonly step: string;
  readonly depth: number;
  readonly type: string;
  readonly bytes: number;
  readonly retained: number;
  readonly count: number;
  /** It has yet to be expanded. */
  isOpen: boolean;
  parts: Place[];
}

/** At most this many parts that retain nothing are searched for what they share. */
const MAX_PROBES = 8;

/**
 * Nodes visited in all such searches, as a multiple of the node count; in a dense graph each search may visit all of
 * them.
 */
const MAX_PROBED = 16;

/** The rows of a value's places, root first. */
export function placeRows(outline: Outline, shape: TreeShape): PathRow[] {
  return new PlaceTree(outline, shape).toRows();
}

/** A tree that grows when it is constructed. */
export class PlaceTree {
  readonly #outline: Outline;
  readonly #shape: TreeShape;
  readonly #flow: PartDominance;
  readonly #root: Place;
  readonly #atLeast: number;
  readonly #width: number;
  #left: number;
  #ids = 1;
  readonly #reach: Reachability;
  /** Nodes visited in searches for what parts share. */
  #probed = 0;
  readonly #table: Uint32Array;
  readonly #collector: TargetCollector;

  constructor(outline: Outline, shape: TreeShape) {
    this.#outline = outline;
    this.#shape = shape;
    this.#flow = new PartDominance(outline);
    this.#reach = new Reachability(outline);
    this.#table = partTable(outline);
    this.#collector = new TargetCollector(outline, this.#reach);
    this.#left = shape.rows - 1;
    // A smaller row would be insignificant; and no place may use up all rows.
    this.#atLeast = outline.totalBytes / (4 * shape.rows);
    this.#width = max(4, floor(shape.rows / 5));
    const { root, totalBytes } = outline;
    const members = new Column(words);
    members.push(root);
    this.#root = {
      id: 1,
      members,
      parent: undefined,
      path: shape.name,
      step: shape.name,
      depth: 0,
      type: outline.typeOf(root),
      bytes: totalBytes,
      retained: totalBytes,
      count: 1,
      isOpen: shape.depth > 0,
      parts: nullPrototypeList(),
    };
    for (let node = 0; node < outline.nodeCount; node++) this.#flow.region[node] = 1;
    this.#flow.home[root] = 1;
    this.#grow();
  }

  #grow(): void {
    const open = nullPrototypeList<Place>();
    if (this.#root.isOpen) open[0] = this.#root;
    while (this.#left > 0) {
      if (open.length === 0) return;
      let at = 0;
      for (let i = 1; i < open.length; i++) if (open[i].retained > open[at].retained) at = i;
      const next = open[at];
      open[at] = open[open.length - 1];
      open.length--;
      this.#lookInto(next);
      for (let i = 0; i < next.parts.length; i++) if (next.parts[i].isOpen) open[open.length] = next.parts[i];
    }
  }

  #lookInto(place: Place): void {
    const outline = this.#outline;
    const flow = this.#flow;
    let list = partsOf(outline, place.members, place.count === 1 && place.members.length === 1, this.#table);
    if (list.count === 0) return;
    let found = flow.run(place, list.at, list.count);
    const folded = foldedParts(
      outline,
      list,
      found.retained,
      place.members.length,
      place.retained,
      this.#atLeast,
      this.#shape.fold,
    );
    if (folded !== undefined) {
      ({ list } = folded);
      found = flow.runAgain(place, list.at, list.count, folded.into);
    }
    let leaks = flow.leaksOf(list.at, list.count);
    const { chosen, rest } = this.#choose(place, list, found.retained, leaks, found.shared);
    if (rest.length > 0) {
      // The rest is one more part, and references back up the tree are another.
      const into = new Uint32Array(list.count);
      for (let part = 0; part < list.count; part++) into[part] = chosen.length + 1;
      for (let i = 0; i < rest.length; i++) into[rest[i]] = chosen.length;
      for (let i = 0; i < chosen.length; i++) {
        into[chosen[i]] = i;
        chosen[i] = i;
      }
      list = merged(list, into, chosen.length + 2, () => false);
      found = flow.runAgain(place, list.at, list.count, into);
      leaks = flow.leaksOf(list.at, list.count);
    }
    const targets = this.#targetsByPart(place, list, chosen, rest.length > 0 ? chosen.length : -1, leaks);
    if (rest.length > 0) {
      const at = chosen.length;
      const step = `(${rest.length} more)`;
      const path = `${place.path} ${step}`;
      this.#place(place, step, path, targets[at], found.retained[at], list.slots.values[at], leaks[at] === 1);
    }
    const placeOf = new Uint32Array(list.count);
    for (let i = 0; i < chosen.length; i++) {
      const at = chosen[i];
      const step = stepOfPart(outline, list, at);
      const path = place.path + step;
      const retained = found.retained[at];
      const part = this.#place(place, step, path, targets[i], retained, list.slots.values[at], leaks[at] === 1);
      part.isOpen = part.depth < this.#shape.depth && part.retained > 0 && part.retained >= this.#atLeast;
      this.#settle(part, targets[i].nodes);
      placeOf[at] = part.id;
    }
    const hasRow = this.#left > 0 && found.shared >= this.#atLeast && found.shared > 0;
    const shared = hasRow ? this.#shared(place, found.shared) : undefined;
    flow.settle(placeOf, shared === undefined ? 0 : shared.id);
    js.sort(place.parts, (a, b) => b.retained - a.retained || b.bytes - a.bytes);
  }

  /** What several parts share, as one more part: no single one of them retains it. */
  #shared(place: Place, bytes: number): Place {
    const heads = this.#flow.sharedHeads();
    const targets = { nodes: heads, types: this.#collector.typesOf(heads) };
    const part = this.#place(place, '(shared)', `${place.path} (shared)`, targets, bytes, heads.length, true);
    part.isOpen = part.depth < this.#shape.depth;
    for (let i = 0; i < heads.length; i++) this.#flow.home[heads.values[i]] = part.id;
    for (let i = 0; i < heads.length; i++) part.members.push(heads.values[i]);
    return part;
  }

  /** Which parts get a row of their own; those that only refer back up the tree are left out. */
  #choose(
    place: Place,
    list: PartList,
    retained: Float64Array,
    leaks: Uint8Array,
    shared: number,
  ): { chosen: number[]; rest: number[] } {
    const onward = this.#onwardParts(place, list);
    js.sort(onward, (a, b) => retained[b] - retained[a] || a - b);
    const chosen = nullPrototypeList<number>();
    const rest = nullPrototypeList<number>();
    // One row is for the rest of the parts, and one for what they share.
    const room = min(this.#width, this.#left - (shared > 0 && shared >= this.#atLeast && this.#left > 2 ? 2 : 1));
    let probes = MAX_PROBES;
    for (let i = 0; i < onward.length; i++) {
      const part = onward[i];
      let isShown = chosen.length < room && retained[part] >= this.#atLeast;
      if (
        !isShown &&
        chosen.length < room &&
        leaks[part] === 1 &&
        probes > 0 &&
        this.#probed < MAX_PROBED * this.#outline.nodeCount
      ) {
        probes--;
        isShown = this.#reach.bytesFrom(this.#targetsOf(place, list, part, leaks)) >= this.#atLeast;
        this.#probed += this.#reach.lastCount;
      }
      if (isShown) chosen[chosen.length] = part;
      else rest[rest.length] = part;
    }
    // A row of its own instead of `(1 more)`.
    if (rest.length === 1) {
      chosen[chosen.length] = rest[0];
      rest.length = 0;
    }
    return { chosen, rest };
  }

  /** Parts that refer to something that is not at this place or above it. */
  #onwardParts(place: Place, list: PartList): number[] {
    const flow = this.#flow;
    const isOnward = new Uint8Array(list.count);
    for (let part = 0; part < list.count; part++) if (flow.holdsLeaves(part)) isOnward[part] = 1;
    flow.eachTarget((ordinal, to) => {
      const part = list.at[ordinal];
      if (isOnward[part] === 0 && !isAbove(flow.home[to], place)) isOnward[part] = 1;
    });
    const parts = nullPrototypeList<number>();
    for (let part = 0; part < list.count; part++) if (isOnward[part] === 1) parts[parts.length] = part;
    return parts;
  }

  /** The targets of one part's references, each node once. */
  #targetsOf(place: Place, list: PartList, wanted: number, leaks: Uint8Array): Column<Uint32Array> {
    if (list.slots.values[wanted] > 1) return this.#targetsByPart(place, list, [wanted], -1, leaks)[0].nodes;
    const targets = new Column(words);
    targets.push(this.#outline.edgeTo[list.edge.values[wanted]]);
    return targets;
  }

  /** The same for several parts, and for one more unless that is -1. */
  #targetsByPart(
    { members }: Place,
    list: PartList,
    wanted: readonly number[],
    more: number,
    leaks: Uint8Array,
  ): Targets[] {
    const groupOf = new Uint32Array(list.count);
    for (let i = 0; i < wanted.length; i++) groupOf[wanted[i]] = i + 1;
    if (more >= 0) groupOf[more] = wanted.length + 1;
    return this.#collector.byGroup(members, list, groupOf, wanted.length + (more >= 0 ? 1 : 0), leaks);
  }

  #place(
    parent: Place,
    step: string,
    path: string,
    { nodes, types }: Targets,
    retained: number,
    count: number,
    leaks: boolean,
  ): Place {
    const place: Place = {
      id: ++this.#ids,
      members: new Column(words),
      parent,
      path,
      step,
      depth: parent.depth + 1,
      type: types,
      bytes: leaks ? this.#reach.bytesFrom(nodes) : retained,
      retained,
      count,
      isOpen: false,
      parts: nullPrototypeList(),
    };
    parent.parts[parent.parts.length] = place;
    this.#left--;
    return place;
  }

  /** Assigns objects without a place to this one; an open place keeps them. */
  #settle(place: Place, targets: Column<Uint32Array>): void {
    const { home } = this.#flow;
    for (let i = 0; i < targets.length; i++) {
      const node = targets.values[i];
      if (home[node] !== 0) continue;
      home[node] = place.id;
      if (place.isOpen) place.members.push(node);
    }
  }

  toRows(): PathRow[] {
    const rows = nullPrototypeList<PathRow>();
    const work = nullPrototypeList<Place>();
    work[0] = this.#root;
    while (work.length > 0) {
      const { path, step, depth, type, bytes, retained, count, parts } = work[work.length - 1];
      work.length--;
      rows[rows.length] = { path, step, depth, type, bytes, retainedBytes: retained, count };
      for (let i = parts.length - 1; i >= 0; i--) work[work.length] = parts[i];
    }
    return toArray(rows);
  }
}

function isAbove(id: number, from: Place): boolean {
  for (let at: Place | undefined = from; at !== undefined; at = at.parent) if (at.id === id) return true;
  return false;
}
