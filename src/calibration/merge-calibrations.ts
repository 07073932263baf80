/** mergeCalibrations: merges several calibrations into one. */
import { typeError } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { Calibration } from './calibration.ts';
import type { CalibrationData } from './data.ts';
import { addCalibrations } from './merge-data.ts';

/**
 * Adds calibrations, as if all their values had been in one snapshot. Date and engine are those of the latest.
 *
 * @param calibrations one or more, all for the same layout.
 * @throws {TypeError} if it is not an array of calibrations, or if they are for different layouts.
 * @example
 * ```ts
 * const ofCache = await calibrate([cache]);
 * const ofStore = await calibrate([store]);
 * const calibration = mergeCalibrations([ofCache, ofStore]);
 * deepSizeOf(store, { calibration }).calibrated; // 1: all of it was in the snapshot
 * ```
 */
export function mergeCalibrations(calibrations: readonly Calibration[]): Calibration {
  if (!js.isArray(calibrations) || calibrations.length === 0)
    throw typeError('calibrations', 'an array of at least one calibration', calibrations);
  let sum: CalibrationData | undefined;
  for (let i = 0; i < calibrations.length; i++) {
    const next: unknown = calibrations[i];
    if (!Calibration.isCalibration(next)) throw typeError(`calibrations[${i}]`, 'a calibration', next);
    if (sum !== undefined && sum.layout !== next.layout)
      throw new TypeError(
        `calibrations must be for the same layout; got '${sum.layout}' (${sum.engine}) ` +
          `and '${next.layout}' (${next.engine})`,
      );
    sum = sum === undefined ? next.toJSON() : addCalibrations(sum, next);
  }
  return new Calibration(sum!);
}
