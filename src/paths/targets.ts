/** What the references of a place's parts lead to, each node once, and the types of it. */
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import { Column, words } from './column.ts';
import type { Outline } from './graph.ts';
import type { PartList } from './parts.ts';
import type { Reachability } from './reachability.ts';
import { SEVERAL } from './single-holders.ts';

/** Type names that one row lists. */
const MAX_TYPES = 3;

/** Types are counted for all parts at once if there are no more counts than this. */
const MAX_COUNTS = 1 << 16;

/** The targets of one part. */
export interface Targets {
  /** Each node once; of a part that retains all it reaches, without leaves that nothing else refers to. */
  readonly nodes: Column<Uint32Array>;
  /** The types of all of them, the most frequent first. */
  readonly types: string;
}

/** Collects the targets of references. */
export class TargetCollector {
  readonly #outline: Outline;
  readonly #reach: Reachability;
  /** By type, how many of the current targets have it; all 0 in between. */
  readonly #ofType: Uint32Array;

  constructor(outline: Outline, reach: Reachability) {
    this.#outline = outline;
    this.#reach = reach;
    this.#ofType = new Uint32Array(outline.typeNames.length);
  }

  /**
   * The targets of some parts: `groupOf` has for each part the group that it belongs to, from 1 on, or 0 if it is not
   * wanted. `leaks` is by part.
   */
  byGroup(
    members: Column<Uint32Array>,
    list: PartList,
    groupOf: Uint32Array,
    groups: number,
    leaks: Uint8Array,
  ): Targets[] {
    const { firstEdge, edgeTo, types, typeNames, single } = this.#outline;
    const { traits } = single;
    const all = nullPrototypeList<Column<Uint32Array>>();
    for (let group = 0; group <= groups; group++) all[group] = new Column(words);
    const typeCount = typeNames.length;
    const canCount = (groups + 1) * typeCount <= MAX_COUNTS;
    const counts = new Uint32Array(canCount ? (groups + 1) * typeCount : 0);
    let ordinal = 0;
    for (let i = 0; i < members.length; i++) {
      const member = members.values[i];
      for (let e = firstEdge[member], end = firstEdge[member + 1]; e < end; e++) {
        const part = list.at[ordinal++];
        const group = groupOf[part];
        if (group === 0) continue;
        const to = edgeTo[e];
        if (canCount && traits[to] === 0 && leaks[part] === 0) counts[group * typeCount + types[to]]++;
        else all[group].push(to);
      }
    }
    const targets = nullPrototypeList<Targets>();
    for (let group = 1; group <= groups; group++) {
      const nodes = all[group];
      this.#keepFirst(nodes);
      const first = canCount ? group * typeCount : 0;
      targets[group - 1] = { nodes, types: this.#formatTypes(nodes, counts, first, canCount ? typeCount : 0) };
    }
    return targets;
  }

  /** The types of some nodes. */
  typesOf(nodes: Column<Uint32Array>): string {
    return this.#formatTypes(nodes, this.#ofType, 0, 0);
  }

  /** Removes nodes that come again. */
  #keepFirst(nodes: Column<Uint32Array>): void {
    const { traits } = this.#outline.single;
    const { values, length } = nodes;
    let kept = 0;
    this.#reach.beginTurn();
    for (let i = 0; i < length; i++) {
      const node = values[i];
      if ((traits[node] & SEVERAL) === 0 || this.#reach.isNew(node)) values[kept++] = node;
    }
    nodes.length = kept;
  }

  /** Of some nodes, and of others that were counted: `counts[first + type]`, of so many types. */
  #formatTypes(nodes: Column<Uint32Array>, counts: Uint32Array, first: number, typeCount: number): string {
    const { types, typeNames } = this.#outline;
    const ofType = this.#ofType;
    const found = nullPrototypeList<{ type: number; count: number }>();
    for (let type = 0; type < typeCount; type++) {
      const count = counts[first + type];
      if (count === 0) continue;
      ofType[type] = count;
      found[found.length] = { type, count: 0 };
    }
    for (let i = 0; i < nodes.length; i++) {
      const type = types[nodes.values[i]];
      if (ofType[type]++ === 0) found[found.length] = { type, count: 0 };
    }
    for (let i = 0; i < found.length; i++) {
      found[i].count = ofType[found[i].type];
      ofType[found[i].type] = 0;
    }
    js.sort(found, (a, b) => b.count - a.count || a.type - b.type);
    let listed = '';
    for (let i = 0; i < found.length && i < MAX_TYPES; i++)
      listed += `${i > 0 ? ' | ' : ''}${typeNames[found[i].type]}`;
    return found.length > MAX_TYPES ? `${listed} | ...` : listed;
  }
}
