/** Reads a calibration that `heapscale calibrate` wrote. */
import { readFileSync } from 'node:fs';
import type { Calibration } from '../calibration/calibration.ts';
import { readCalibration } from '../calibration/read-calibration.ts';
import { runningLayout } from '../layout/detect.ts';
import { CommandError } from './command.ts';

/** The calibration in a file; it must be for the engine that runs the command. */
export function calibrationIn(file: string): Calibration {
  try {
    const calibration = readCalibration(readFileSync(file, 'utf8'));
    calibration.checkLayout(runningLayout());
    return calibration;
  } catch (cause) {
    throw new CommandError(`--calibration ${file}: ${(cause as Error).message}`, { cause });
  }
}
