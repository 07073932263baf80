/**
 * Which groups of objects survive every round of a repeated step, from one snapshot: objects of one class that were
 * allocated by one function, by the round in which they were allocated. A group that another one holds counts with it.
 */
import { flowGraph } from '../heap/flow.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import { shallowOwners } from '../heap/shallow-owners.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { dominatorsOf } from '../paths/dominators.ts';
import { allocationFunctions } from './allocation-functions.ts';
import type { AllocatingFunction } from './allocation-functions.ts';
import type { Interval } from './heap-tracking.ts';
import { joinByHolder, joinUnknownSites } from './unknown-sites.ts';
import type { SiteGroup } from './unknown-sites.ts';

/** Objects that survive every round, and that no other such objects hold. */
export interface Survivors {
  /** Their class. */
  readonly type: string;
  /** The function that allocated them; undefined if it is unknown. */
  readonly allocatedBy: AllocatingFunction | undefined;
  /** By round, how many are alive. */
  readonly perRound: readonly number[];
  /** Bytes of these objects and of all that they hold, from all rounds. */
  readonly bytes: number;
  /** The object that holds most of them, and that existed before the first round; -1 if there is none. */
  readonly holder: number;
  /** One of them, close to the roots. */
  readonly sample: number;
}

/** What a snapshot is examined for. */
export interface Rounds {
  readonly intervals: readonly Interval[];
  /** The fewest survivors of each round. */
  readonly least: number;
}

/** Types of nodes that are V8's own, or parts of other objects. */
const NOT_COUNTED = ['hidden', 'array', 'code', 'synthetic', 'native', 'object shape'];

interface Group {
  readonly type: string;
  readonly site: number;
  readonly perRound: number[];
  nodes: number[];
  bytes: number;
  /** How many of its nodes each other group, or none (undefined), holds. */
  readonly heldBy: Map<Group | undefined, number>;
  readonly holders: Map<number, number>;
  /** By holder, the first node that it holds: V8's template of a literal is not held by what holds the objects. */
  readonly firstOf: Map<number, number>;
  first: number;
}

