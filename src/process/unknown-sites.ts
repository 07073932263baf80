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
