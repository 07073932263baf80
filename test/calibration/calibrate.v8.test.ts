// What was learned from one value applies to another of the same maker, in every function that weighs.
import { describe, expect, it } from 'vitest';
import { deepSizeOf, readCalibration } from '../../src/index.ts';
import { calibrate, exactSizeOf } from '../../src/node.ts';
import { tree } from './makers.ts';

describe('a calibration', () => {
  it('is right for another value of the same maker', async () => {
    const calibration = await calibrate([tree(380)]);
    const value = tree(470);
    const report = deepSizeOf(value, { calibration });
    const { bytes } = await exactSizeOf(value);
    expect(Math.abs(report.bytes / bytes - 1)).toBeLessThan(0.04);
    expect(report.range.min).toBeLessThanOrEqual(bytes);
    expect(report.range.max).toBeGreaterThanOrEqual(bytes);
    expect(report.calibrated).toBeGreaterThan(0.9);
  });

  it('learns without running code of the values', async () => {
    let runs = 0;
    const count = (): number => ++runs;
    class Hostile {
      [Symbol.toStringTag] = 'x';
      get own(): number {
        return count();
      }
      toJSON(): number {
        return count();
      }
    }
    const getters = Object.defineProperties(new Hostile(), { a: { get: count, enumerable: true } });
    const traps = new Proxy({}, { get: count, ownKeys: () => (count(), []), getPrototypeOf: () => (count(), null) });
    const proto = JSON.parse('{"__proto__": {"constructor": 1}, "constructor": "x", "toString": ["y"]}') as object;
    const calibration = await calibrate([[getters, traps, proto, Object.create(null), new Hostile()]]);
    deepSizeOf([getters, traps, proto, new Hostile()], { calibration });
    expect(runs).toBe(0);
    expect(readCalibration(JSON.parse(JSON.stringify(calibration))).toJSON()).toEqual(calibration.toJSON());
  });

  it('checks its arguments', async () => {
    await expect(calibrate({} as never)).rejects.toThrow('values must be an array; got an object');
    await expect(calibrate([], { sample: 1 } as never)).rejects.toThrow("unknown option 'sample' of calibrate");
    await expect(calibrate([], { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });
});
