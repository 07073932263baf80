/** calibrate: learns from V8's own count of some values how V8 stores what the same code makes. */
import { Calibration } from '../calibration/calibration.ts';
import { runningLayout } from '../layout/detect.ts';
import { smiShift } from '../layout/layout.ts';
import { typeError } from '../platform/argument-checks.ts';
import { isArray } from '../platform/intrinsics.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { rejected } from '../platform/rejected.ts';
import { isTwoByteScanned, scanString } from '../platform/scan-string.ts';
import { toIgnored } from '../walk/ignore.ts';
import type { Ignore } from '../walk/ignore.ts';
import { NOOP_VISITOR } from '../walk/visitor.ts';
import type { WalkOptions } from '../walk/walk-options.ts';
import { Walker } from '../walk/walker.ts';
import { countSnapshot } from './capture.ts';
import type { Capture } from './capture.ts';
import { collector } from './collector.ts';
import { Learner } from './learn.ts';
import { revealIfPossible } from './live-values.ts';
import { StoreReader } from './object-stores.ts';
import { ownershipOf } from './ownership.ts';
import { checkedReading, READ_NAMES } from './read-snapshot.ts';
import type { ReadOptions } from './read-snapshot.ts';

/** What to compare, and how to read the snapshot. */
export interface CalibrateOptions extends ReadOptions {
  /**
   * A predicate, or a list of objects, classes and names, as in `deepSizeOf`: what is neither compared nor walked into.
   *
   * @defaultValue nothing is ignored
   */
  readonly ignore?: Ignore | undefined;
}

const CALIBRATE_NAMES: OptionNames<CalibrateOptions> = addNames(READ_NAMES, { ignore: true as const });

/**
 * Learns from one heap snapshot how V8 stores values that some code makes, so that others from the same code are
 * weighed right at the speed of a walk.
 *
 * For each class and shape (constructor and property names) it compares V8's own count with the estimate: what an
 * object and its property store weigh, and for each of their fields how much spare capacity the arrays there have,
 * whether numbers are heap numbers, and how strings are stored (shared or separate, ropes, slices, width). Values are
 * typical if they were made by the same code, in the same way and about as often as those to be weighed: a slack that
 * V8 removes after seven instances is not in a calibration made from hundreds. Hidden state (private fields, Proxy
 * targets) is included. Like `deepSizeOf`, it runs no code of the values, and flattens ropes.
 *
 * The calibration is valid for the layout of this engine. `JSON.stringify` stores it, and `readCalibration` reads it.
 *
 * @param values one or more typical values.
 * @param options what to ignore; progress and an AbortSignal, neither of which takes effect while V8 builds the
 * snapshot.
 * @throws {TypeError} (as a rejection, like all that follows) if `values` is not an array or an option is invalid.
 * @throws {SnapshotFormatError} if V8's stream cannot be read; the signal's reason if it was aborted.
 * @example
 * ```ts
 * const parse = (lines) => lines.map((line) => ({ parts: line.split(',') }));
 * const calibration = await calibrate([parse(['a,b', 'c,d,e'])]);
 * deepSizeOf(parse(['f,g', 'h']), { calibration }).calibrated; // 1: the like of all objects was seen
 * ```
 */
export function calibrate(values: readonly unknown[], options?: CalibrateOptions): Promise<Calibration> {
  if (!isArray(values)) return rejected(typeError('values', 'an array', values));
  try {
    const own = checkedReading(ownOptions('calibrate', CALIBRATE_NAMES, options));
    return firstOf(calibrateGroups([values], own));
  } catch (error) {
    return rejected(error);
  }
}

async function firstOf(calibrations: Promise<readonly Calibration[]>): Promise<Calibration> {
  return (await calibrations)[0];
}

/** The same for groups of values, each with a calibration of its own, from one snapshot. */
export function calibrateGroups(
  groups: readonly (readonly unknown[])[],
  options: CalibrateOptions = {},
): Promise<Calibration[]> {
  const walk = walkOptions(options.ignore);
  const lists = withOriginals(() => groups.map((values) => listOf(values, walk)));
  replaceFlattened();
  const all = withOriginals(() => lists.flat());
  return countSnapshot(all, options, (capture) => {
    const ownership = ownershipOf(capture.snapshot, { hidden: true });
    let at = 0;
    return groups.map((values, i) => {
      const end = at + lists[i].length;
      const { snapshot, holders } = capture;
      const part = { snapshot, holders, values: lists[i], nodes: capture.nodes.slice(at, end) };
      at = end;
      return learned(values, walk, part, new StoreReader(snapshot, ownership));
    });
  });
}

function walkOptions(ignore: Ignore | undefined): WalkOptions {
  const layout = runningLayout();
  return {
    ...(ignore === undefined ? {} : toIgnored(ignore)),
    smiShift: smiShift(layout),
    maxOnHeapBytes: layout.maxOnHeapBytes,
    reveal: revealIfPossible(),
  };
}

/** Every object and string that belongs to the values, in the order of the walk. */
function listOf(roots: readonly unknown[], walk: WalkOptions): unknown[] {
  const list: unknown[] = [];
  const walker = new Walker({
    ...NOOP_VISITOR,
    object(value) {
      list.push(value);
    },
    string(string) {
      list.push(string);
      // As every walk does: a rope is weighed as it is afterwards.
      scanString(string);
      isTwoByteScanned(string);
    },
  });
  walkAll(walker, roots, walk);
  return list;
}

/**
 * A rope that was flattened refers to the flat string and to an empty one. V8 replaces it by the flat string when a
 * collection of the young generation meets it (`Scavenger::EvacuateShortcutCandidate` in src/heap), as it does sooner
 * or later in a program that runs on. The collection before a snapshot is a full one, which leaves such ropes as they
 * are.
 */
function replaceFlattened(): void {
  collector()({ type: 'minor' });
}

function walkAll(walker: Walker, roots: readonly unknown[], walk: WalkOptions): void {
  walker.start(walk);
  for (const root of roots) {
    walker.begin(root);
    walker.step(Infinity);
  }
  walker.end();
}

function learned(roots: readonly unknown[], walk: WalkOptions, capture: Capture, reader: StoreReader): Calibration {
  const layout = runningLayout();
  const learner = new Learner(reader, capture, layout);
  walkAll(new Walker(learner, learner.tracker), roots, walk);
  learner.finish();
  return new Calibration({
    version: 1,
    layout: layout.id,
    engine: layout.title,
    date: new Date().toISOString(),
    objects: learner.objects,
    bytes: reader.bytes,
    classes: learner.book.classes(),
    types: learner.types.all(),
    root: learner.book.root(),
  });
}
