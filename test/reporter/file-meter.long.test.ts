// What a worker measures around a test file: V8's figures without garbage, and the classes that grew.
import { describe, expect, it } from 'vitest';
import { FileMeter } from '../../src/reporter/file-meter.ts';
import { HeapReporter } from '../../src/reporter/vitest-reporter.ts';
import { HeapReporter as JestReporter } from '../../src/reporter/jest-reporter.ts';

class Held {
  readonly a: number;
  constructor(a: number) {
    this.a = a;
  }
}

describe('a test file', () => {
  it('is measured before, between import and tests, and after; garbage does not count', async () => {
    const meter = new FileMeter({ minGrowth: 2 ** 20, census: true });
    const table = new Uint8Array(4e6);
    meter.imported();
    const held = Array.from({ length: 100_000 }, (_, i) => new Held(i));
    let garbage: unknown[] | undefined = Array.from({ length: 200_000 }, (_, i) => [i]);
    garbage.push(new Uint8Array(3e7));
    garbage = undefined;
    const { before, imported, after, ms, grown, problem } = await meter.finish();
    expect(problem).toBeUndefined();
    expect(garbage).toBeUndefined();
    expect(before).toBeGreaterThan(1e6);
    expect(Math.abs((imported - before) / table.length - 1)).toBeLessThan(0.1);
    // Three or four words each, and one in the array.
    expect(after - imported).toBeGreaterThan(held.length * 4 * 8 * 0.9);
    expect(after - imported).toBeLessThan(held.length * 5 * 8 * 1.1);
    expect(ms).toBeGreaterThan(0);
    expect(grown!.map(({ type }) => type)).toEqual(expect.arrayContaining(['Held', 'ArrayBuffer']));
    const row = grown!.find(({ type }) => type === 'Held')!;
    expect(row.count).toBe(100_000);
    expect([24, 32]).toContain(Math.round(row.bytes / row.count));
  });

  it('that grew by less than the limit needs no second census, and one without a census has no classes', async () => {
    const small = new FileMeter({ minGrowth: 1e9, census: true });
    expect((await small.finish()).grown).toBeUndefined();
    const plain = new FileMeter({ minGrowth: 0, census: false });
    const held = Array.from({ length: 50_000 }, (_, i) => [i]);
    const { grown, before, after } = await plain.finish();
    expect(grown).toBeUndefined();
    expect(after - before).toBeGreaterThan(held.length);
  });
});

describe('the reporters', () => {
  const projectOf = (browser: boolean) => {
    const setupFiles = ['/own.ts'];
    return { config: { setupFiles, browser: { enabled: browser } }, name: 'unit', provide: () => undefined };
  };

  it('add their setup file first, once, and not to a browser', () => {
    const [unit, page] = [projectOf(false), projectOf(true)];
    const vitest = { config: { root: '/' }, projects: [unit, page], logger: { log: () => undefined } };
    const reporter = new HeapReporter();
    reporter.onInit(vitest);
    reporter.onInit(vitest);
    expect(unit.config.setupFiles).toEqual([expect.stringMatching(/[\\/]vitest-setup\.ts$/), '/own.ts']);
    expect(page.config.setupFiles).toEqual(['/own.ts']);
    const config = { setupFilesAfterEnv: ['/own.js'] };
    const jest = new JestReporter({ rootDir: '/' });
    jest.onTestFileStart({ context: { config } });
    jest.onTestFileStart({ context: { config } });
    expect(config.setupFilesAfterEnv).toEqual([expect.stringMatching(/cjs[\\/]jest-setup\.js$/), '/own.js']);
  });

  it('refuse invalid options', () => {
    expect(() => new HeapReporter({ files: 0 })).toThrow(
      new RangeError('files must be an integer of at least 1; got 0'),
    );
    expect(() => new HeapReporter({ minGrowth: '12 parsecs' })).toThrow(/^minGrowth: Invalid size '12 parsecs'/);
    expect(() => new JestReporter({ rootDir: '/' }, { top: 3 } as never)).toThrow(
      /unknown option 'top'.*heapscale\/jest-reporter/,
    );
  });
});
