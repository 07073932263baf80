// Strings that were cut out of larger ones keep these alive: a calibration that saw some says so, and caches warn.
import { subscribe } from 'node:diagnostics_channel';
import { expect, it } from 'vitest';
import { deepSizeOf, entrySizeOf, lruSizeCalculation, mergeCalibrations, readCalibration } from '../../src/index.ts';
import { calibrate, exactSizesOf } from '../../src/node.ts';

const request = (): string =>
  JSON.parse(`"${'header '.repeat(3000)}${Math.random()} the end of the request"`) as string;
const cut = (): object => ({ path: request().slice(-30) });
const copied = (): object => ({ path: structuredClone(request().slice(-30)) });

it('a calibration shows what slices keep alive, and a cache that uses it warns', async () => {
  const warnings: { by: string; kind: string; message: string }[] = [];
  subscribe('heapscale:hidden', (message) => warnings.push(message as (typeof warnings)[0]));
  const slices = Array.from({ length: 20 }, cut);
  const copies = Array.from({ length: 20 }, copied);
  const [ofSlices, ofCopies] = await exactSizesOf([slices, copies]);
  const kept = ofSlices.bytes - ofCopies.bytes;
  expect(kept).toBeGreaterThan(400_000);

  const flat = await calibrate(copies);
  expect(String(flat)).not.toContain('slices');
  entrySizeOf('key', copied(), { calibration: flat });
  expect(warnings).toEqual([]);

  const calibration = await calibrate(slices);
  expect(String(calibration)).toContain('strings that slices keep alive: 41');
  expect(String(readCalibration(JSON.parse(JSON.stringify(calibration))))).toBe(String(calibration));
  expect(String(mergeCalibrations([flat, calibration]))).toContain('slices keep alive');
  lruSizeCalculation({ maxSize: '1 MiB' }, { calibration })(cut(), 'key');
  expect(entrySizeOf('key', cut(), { calibration })).toBeGreaterThan(kept / 20);
  expect(warnings.map(({ by, kind }) => [by, kind])).toEqual([['entrySizeOf', 'string-parents']]);
  expect(warnings[0].message).toContain(
    'the calibration saw slices, and each keeps the whole string that it was cut from',
  );
  expect(deepSizeOf(cut(), { calibration }).bytes).toBeGreaterThan(kept / 20);
});
