// Objects without a known function count with those of their class, so that a leak is not in two halves.
import { describe, expect, it } from 'vitest';
import { joinByHolder, joinUnknownSites } from '../../src/process/unknown-sites.ts';
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

describe('objects whose function differs from round to round', () => {
  // Holders are nodes 1 and 2; objects of the rounds have higher numbers.
  const isOld = (node: number): boolean => node < 10;

  it('are a group of their own where one older object holds enough of each round', () => {
    // Interpreted, then inlined in another function, then without a trace.
    const groups = [
      group('A', 7, [10, 12], [2, 0, 0]),
      group('A', 8, [20, 21, 22, 24], [0, 4, 0]),
      group('A', 0, [30, 32, 34], [0, 0, 3]),
    ];
    expect(joinByHolder(groups, facts, isOld, 2)).toEqual([group('A', 8, [10, 12, 20, 22, 24, 30, 32, 34], [2, 3, 3])]);
    expect(groups.map(({ nodes }) => nodes)).toEqual([[], [21], []]);
    expect(groups.map(({ perRound }) => perRound)).toEqual([
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });

  it('stay where they are if a round has too few, or a new object holds them', () => {
    const few = [group('A', 7, [10, 12], [2, 0]), group('A', 8, [20, 21], [0, 2])];
    expect(joinByHolder(few, facts, isOld, 2)).toEqual([]);
    const chain = [group('A', 7, [10, 12], [2, 0]), group('A', 8, [20, 22], [0, 2])];
    expect(joinByHolder(chain, { ...facts, holderOf: () => 40 }, isOld, 2)).toEqual([]);
    expect(chain[0]).toEqual(group('A', 7, [10, 12], [2, 0]));
  });

  it('leave complete groups alone', () => {
    const complete = [group('A', 7, [10, 20], [1, 1])];
    expect(joinByHolder(complete, facts, isOld, 1)).toEqual([]);
    expect(complete).toEqual([group('A', 7, [10, 20], [1, 1])]);
  });
});
