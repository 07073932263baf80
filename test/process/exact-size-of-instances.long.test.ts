// exactSizeOfInstances: what all instances of a class keep alive together, by V8's own count.
import { describe, expect, it } from 'vitest';
import { exactSizeOfInstances, exactSizesOf } from '../../src/node.ts';

const kept: unknown[] = [];

describe('exactSizeOfInstances', () => {
  it('has an answer for no instances', async () => {
    class Never {}
    expect((await exactSizeOfInstances(Never)).retainedBytes).toBe(0);
  });

  it('reports what the instances alone keep alive', async () => {
    class Entry {
      readonly body: number[];
      readonly config: object;
      constructor(length: number, config: object, pair: object) {
        this.body = new Array<number>(length).fill(1);
        this.config = config;
        (this as { pair?: object }).pair = pair;
      }
    }
    const config = { held: new Array(1000).fill(2) };
    const build = (): object => ({ only: new Array(100).fill(3) });
    const entries = ((pair) => [new Entry(100, config, pair), new Entry(200, config, pair)])(build());
    kept.push(entries, config);
    const report = await exactSizeOfInstances(Entry);
    const [exact, list, pair] = await exactSizesOf([entries, [undefined, undefined], build()]);
    expect(report.count).toBe(2);
    expect(report.total.bytes).toBe(exact.bytes - list.bytes);
    // The pair, and the hidden classes that only these objects have.
    expect(report.sharedBytes - pair.bytes).toBeGreaterThanOrEqual(0);
    expect(report.sharedBytes - pair.bytes).toBeLessThan(1000);
    expect(report.retainedBytes).toBe(report.largest[0].ownBytes + report.largest[1].ownBytes + report.sharedBytes);
    expect(report.retainedBytes!).toBeLessThan(report.total.bytes);
    expect(report.largest[0].ownBytes - report.largest[1].ownBytes).toBe(800);
    expect(report.instance(0)).toBe(entries[1]);
    expect(String(report)).toMatch(/^2 instances of Entry: .*retains /);
  });

  it('rejects invalid arguments', async () => {
    await expect(exactSizeOfInstances({} as never)).rejects.toThrow('Class must be a class');
    await expect(exactSizeOfInstances(Map, { signal: AbortSignal.abort(new Error('aborted')) })).rejects.toThrow(
      'aborted',
    );
  });
});
