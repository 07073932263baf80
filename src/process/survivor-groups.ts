/** Groups of objects that survive every round: which of them are one leak, and what holds each. */
import type { HeapSnapshot } from '../heap/snapshot.ts';
import type { SiteGroup } from './unknown-sites.ts';

/** Objects of one class from one function. */
export interface Group {
  readonly type: string;
  readonly site: number;
  readonly perRound: number[];
  nodes: number[];
  bytes: number;
  /** How many of its nodes each other group, or none (undefined), holds. */
  readonly heldBy: Map<Group | undefined, number>;
  readonly holders: Map<number, number>;
  /** By holder, the first node that it holds. */
  readonly firstOf: Map<number, number>;
  /** One of its nodes, if possible one that no other such object holds. */
  first: number;
  isFirstHeld: boolean;
}

/** A group of which nothing is known yet. */
export function toGroup({ type, site, perRound, nodes }: SiteGroup): Group {
  const first = nodes[0];
  return {
    type,
    site,
    perRound,
    nodes,
    bytes: 0,
    heldBy: new Map(),
    holders: new Map(),
    firstOf: new Map(),
    first,
    isFirstHeld: false,
  };
}

/**
 * For each group the one that holds it in the end. What holds most of its nodes joins it, then what holds most nodes of
 * both, and so on, until most are held by none of the groups: objects that hold each other have one holder. It is the
 * one of these groups whose nodes are held most often by none.
 */
export function topGroups(groups: readonly Group[]): (group: Group) => Group {
  const tops = new Map<Group, Group>();
  for (const group of groups) {
    const joined = new Set([group]);
    const outside = new Map<Group | undefined, number>();
    for (let last: Group | undefined = group; last !== undefined; ) {
      for (const [by, times] of last.heldBy)
        if (by === undefined || !joined.has(by)) outside.set(by, (outside.get(by) ?? 0) + times);
      last = mostFrequent(outside);
      if (last === undefined) break;
      joined.add(last);
      outside.delete(last);
    }
    const free = (one: Group): number => one.heldBy.get(undefined) ?? 0;
    tops.set(
      group,
      [...joined].reduce((a, b) => (free(b) > free(a) ? b : a)),
    );
  }
  return (group) => tops.get(group)!;
}

/** What the same function adds to the same holder is one leak, such as the keys and the values of a Map. */
export function withoutParts(groups: readonly Group[]): Group[] {
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

/**
 * Strings, numbers and symbols of objects that the same function leaks count with those, even if something else refers
 * to them as well, such as a Map whose keys they are.
 */
export function withoutNames(groups: readonly Group[], { firstEdge, edgeTo }: HeapSnapshot): Group[] {
  const objects = groups.filter((group) => rankOf(group) === 0);
  return groups.filter((group) => {
    if (rankOf(group) !== 1) return true;
    const nodes = new Set(group.nodes);
    const owner = objects.find(({ site, nodes: owners }) => {
      if (site !== group.site || site === 0) return false;
      const referred = new Set<number>();
      for (const node of owners)
        for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
          if (nodes.has(edgeTo[edge])) referred.add(edgeTo[edge]);
      return referred.size * 2 > nodes.size;
    });
    if (owner !== undefined) owner.bytes += group.bytes;
    return owner === undefined;
  });
}

/** Objects name a leak better than the strings and numbers beside them, or scopes. */
function rankOf({ type }: Group): number {
  return type === '(context)' ? 2 : ['string', 'number', 'symbol', 'bigint'].includes(type) ? 1 : 0;
}

/** Counts one more of a key. */
export function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The key that was counted most often; undefined if none was. */
export function mostFrequent<Key>(counts: ReadonlyMap<Key, number>): Key | undefined {
  let best: Key | undefined;
  let most = 0;
  for (const [key, times] of counts) {
    if (times <= most) continue;
    most = times;
    best = key;
  }
  return best;
}