/** The groups of survivors, the largest first. */
export function survivorsIn(
  snapshot: HeapSnapshot,
  notHolders: readonly number[],
  { intervals, least }: Rounds,
): Survivors[] {
  const { nodeCount, nodeType, nodeTypes, nodeId, selfSize } = snapshot;
  const { order, idom } = dominatorsOf(flowGraph(snapshot, notHolders, []), nodeCount);
  const owners = shallowOwners(snapshot);
  const sites = allocationFunctions(snapshot);
  const isCounted = nodeTypes.map((type) => !NOT_COUNTED.includes(type));
  const classes = nodeClasses(snapshot);
  const roundOf = (node: number): number =>
    intervals.findIndex(({ after, until }) => nodeId[node] > after && nodeId[node] <= until);
  const isNew = (node: number): boolean => nodeId[node] > intervals[0].after;

  const groups = new Map<string, Group>();
  for (const node of order) {
    if (node >= nodeCount || !isNew(node) || owners[node] !== node || !isCounted[nodeType[node]]) continue;
    const round = roundOf(node);
    const type = classes.names[classes.of(node)];
    if (round < 0 || isInternal(type)) continue;
    const site = sites.of(node);
    const key = `${type} ${site}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = toGroup({ type, site, perRound: intervals.map(() => 0), nodes: [node] });
      group.nodes = [];
      groups.set(key, group);
    }
    group.perRound[round]++;
    group.nodes.push(node);
  }
  const facts = { holderOf: (node: number): number => owners[idom[node]] ?? -1, roundOf };
  joinUnknownSites(groups.values(), facts);
  const all = [...groups.values()];
  const isOld = (node: number): boolean => node > 0 && node < nodeCount && !isNew(node);
  const surviving = [...all, ...joinByHolder(all, facts, isOld, least).map(toGroup)].filter(({ perRound }) =>
    perRound.every((count) => count >= least),
  );
  const groupOf = new Map<number, Group>();
  for (const group of surviving) for (const node of group.nodes) groupOf.set(node, group);
  for (const group of surviving) {
    for (const node of group.nodes) {
      let at = owners[idom[node]] ?? nodeCount;
      while (at < nodeCount && isNew(at) && !groupOf.has(at)) at = owners[idom[at]] ?? nodeCount;
      const by = groupOf.get(at);
      count(group.heldBy, by);
      if (by === undefined && at > 0 && at < nodeCount) {
        count(group.holders, at);
        if (!group.firstOf.has(at)) group.firstOf.set(at, node);
      }
      if (by === undefined && group.heldBy.get(undefined) === 1) group.first = node;
    }
  }
  const topOf = topGroups(surviving);
  for (const node of order) {
    let at = node;
    while (at < nodeCount && isNew(at) && !groupOf.has(at)) at = idom[at];
    const top = node < nodeCount && isNew(node) ? groupOf.get(at) : undefined;
    if (top !== undefined) topOf(top).bytes += selfSize[node];
  }
  return withoutParts(surviving.filter((group) => topOf(group) === group))
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ type, site, perRound, bytes, holders, firstOf, first }) => ({
      type,
      allocatedBy: site === 0 ? undefined : sites.at(site),
      perRound,
      bytes,
      holder: mostFrequent(holders) ?? -1,
      sample: firstOf.get(mostFrequent(holders) ?? -1) ?? first,
    }));
}

function toGroup({ type, site, perRound, nodes }: SiteGroup): Group {
  const first = nodes[0];
  return { type, site, perRound, nodes, bytes: 0, heldBy: new Map(), holders: new Map(), firstOf: new Map(), first };
}

/** V8's own objects; scopes, which hold what suspended functions and closures leak, have another name. */
function isInternal(type: string): boolean {
  return type.startsWith('system / ');
}

/**
 * For each group the one that holds it in the end: most of its nodes are held by nodes of that group, or of a group
 * that it holds. Of groups that hold each other, the one that most often is held by none.
 */
function topGroups(groups: readonly Group[]): (group: Group) => Group {
  const holderOf = new Map<Group, Group>();
  for (const group of groups) {
    const most = mostFrequent(group.heldBy);
    if (most !== undefined && most !== group) holderOf.set(group, most);
  }
  const tops = new Map<Group, Group>();
  for (const group of groups) {
    const way = [group];
    let at = holderOf.get(group);
    while (at !== undefined && !way.includes(at)) {
      way.push(at);
      at = holderOf.get(at);
    }
    const outside = (one: Group): number => one.heldBy.get(undefined) ?? 0;
    const candidates = at === undefined ? [way[way.length - 1]] : way.slice(way.indexOf(at));
    tops.set(
      group,
      candidates.reduce((a, b) => (outside(b) > outside(a) ? b : a)),
    );
  }
  return (group) => tops.get(group)!;
}

/** What the same function adds to the same holder is one leak, such as the keys and the values of a Map. */
function withoutParts(groups: readonly Group[]): Group[] {
  const byPlace = new Map<string, Group>();
  for (const group of [...groups].sort((a, b) => rankOf(a) - rankOf(b) || b.bytes - a.bytes)) {
    const holder = mostFrequent(group.holders);
    const place = `${holder ?? `none ${group.type}`} ${group.site}`;
    const main = byPlace.get(place);
    if (main === undefined) byPlace.set(place, group);
    else main.bytes += group.bytes;
  }
  return [...byPlace.values()];
}

/** Objects name a leak better than the strings and numbers beside them, or scopes. */
function rankOf({ type }: Group): number {
  return type === '(context)' ? 2 : ['string', 'number', 'symbol', 'bigint'].includes(type) ? 1 : 0;
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function mostFrequent<Key>(counts: ReadonlyMap<Key, number>): Key | undefined {
  let best: Key | undefined;
  let most = 0;
  for (const [key, times] of counts) {
    if (times <= most) continue;
    most = times;
    best = key;
  }
  return best;
}
