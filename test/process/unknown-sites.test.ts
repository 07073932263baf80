// Objects without a known function count with those of their class, so that a leak is not in two halves.
import { describe, expect, it } from 'vitest';
import { joinUnknownSites } from '../../src/process/unknown-sites.ts';
import type { SiteGroup } from '../../src/process/unknown-sites.ts';

const group = (type: string, site: number, nodes: number[], perRound: number[]): SiteGroup => ({
  type,
  site,
  nodes,
  perRound,
});
// Node 10 and 11 were allocated in round 0, and so on; even nodes are held by 1, odd ones by 2.
const facts = {
  roundOf: (node: number): number => Math.floor(node / 10) - 1,
  holderOf: (node: number): number => (node % 2 === 0 ? 1 : 2),
};

describe('objects of unknown functions', () => {
  it('join the only group of their class', () => {
    const [unknown, known] = [group('A', 0, [10, 11], [2, 0]), group('A', 7, [20, 22], [0, 2])];
    joinUnknownSites([unknown, known], facts);
    expect(known).toEqual(group('A', 7, [20, 22, 10, 11], [2, 2]));
    expect(unknown).toEqual(group('A', 0, [], [0, 0]));
  });

  it('join the group of their class that the same object holds', () => {
    const [unknown, even, odd] = [
      group('A', 0, [10, 11, 13], [3, 0]),
      group('A', 7, [20], [0, 1]),
      group('A', 8, [21, 23], [0, 2]),
    ];
    joinUnknownSites([unknown, even, odd], facts);
    expect([unknown.perRound, even.perRound, odd.perRound]).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
  });

  it('stay where no group is theirs', () => {
    const others = [group('A', 0, [10], [1, 0]), group('B', 7, [20], [0, 1])];
    joinUnknownSites(others, facts);
    expect(others).toEqual([group('A', 0, [10], [1, 0]), group('B', 7, [20], [0, 1])]);
    const twoFunctions = [group('A', 0, [10], [1, 0]), group('A', 7, [21], [0, 1]), group('A', 8, [23], [0, 1])];
    joinUnknownSites(twoFunctions, facts);
    expect(twoFunctions[0].nodes).toEqual([10]);
  });
});
