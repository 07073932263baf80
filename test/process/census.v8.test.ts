// census: every class with V8's counts and bytes; trackCensus finds what grows by figures alone.
import { getHeapSnapshot } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, diffSizes } from '../../src/index.ts';
import { census, engineFacts, readSnapshot, snapshotReport, trackCensus } from '../../src/node.ts';
import { collector } from '../../src/heap/collector.ts';
import type { SizeReportData } from '../../src/report/report-data.ts';

const kept: unknown[] = [];
const rowOf = ({ byType }: SizeReportData, type: string): { count: number; bytes: number } =>
  byType.find((row) => row.type === type) ?? { count: 0, bytes: 0 };

class Order {
  readonly id: number;
  readonly price: number;
  readonly items: Map<string, number>;
  constructor(id: number) {
    this.id = id;
    this.price = id + 0.5;
    this.items = new Map([[`item ${id}`, id]]);
  }
}
class SecretOrder extends Order {
  readonly #note = 'secret';
  get note(): string {
    return this.#note;
  }
}

describe('census', () => {
  it("has V8's counts and bytes of each class", async () => {
    kept.push(Array.from({ length: 500 }, (_, i) => new Order(i)));
    kept.push(Array.from({ length: 20 }, (_, i) => new SecretOrder(i)));
    // So many that those which V8 itself and this test make are few.
    kept.push(Array.from({ length: 30_000 }, (_, i) => [{ i }, new Map().set(i, 1), new Set().add(i), () => i]));
    const report = census();
    const truth = snapshotReport(await readSnapshot(getHeapSnapshot()));
    for (const type of ['Order', 'SecretOrder']) {
      expect(rowOf(report, type).count).toBe(rowOf(truth, type).count);
      // V8 lists private fields with the object, and they are stored in it.
      expect(Math.abs(rowOf(report, type).bytes / rowOf(truth, type).bytes - 1)).toBeLessThan(0.01);
    }
    for (const type of ['Array', 'Object', 'Function', 'Map', 'Set']) {
      const [ours, theirs] = [rowOf(report, type), rowOf(truth, type)];
      expect(ours.count).toBeGreaterThan(30_000 - 1);
      expect(Math.abs(ours.count / theirs.count - 1), `${type}: ${ours.count}, ${theirs.count}`).toBeLessThan(0.1);
      expect(Math.abs(ours.bytes / theirs.bytes - 1), `${type}: ${ours.bytes}, ${theirs.bytes}`).toBeLessThan(0.1);
    }
    expect(report.hidden.find(({ kind }) => kind === 'private-fields')!.count).toBeGreaterThanOrEqual(20);
    expect(report.hidden.find(({ kind }) => kind === 'closures')!.count).toBeGreaterThan(1000);
  });

  it('counts objects without a prototype, proxies and their like once, where data refer to them', () => {
    const name = 'a name that is unique to this test, so that it can be counted';
    const before = census();
    const bare = Array.from({ length: 5000 }, (_, i) => Object.assign(Object.create(null) as object, { i, name }));
    kept.push(bare, { again: bare.slice() }, new Proxy({}, {}));
    const { byType } = diffSizes(before, census());
    const more = (type: string): number => byType.find((row) => row.type === type)?.count ?? 0;
    // Counted once each. Other plain objects of the process come and go in between.
    expect(Math.abs(more('Object') - 5000)).toBeLessThan(500);
    expect(more('Proxy')).toBe(1);
  });

  it('counts growth to the byte', () => {
    class Grown {
      // No literal, whose elements the instances would share until the first write: a census weighs each array by
      // itself.
      readonly list = new Array<number>(3).fill(1);
    }
    // Enough for V8 to take away the slots that it adds to the first instances of a class.
    kept.push(Array.from({ length: 10 }, () => new Grown()));
    const before = census();
    const more = Array.from({ length: 1000 }, () => new Grown());
    kept.push(more);
    const { byType } = diffSizes(before, census());
    expect(byType.find(({ type }) => type === 'Grown')).toMatchObject({ count: 1000, bytes: 32_000 });
    const arrays = byType.find(({ type }) => type === 'Array')!;
    const ofMore = deepSizeOf(more).byType.find(({ type }) => type === 'Array')!;
    expect(arrays.count).toBeGreaterThanOrEqual(ofMore.count);
    expect(arrays.bytes).toBeGreaterThanOrEqual(ofMore.bytes);
    expect(arrays.bytes).toBeLessThan(ofMore.bytes * 1.1);
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

  it('runs no code of the program and reads no unfinished literal for a sample', async () => {
    const run: string[] = [];
    const late = { start: 1, finished: await Promise.resolve(1), end: ((): number => census({ sample: 2 }).objects)() };
    kept.push(late, {
      get value() {
        run.push('getter');
        return 1;
      },
    });
    expect(census({ sample: 2 }).objects).toBeGreaterThan(1000);
    expect(run).toEqual([]);
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

  it('runs no code of the program', () => {
    const run: string[] = [];
    const note = (name: string) => (): never => {
      run.push(name);
      throw new Error(name);
    };
    const trapped = new Proxy(
      {},
      { ownKeys: note('ownKeys'), getPrototypeOf: note('getPrototypeOf'), get: note('get'), has: note('has') },
    );
    kept.push(trapped, Object.create(trapped), [trapped], new Map([[trapped, trapped]]), {
      get value() {
        return note('getter')();
      },
      [Symbol.toStringTag]: { toString: note('tag') },
      toString: note('toString'),
    });
    class Named {
      static get name(): string {
        return note('name')();
      }
    }
    kept.push(new Named());
    expect(census().objects).toBeGreaterThan(1000);
    expect(run).toEqual([]);
  });

  it('prints a table, and is plain data', () => {
    const report = census({ readStrings: false });
    const text = String(report);
    expect(text).toMatch(/^[\d,]+ objects alive: [\d.]+ MiB/);
    expect(text).toContain('values in hidden state, counted only if other objects refer to them: ');
    expect(text).toMatch(/the process stopped for \d+ ms/);
    const plain = JSON.parse(JSON.stringify(report)) as SizeReportData;
    expect(diffSizes(plain, report).bytes).toBe(0);
    expect(report.pauseMs).toBeGreaterThan(0);
  });

  it('rejects invalid options', () => {
    expect(() => census({ strings: 'all' } as never)).toThrow("strings must be 'auto', 'once' or 'each'");
    expect(() => census({ paths: true } as never)).toThrow("unknown option 'paths' of census");
    expect(() => census({ sample: 1 })).toThrow('sample must be an integer of at least 2');
    expect(() => census({ readStrings: 1 } as never)).toThrow('readStrings must be true or false; got 1');
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

  it('takes censuses at an interval, and stops at an error', async () => {
    let count = 0;
    const tracker = trackCensus({
      everyMs: 1,
      readStrings: false,
      onSample: () => {
        if (++count === 2) throw new Error('enough');
      },
    });
    while (tracker.failure === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(String(tracker.failure)).toBe('Error: enough');
    expect(tracker.samples).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(count).toBe(2);
  });

  it('rejects invalid options', () => {
    expect(() => trackCensus({ everyMs: 0 })).toThrow('everyMs must be a number of milliseconds above 0');
    expect(() => trackCensus({ strings: 'all' } as never)).toThrow('strings must be');
    expect(() => trackCensus({ onSample: 1 } as never)).toThrow('onSample must be a function; got 1');
  });
});
