/**
 * The options of every function that walks a value. Public functions check the names with `ownOptions`; the values are
 * checked here, so that all functions throw the same errors.
 */
import { layoutOf } from '../layout/detect.ts';
import { smiShift } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { boolean, integer, nonNegativeNumber, oneOf, typeError } from '../platform/argument-checks.ts';
import { checkedFacts } from '../platform/engine-facts.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import { addNames, ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { bytesArgument } from '../report/byte-size.ts';
import type { Size } from '../report/byte-size.ts';
import { toTreeShape } from '../paths/path-options.ts';
import type { PathOptions, TreeShape } from '../paths/path-options.ts';
import { revealOf } from '../reveal/reveal-hidden.ts';
import { toIgnored } from '../walk/ignore.ts';
import type { Ignore } from '../walk/ignore.ts';
import type { Reveal } from '../walk/walk-state.ts';
import type { Calibration } from '../calibration/calibration.ts';
import type { WalkOptions } from '../walk/walk-options.ts';
import type { StringPolicy } from '../weigh/strings/string-sums.ts';
import type { WeighOptions } from '../weigh/weigh-options.ts';
import { factsCodeFor } from './facts-code.ts';

/** The option of functions that measure a single object. */
export interface LayoutOptions {
  /**
   * The engine to weigh for: one of `layouts`.
   *
   * @defaultValue the running engine's layout
   */
  readonly layout?: Layout | undefined;
}

/** What to count and where to end: the options of every function that walks a value. */
export interface SizeOptions extends LayoutOptions {
  /**
   * What is neither counted nor walked into: a predicate, or a list of objects, classes, names of classes (`'Socket'`)
   * and names of properties after a dot (`'.parent'`). A class or its name means its instances, those of its
   * subclasses, and itself; a property's name, the objects and functions that properties of this name hold, unless
   * something else leads to them. `'dom'`, alone or in the list, is for jsdom and happy-dom: an element counts with its
   * subtree and what the program attached to it, without window, document, parent and siblings. The root is always
   * counted.
   *
   * @defaultValue nothing is ignored
   */
  readonly ignore?: Ignore | undefined;
  /**
   * The maximum number of objects to visit; a walk that ends early sets `complete` and `stopped`.
   *
   * @defaultValue `Infinity`
   */
  readonly maxObjects?: number | undefined;
  /**
   * Ends the walk as soon as more than this many bytes were found: a number, or a size such as `'64 KiB'`. `complete`
   * is then false.
   *
   * @defaultValue `Infinity`
   */
  readonly maxBytes?: Size | undefined;
  /**
   * How equal strings count: `'auto'` as V8 usually stores them, `'once'` all together, `'each'` every occurrence.
   *
   * @defaultValue `'auto'`
   */
  readonly strings?: StringPolicy | undefined;
  /**
   * False to read no characters, so that no rope is flattened; the range then covers one-byte and two-byte strings.
   *
   * @defaultValue `true`
   */
  readonly readStrings?: boolean | undefined;
  /**
   * Follows hidden state, such as private fields and the targets of proxies: true to use the inspector of Node (an
   * error on other platforms), or a `Reveal`, such as `revealHidden({ closures: true })` of `heapscale/node`.
   *
   * @defaultValue hidden state is not followed; it is listed in `hidden`
   */
  readonly reveal?: true | Reveal | undefined;
  /**
   * Facts that only the engine knows, from `engineFacts()` of `heapscale/node`: dictionary mode, kinds of elements,
   * which equal strings are one object, targets of proxies. The range is then narrower, ropes are not read, and plain
   * objects are walked faster. With a `calibration` the engine decides what it knows, and the calibration what neither
   * shows: spare capacity, slots, what slices refer to; ropes are then read, as when it was made.
   *
   * @defaultValue the most likely case is assumed, and `range` covers the others
   */
  readonly facts?: EngineFacts | undefined;
  /**
   * What V8's own count of similar values showed, from `calibrate` of `heapscale/node` or from `readCalibration`. It
   * must be for the layout that is weighed for. With `facts` of the same engine both are used.
   *
   * @defaultValue all sizes are estimated by V8's rules
   */
  readonly calibration?: Calibration | undefined;
}

/** How many elements of huge containers to measure, and which. */
export interface SampleOptions {
  /** Elements per container: an integer of at least 2. */
  readonly size: number;
  /**
   * An integer; the same seed chooses the same elements.
   *
   * @defaultValue `1`
   */
  readonly seed?: number | undefined;
}

/** The option of functions that can measure a sample. */
export interface SampledOptions {
  /**
   * Measures only this many random elements of every array, Map and Set that has more than twice as many, and scales
   * up: a number of elements, or `{ size, seed }`. The range then includes a 95 % confidence interval, and `sampled` is
   * true. A few hundred are enough. Cannot be combined with `paths`, `maxObjects` and `maxBytes`.
   *
   * @defaultValue all elements are measured
   */
  readonly sample?: number | SampleOptions | undefined;
}

/** The option of functions that can list places. */
export interface PlaceOptions {
  /**
   * True to list the places of the value as a tree, in `report.paths` and `report.toTree()`, or options that limit the
   * tree. Every string is then looked up, so duplicates are counted and not estimated.
   *
   * @defaultValue `false`
   */
  readonly paths?: boolean | PathOptions | undefined;
}

/** The options of `deepSizeOf`. */
export interface DeepSizeOptions extends SizeOptions, SampledOptions, PlaceOptions {}

/** The option of functions that measure a single object. */
export const LAYOUT_NAMES: OptionNames<LayoutOptions> = { layout: true };

