/**
 * Which groups of objects survive every round of a repeated step, from one snapshot: objects of one class that were
 * allocated by one function, by the round in which they were allocated. A group that another one holds counts with it.
 */
import { flowGraph } from '../heap/flow.ts';
import { nodeName } from '../heap/names.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import { shallowOwners } from '../heap/shallow-owners.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { dominatorsOf } from '../paths/dominators.ts';
import { allocationFunctions } from './allocation-functions.ts';
import type { AllocatingFunction } from './allocation-functions.ts';
import type { Interval } from './heap-tracking.ts';
import { count, mostFrequent, topGroups, toGroup, withoutNames, withoutParts } from './survivor-groups.ts';
import type { Group } from './survivor-groups.ts';
import { joinByHolder, joinUnknownSites } from './unknown-sites.ts';
import { holdingEdges } from './wrapper-edges.ts';

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

/** V8's objects that hold templates of literals. */
const TEMPLATE_HOLDERS = ['system / AllocationSite', 'system / FeedbackVector'];

/** Classes of which one instance often holds others that are not in a list. */
const COMMON = ['Object', 'Array', 'Function'];

/** The groups of survivors, the largest first. */
export function survivorsIn(
  snapshot: HeapSnapshot,
  notHolders: readonly number[],
  { intervals, least }: Rounds,
): Survivors[] {
  const { nodeCount, nodeType, nodeTypes, nodeId, selfSize } = snapshot;
  const graph = flowGraph(snapshot, notHolders, [], holdingEdges(snapshot, notHolders));
  const { order, idom } = dominatorsOf(graph, nodeCount);
  const owners = shallowOwners(snapshot);
  const sites = allocationFunctions(snapshot);
  const code = nodeTypes.indexOf('code');
  const isCounted = nodeTypes.map((type) => !NOT_COUNTED.includes(type));
  const classes = nodeClasses(snapshot);
  /** V8's template of a literal is held by its code, which says nothing about the objects. */
  const isTemplateHolder = (node: number): boolean =>
    nodeType[node] === code || TEMPLATE_HOLDERS.includes(nodeName(snapshot, node));
  const typeOf = (node: number): string => classes.names[classes.of(node)];
  const roundOf = (node: number): number =>
    intervals.findIndex(({ after, until }) => nodeId[node] > after && nodeId[node] <= until);
  const isNew = (node: number): boolean => nodeId[node] > intervals[0].after;

  const groups = new Map<string, Group>();
  for (const node of order) {
    if (node >= nodeCount || !isNew(node) || owners[node] !== node || !isCounted[nodeType[node]]) continue;
    const round = roundOf(node);
    const type = typeOf(node);
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
      if (by === undefined && at < nodeCount && isTemplateHolder(at)) continue;
      count(group.heldBy, by);
      if (by !== undefined) continue;
      if (at > 0 && at < nodeCount) {
        count(group.holders, at);
        if (!group.firstOf.has(at)) group.firstOf.set(at, node);
      }
      if (!group.isFirstHeld) group.first = node;
      group.isFirstHeld = true;
    }
  }
  const topOf = topGroups(surviving);
  for (const node of order) {
    let at = node;
    while (at < nodeCount && isNew(at) && !groupOf.has(at)) at = idom[at];
    const top = node < nodeCount && isNew(node) ? groupOf.get(at) : undefined;
    if (top !== undefined) topOf(top).bytes += selfSize[node];
  }
  const tops = surviving.filter((group) => topOf(group) === group);
  return withoutParts(withoutNames(tops, snapshot))
    .sort((a, b) => b.bytes - a.bytes)
    .map((group) => {
      const { type, site, perRound, bytes, holders, firstOf, first } = group;
      const holder = mostFrequent(holders) ?? -1;
      return {
        type,
        allocatedBy: site === 0 ? undefined : sites.at(site),
        perRound,
        bytes,
        holder: isList(group, holder) ? containerOf(holder) : holder,
        sample: firstOf.get(holder) ?? first,
      };
    });

  /** Whether the objects are a linked list, of which the part that existed before holds the new part. */
  function isList({ type, holders }: Group, holder: number): boolean {
    return holder >= 0 && holders.get(holder) === 1 && typeOf(holder) === type && !COMMON.includes(type);
  }

  /** What holds a linked list. */
  function containerOf(element: number): number {
    let at = element;
    for (;;) {
      const next = owners[idom[at]] ?? nodeCount;
      if (next <= 0 || next >= nodeCount) return element;
      if (typeOf(next) !== typeOf(at)) return next;
      at = next;
    }
  }
}

/** V8's own objects; scopes, which hold what suspended functions and closures leak, have another name. */
function isInternal(type: string): boolean {
  return type.startsWith('system / ');
}
