/** A calibration: what V8's own count of some values says about others that the same code makes. */
import { sliceParentBytes } from './slice-parents.ts';
import type { Layout } from '../layout/layout.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { formatCount } from '../report/table.ts';
import { Walker } from '../walk/walker.ts';
import type { Recorder } from '../paths/recorder.ts';
import type { WeighOptions } from '../weigh/weigh-options.ts';
import { CalibratedRecorder } from './calibrated-recorder.ts';
import { CalibratedWeigher } from './calibrated-weigher.ts';
import type { CalibrationData } from './data.ts';
import { NO_PLACE, ROOT_PLACE } from './place-tracker.ts';
import { LearnedBook } from './learned-book.ts';

/** A walker with a weigher that weighs by a calibration. */
export interface CalibratedPair {
  readonly walker: Walker;
  readonly weigher: CalibratedWeigher;
}

/**
 * What V8's own count of some typical values says about values that the same code makes: for each class and shape what
 * its objects weigh, and for each of their fields how V8 stores the strings and arrays there. It is passed as the
 * option
 * `calibration` of all functions that weigh. `JSON.stringify` gives the plain data, which `readCalibration` reads.
 */
export class Calibration extends Result<CalibrationData> {
  #idle: CalibratedPair | undefined = undefined;
  #parentBytes: number | undefined = undefined;

  constructor(data: CalibrationData) {
    super(data, 'Calibration');
  }

  /** True for a calibration of this copy of heapscale. */
  static isCalibration(value: unknown): value is Calibration {
    return typeof value === 'object' && value !== null && #idle in value;
  }

  /**
   * Bytes of the strings that slices in the values keep alive.
   *
   * @internal
   */
  parentBytes(): number {
    return (this.#parentBytes ??= sliceParentBytes(this));
  }

  /** Engine, date, how much was learned, and how much slices of larger strings keep alive. */
  override toString(): string {
    const shapes = this.classes.reduce((sum, { shapes: own }) => sum + own.length, 0);
    const parents = this.parentBytes();
    return (
      `calibration of ${this.date.slice(0, 10)} for ${this.layout} (${this.engine}): ` +
      `${formatCount(this.objects)} objects, ${formatBytes(this.bytes)}, ` +
      `${formatCount(this.classes.length)} classes, ${formatCount(shapes)} shapes` +
      (parents > 0 ? `; strings that slices keep alive: ${formatBytes(parents)}` : '')
    );
  }

  /**
   * A walker and weigher that no walk is using; `isPart` for objects at unknown places of a value.
   *
   * @internal
   */
  take(layout: Layout, isPart = false): CalibratedPair {
    this.checkLayout(layout);
    const pair = this.#idle ?? newPair(this, layout);
    this.#idle = undefined;
    pair.weigher.tracker.root = isPart ? NO_PLACE : ROOT_PLACE;
    return pair;
  }

  /**
   * Refuses to weigh for another layout.
   *
   * @throws {TypeError} if it is for another one.
   * @internal
   */
  checkLayout(layout: Layout): void {
    if (layout.id !== this.layout)
      throw new TypeError(
        `calibration is for layout '${this.layout}' (${this.engine}), not for '${layout.id}' (${layout.title}): ` +
          'make one on the engine that sizes are wanted for',
      );
  }

  /**
   * A recorder that weighs by this calibration, for a walk that lists places.
   *
   * @internal
   */
  recorder(options: WeighOptions): Recorder {
    return new CalibratedRecorder(options, this.take(options.layout).weigher);
  }

  /**
   * Returns them after a walk.
   *
   * @internal
   */
  give(pair: CalibratedPair): void {
    this.#idle = pair;
  }
}

function newPair(data: CalibrationData, layout: Layout): CalibratedPair {
  const weigher = new CalibratedWeigher(new LearnedBook(data, layout), layout);
  return { weigher, walker: new Walker(weigher, weigher.tracker) };
}