/** The options of every function that walks a value. */
export const SIZE_NAMES: OptionNames<SizeOptions> = {
  ignore: true,
  maxObjects: true,
  maxBytes: true,
  strings: true,
  readStrings: true,
  layout: true,
  reveal: true,
  facts: true,
  calibration: true,
};

/** The options of `deepSizeOf`. */
export const DEEP_SIZE_NAMES: OptionNames<DeepSizeOptions> = /* @__PURE__ */ addNames(SIZE_NAMES, {
  paths: true as const,
  sample: true as const,
});

/** The checked option `sample`. */
export type Sample = Required<{ readonly [Name in keyof SampleOptions]: number }>;

const STRING_POLICIES: readonly StringPolicy[] = ['auto', 'once', 'each'];

const SAMPLE_NAMES: OptionNames<SampleOptions> = { size: true, seed: true };

/** How to weigh; `ownOptions` has read the `options`. */
export function weighOptionsOf(options: SizeOptions): WeighOptions {
  const facts = factsFor(options);
  return {
    layout: layoutOf(options.layout),
    strings: options.strings === undefined ? 'auto' : oneOf('strings', options.strings, STRING_POLICIES),
    readStrings: boolean('readStrings', options.readStrings, true),
    maxBytes: maxBytesOf(options),
    facts,
    makeKnownStrings: factsCodeFor(facts)?.makeKnownStrings,
  };
}

/** Where to walk; `ownOptions` has read the `options`. */
export function walkOptionsOf(options: SizeOptions, atOnce?: number): WalkOptions {
  const layout = layoutOf(options.layout);
  const ignored = options.ignore === undefined ? undefined : toIgnored(options.ignore);
  const facts = factsFor(options);
  const reveal = checkedReveal(options.reveal);
  const code = factsCodeFor(facts);
  return {
    isIgnored: ignored?.isIgnored,
    skippedNames: ignored?.skippedNames,
    links: ignored?.links,
    smiShift: smiShift(layout),
    maxOnHeapBytes: layout.maxOnHeapBytes,
    maxObjects: maxObjectsOf(options),
    atOnce,
    reveal: code === undefined ? reveal : code.revealWithFacts(reveal, facts!),
    facts,
    engineReader: code?.engineReader,
    knownReaders: code?.knownReaders,
  };
}

/** The limit that ended a walk, as a number. */
export function limitOf(options: SizeOptions, by: 'maxObjects' | 'maxBytes'): number {
  return by === 'maxBytes' ? maxBytesOf(options) : maxObjectsOf(options);
}

/** The limits of the tree of places; undefined without the option `paths`. */
export function treeShapeOf(options: PlaceOptions & SampledOptions): TreeShape | undefined {
  const shape = toTreeShape(options.paths);
  if (shape !== undefined && options.sample !== undefined) throw notCombined('sample', 'paths');
  return shape;
}

/** The checked option `sample`; undefined if it is not set. */
export function sampleOf(options: SizeOptions & SampledOptions): Sample | undefined {
  const { sample } = options;
  if (sample === undefined) return undefined;
  if (options.maxObjects !== undefined) throw notCombined('sample', 'maxObjects');
  if (options.maxBytes !== undefined) throw notCombined('sample', 'maxBytes');
  if (typeof sample === 'number') return { size: integer('sample', sample, 2), seed: 1 };
  if (typeof sample !== 'object' || sample === null)
    throw typeError('sample', 'an integer of at least 2 or { size, seed }', sample);
  const { size, seed = 1 } = ownOptions<SampleOptions>('sample', SAMPLE_NAMES, sample);
  return { size: integer('sample.size', size, 2), seed: integer('sample.seed', seed, -Infinity) };
}

/**
 * Checks the values of all options, for a function that uses them later; `ownOptions` has read the `options`.
 */
export function checkValues(options: DeepSizeOptions): void {
  weighOptionsOf(options);
  walkOptionsOf(options);
  treeShapeOf(options);
  sampleOf(options);
  calibrationOf(options)?.checkLayout(layoutOf(options.layout));
}

function notCombined(one: string, other: string): TypeError {
  return new TypeError(`options '${one}' and '${other}' cannot be combined`);
}

function maxObjectsOf({ maxObjects }: SizeOptions): number {
  return maxObjects === undefined ? Infinity : nonNegativeNumber('maxObjects', maxObjects);
}

function maxBytesOf({ maxBytes }: SizeOptions): number {
  return maxBytes === undefined || maxBytes === Infinity ? Infinity : bytesArgument('maxBytes', maxBytes);
}

/** Facts of the running engine; a value that is weighed for another one would be stored in another way. */
function factsFor({ facts, layout }: SizeOptions): EngineFacts | undefined {
  const checked = checkedFacts(facts);
  return layout === undefined || layout === layoutOf(undefined) ? checked : undefined;
}

/**
 * The checked option `calibration`. Its code is not part of a bundle that reads none, so its class is not named here.
 */
export function calibrationOf({ calibration }: SizeOptions): Calibration | undefined {
  if (calibration === undefined) return undefined;
  const given: unknown = calibration;
  if (typeof given !== 'object' || given === null || typeof (given as Partial<Calibration>).take !== 'function')
    throw typeError(
      'calibration',
      'a calibration, from readCalibration() or from calibrate() of heapscale/node',
      given,
    );
  return calibration;
}

function checkedReveal(reveal: true | Reveal | undefined): Reveal | undefined {
  if (reveal === undefined || reveal === true) return revealOf(reveal);
  if (typeof reveal !== 'object' || reveal === null || typeof reveal.referencesOf !== 'function')
    throw typeError(
      'reveal',
      'true, or an object with a function referencesOf, such as revealHidden() of heapscale/node',
      reveal,
    );
  return reveal;
}
