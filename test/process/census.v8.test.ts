// census: every class with V8's counts and bytes, without running code of the program. What takes many of them is in
// census.long.test.ts.
import { getHeapSnapshot } from 'node:v8';
import { afterEach, describe, expect, it } from 'vitest';
import { deepSizeOf, diffSizes } from '../../src/index.ts';
import { census, readSnapshot, snapshotReport, trackCensus } from '../../src/node.ts';
import type { SizeReportData } from '../../src/report/report-data.ts';

/** What one test keeps alive; later ones would count it each time. */
const kept: unknown[] = [];
afterEach(() => void kept.splice(0));
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

  it('counts growth to the byte', () => {
    class Grown {
      // No literal, whose elements the instances would share until the first write: a census weighs each array by
      // itself.
      readonly list = new Array<number>(3).fill(1);
    }
    // Enough for V8 to take away the slots that it adds to the first instances of a class.
    kept.push(Array.from({ length: 10 }, () => new Grown()));
    const before = census();
    const more = Array.from({ length: 10_000 }, () => new Grown());
    kept.push(more);
    const { byType } = diffSizes(before, census());
    expect(byType.find(({ type }) => type === 'Grown')).toMatchObject({ count: 10_000, bytes: 320_000 });
    const arrays = byType.find(({ type }) => type === 'Array')!;
    const ofMore = deepSizeOf(more).byType.find(({ type }) => type === 'Array')!;
    // Other arrays of the process come and go in between.
    expect(Math.abs(arrays.count / ofMore.count - 1)).toBeLessThan(0.05);
    expect(Math.abs(arrays.bytes / ofMore.bytes - 1)).toBeLessThan(0.1);
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
