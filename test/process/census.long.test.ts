// census where it takes many of them: samples of each class, what is counted once, what it leaves alone; and
// trackCensus, which finds what grows by figures alone.
import { afterEach, describe, expect, it } from 'vitest';
import { diffSizes } from '../../src/index.ts';
import { census, engineFacts, trackCensus } from '../../src/node.ts';
import { collector } from '../../src/heap/collector.ts';
import type { SizeReportData } from '../../src/report/report-data.ts';

/** What one test keeps alive; later ones would count it each time. */
const kept: unknown[] = [];
afterEach(() => void kept.splice(0));
const rowOf = ({ byType }: SizeReportData, type: string): { count: number; bytes: number } =>
  byType.find((row) => row.type === type) ?? { count: 0, bytes: 0 };

describe('census', () => {
  it('counts objects without a prototype, proxies and their like once, where data refer to them', () => {
    const name = 'a name that is unique to this test, so that it can be counted';
    const before = census();
    const bare = Array.from({ length: 20_000 }, (_, i) => Object.assign(Object.create(null) as object, { i, name }));
    kept.push(bare, { again: bare.slice() }, new Proxy({}, {}));
    const { byType } = diffSizes(before, census());
    const more = (type: string): number => byType.find((row) => row.type === type)?.count ?? 0;
    // Counted once each. Other plain objects of the process come and go in between.
    expect(Math.abs(more('Object') - 20_000)).toBeLessThan(2000);
    expect(more('Proxy')).toBe(1);
  });

  it('weighs a sample of each class, and counts all of it', () => {
    class Varied {
      readonly list: unknown[];
      constructor(i: number) {
        this.list = new Array(i % 20).fill(i);
      }
    }
    const dictionary = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key ${i}`, i + 0.5]));
    kept.push(
      Array.from({ length: 20_000 }, (_, i) => new Varied(i)),
      dictionary,
    );
    kept.push(Array.from({ length: 20_000 }, (_, i) => new Map([[i, i]])));
    const sampled = census({ sample: 500 });
    const whole = census();
    expect(sampled.sampled).toBe(true);
    expect(String(sampled)).toContain('bytes are estimated from a sample of each class');
    expect(rowOf(sampled, 'Varied')).toEqual(rowOf(whole, 'Varied'));
    for (const type of ['Array', 'Map', 'Function']) {
      const [estimate, all] = [rowOf(sampled, type), rowOf(whole, type)];
      // Other objects of the process come and go in between.
      expect(Math.abs(estimate.count / all.count - 1), type).toBeLessThan(0.05);
      expect(Math.abs(estimate.bytes / all.bytes - 1), `${type}: ${estimate.bytes}, ${all.bytes}`).toBeLessThan(0.1);
    }
    expect(sampled.range.min).toBeLessThan(whole.bytes);
    expect(sampled.range.max).toBeGreaterThan(whole.bytes);
    expect(census({ sample: { size: 1_000_000 } }).sampled).toBe(false);
  });

  it('counts elements that arrays of one literal share once, with facts of the engine', () => {
    const facts = engineFacts();
    const before = census({ facts });
    kept.push(Array.from({ length: 10_000 }, () => ['a constant', 'another', 1, 2, 3, 4, 5, 6]));
    const growth = (after: SizeReportData): number =>
      diffSizes(before, after).byType.find(({ type }) => type === 'Array')!.bytes;
    // 32 bytes for each array and 8 for the element that refers to it; V8 11 and 12 have no function that reports
    // sharing.
    const each = growth(census({ facts })) / 10_000;
    if (facts.hasSharedElements === undefined) expect(each).toBeGreaterThan(100);
    else expect(each).toBeLessThan(45);
    expect(growth(census()) / 10_000).toBeGreaterThan(100);
  });

  it('keeps nothing alive and counts nothing dead', () => {
    class Passing {
      bytes = [1];
    }
    const refs = ((): WeakRef<object>[] => {
      const list = Array.from({ length: 40 }, () => new Passing());
      expect(rowOf(census(), 'Passing').count).toBe(40);
      return list.map((one) => new WeakRef(one));
    })();
    return new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => {
      collector()();
      expect(refs.filter((ref) => ref.deref() !== undefined)).toEqual([]);
      expect(rowOf(census(), 'Passing').count).toBe(0);
    });
  });
});

describe('trackCensus', () => {
  it('reports the class that grows steadily, and none that goes up and down', () => {
    class Leaked {
      readonly data = new Array<number>(50).fill(1);
    }
    class Cached {
      readonly data = new Array<number>(50).fill(1);
    }
    const leaked: Leaked[] = [];
    let cached: Cached[] = [];
    const tracker = trackCensus({ readStrings: false });
    for (let i = 0; i < 12; i++) {
      for (let k = 0; k < 50; k++) leaked.push(new Leaked());
      cached = i % 3 === 0 ? [] : [...cached, ...Array.from({ length: 100 }, () => new Cached())];
      tracker.measure();
    }
    kept.push(leaked, cached);
    const growing = tracker.growth();
    expect(growing.enough).toBe(true);
    const types = growing.byType.map(({ name }) => name);
    expect(types).toContain('Leaked');
    expect(types).not.toContain('Cached');
    const row = growing.byType.find(({ name }) => name === 'Leaked')!;
    expect(row.perSample).toBeGreaterThan(50 * 32 * 0.9);
    expect(String(tracker)).toContain('Leaked');
    expect(JSON.parse(JSON.stringify(tracker)).samples).toBe(12);
  });
});
