/**
 * Objects whose allocation V8 has not traced: optimised code allocates several objects in one piece, of which only the
 * first is reported, and the same code does so in one round and not in the next, when it was compiled or deoptimised in
 * between. They count with the objects of their class whose function is known, or a leak would be in two halves.
 */

/** Objects of one class from one function. */
export interface SiteGroup {
  readonly type: string;
  /** The function; 0 if it is unknown. */
  readonly site: number;
  readonly perRound: number[];
  nodes: number[];
}

/** What is known about a node. */
export interface NodeFacts {
  /** The object that holds it. */
  readonly holderOf: (node: number) => number;
  /** The round in which it was allocated. */
  readonly roundOf: (node: number) => number;
}

/**
 * Moves objects of unknown functions to the group of their class that the same object holds, or to the only other one
 * of their class.
 */
export function joinUnknownSites(groups: Iterable<SiteGroup>, { holderOf, roundOf }: NodeFacts): void {
  const unknown: SiteGroup[] = [];
  const byType = new Map<string, SiteGroup[]>();
  const byHolder = new Map<string, SiteGroup>();
  for (const group of groups) {
    if (group.site === 0) {
      unknown.push(group);
      continue;
    }
    const { type } = group;
    const same = byType.get(type);
    if (same === undefined) byType.set(type, [group]);
    else same.push(group);
    for (const node of group.nodes) byHolder.set(`${type} ${holderOf(node)}`, group);
  }
  for (const group of unknown) {
    const { type } = group;
    const known = byType.get(type);
    if (known === undefined) continue;
    const stay: number[] = [];
    for (const node of group.nodes) {
      const target = byHolder.get(`${type} ${holderOf(node)}`) ?? (known.length === 1 ? known[0] : undefined);
      if (target === undefined) {
        stay.push(node);
        continue;
      }
      const round = roundOf(node);
      target.nodes.push(node);
      target.perRound[round]++;
      group.perRound[round]--;
    }
    group.nodes = stay;
  }
}

/**
 * Takes objects out of groups that do not have `least` of each round, and returns them as groups of their own where one
 * older object holds so many of a class: V8 names another function for them once it has inlined or moved something, but
 * what is held is held in the same place. Such a group has the function that it names most often.
 */
export function joinByHolder(
  groups: readonly SiteGroup[],
  { holderOf, roundOf }: NodeFacts,
  isOld: (node: number) => boolean,
  least: number,
): SiteGroup[] {
  const joined = new Map<string, SiteGroup & { readonly nodesOf: Map<SiteGroup, number[]> }>();
  for (const group of groups) {
    if (group.perRound.every((count) => count >= least)) continue;
    for (const node of group.nodes) {
      const holder = holderOf(node);
      if (holder < 0 || !isOld(holder)) continue;
      const key = `${group.type} ${holder}`;
      let one = joined.get(key);
      if (one === undefined) {
        one = { type: group.type, site: 0, perRound: group.perRound.map(() => 0), nodes: [], nodesOf: new Map() };
        joined.set(key, one);
      }
      one.perRound[roundOf(node)]++;
      one.nodes.push(node);
      const nodes = one.nodesOf.get(group);
      if (nodes === undefined) one.nodesOf.set(group, [node]);
      else nodes.push(node);
    }
  }
  const complete: SiteGroup[] = [];
  for (const { type, perRound, nodes, nodesOf } of joined.values()) {
    if (!perRound.every((count) => count >= least)) continue;
    const taken = new Set(nodes);
    let most = 0;
    let site = 0;
    for (const [group, own] of nodesOf) {
      group.nodes = group.nodes.filter((node) => !taken.has(node));
      for (const node of own) group.perRound[roundOf(node)]--;
      if (group.site === 0 || own.length <= most) continue;
      most = own.length;
      site = group.site;
    }
    complete.push({ type, site, perRound, nodes });
  }
  return complete;
}
