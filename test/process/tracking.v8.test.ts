// Tracking allocations: it has to be on, what traces is asked about a value, and a line that allocates is named.
import { afterEach, describe, expect, it } from 'vitest';
import { allocationSites, allocationSitesOf, startAllocations, stopAllocations } from '../../src/node.ts';

describe('tracking', () => {
  afterEach(stopAllocations);

  it('has to be on, and traces for questions about a value', async () => {
    await expect(allocationSitesOf({})).rejects.toThrow('call startAllocations() first');
    await expect(allocationSites()).rejects.toThrow('call startAllocations() first');
    expect(() => startAllocations({ sampleEvery: 0 })).toThrow(
      new RangeError('sampleEvery must be at least 1 byte; got 0'),
    );
    startAllocations({ sampleEvery: '8 KiB' });
    expect(() => startAllocations()).toThrow('allocations are tracked already');
    await expect(allocationSitesOf({})).rejects.toThrow('samples cannot be attributed to a value');
    stopAllocations();
    stopAllocations();
  });

  it('names the line that allocated a value, and counts what is older', async () => {
    const older = Array.from({ length: 100 }, (_, at) => ({ at }));
    startAllocations();
    const made = Array.from({ length: 1000 }, (_, at) => ({ at })); // the line
    const { sites, olderBytes, bytes } = await allocationSitesOf([older, made]);
    const site = sites.find(({ types }) => types[0]?.type === 'Object' && types[0].count === 1000);
    expect(site?.place, JSON.stringify(sites)).toMatch(/test\/process\/tracking\.v8\.test\.ts:\d+$/);
    expect(olderBytes).toBeGreaterThanOrEqual(100 * 32);
    expect(sites.reduce((sum, site) => sum + site.bytes, olderBytes)).toBeLessThanOrEqual(bytes);
  });
});
