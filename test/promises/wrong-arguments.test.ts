/**
 * Every exported function is called with what it does not take, one argument at a time: the error is a TypeError or
 * RangeError in the wording of all others, before any work is done, and never one from inside. An export without a row
 * in these tables fails the last test.
 */
import { LRUCache } from 'lru-cache';
import { describe, expect, it } from 'vitest';
import * as asserting from '../../src/assert.ts';
import * as portable from '../../src/index.ts';
import * as node from '../../src/node.ts';
import * as profiling from '../../src/profile.ts';
import { received } from '../../src/platform/argument-checks.ts';

const never = (): number => 1;
const others = [null, true, 5n, Symbol('symbol')];
const bytes = [...others, -1, Number.NaN, 'much', '', [], {}, never];

/** What is wrong for an argument that has to be ... */
const WRONG = {
  options: [...others, 5, 'name', [], never, { unheardOf: 1 }],
  object: [...others, undefined, 5, 'name', [], {}, never, new Map(), Promise.resolve({})],
  function: [...others, undefined, 5, 'name', [], {}, new Map()],
  class: [...others, undefined, 5, 'name', [], {}, never],
  list: [...others, undefined, 5, 'name', {}, never, new Map()],
  number: [...others, undefined, Number.NaN, Infinity, 'name', [], {}, never],
  data: [...others, undefined, 5, [], {}, never, new Map()],
  stream: [...others, undefined, 5, 'name', {}, never],
  string: [...others, undefined, 5, [], {}, never],
  path: [...others, undefined, 5, [], {}, never],
  size: [...bytes, undefined],
  anyOptions: [...others, 5, 'name', [], never],
} as const;

/** Functions by name: what each argument has to be, and how the function is called with a wrong one. */
type Row = Partial<Record<keyof typeof WRONG, (wrong: never) => unknown>>;
type Rows = Readonly<Record<string, Row | readonly Row[]>>;

const report = portable.deepSizeOf({ a: 1 });
class Session {}

const inPortable: Rows = {
  advise: { options: (wrong) => portable.advise({}, wrong) },
  createMeter: { options: portable.createMeter },
  deepSizeOf: { options: (wrong) => portable.deepSizeOf({}, wrong) },
  deepSizeOfAll: { list: portable.deepSizeOfAll, options: (wrong) => portable.deepSizeOfAll([], wrong) },
  deepSizeOfAsync: { options: (wrong) => portable.deepSizeOfAsync({}, wrong) },
  describeLayout: { options: (wrong) => portable.describeLayout({}, wrong) },
  diffSizes: [
    { object: (wrong) => portable.diffSizes(wrong, report) },
    { object: (wrong) => portable.diffSizes(report, wrong) },
  ],
  entrySizeOf: { options: (wrong) => portable.entrySizeOf('key', 1, wrong) },
  findingLabelOf: { string: portable.findingLabelOf },
  formatBytes: { number: portable.formatBytes },
  heapPage: {
    object: portable.heapPage,
    options: (wrong) => portable.heapPage(portable.sizeGauges({ one: never }), wrong),
  },
  hiddenLabelOf: { string: portable.hiddenLabelOf },
  lruSizeCalculation: {
    anyOptions: portable.lruSizeCalculation,
    options: (wrong) => portable.lruSizeCalculation({ maxSize: 10_000 }, wrong),
  },
  mergeCalibrations: { list: portable.mergeCalibrations },
  mergeReports: { list: portable.mergeReports, object: (wrong) => portable.mergeReports([wrong]) },
  observeSizes: [
    { object: (wrong) => portable.observeSizes(wrong, portable.sizeGauges({ one: never })) },
    { object: (wrong) => portable.observeSizes({ createObservableGauge: never } as never, wrong) },
  ],
  parseBytes: { size: portable.parseBytes },
  promiseCacheMap: {
    object: (wrong) => portable.promiseCacheMap(wrong, { maxSize: 10_000 }),
    options: (wrong) =>
      portable.promiseCacheMap(new LRUCache<string, Promise<string>>({ max: 9 }), { maxSize: 1 }, wrong),
  },
  readCalibration: { data: portable.readCalibration },
  registerSizes: [
    { object: (wrong) => portable.registerSizes(wrong, portable.sizeGauges({ one: never })) },
    { object: (wrong) => portable.registerSizes({ registerMetric: never }, wrong) },
  ],
  sizeGauges: { anyOptions: portable.sizeGauges, options: (wrong) => portable.sizeGauges({ one: never }, wrong) },
  sizeLogger: {
    string: (wrong) => portable.sizeLogger(wrong, never),
    function: (wrong) => portable.sizeLogger('name', wrong),
    options: (wrong) => portable.sizeLogger('name', never, wrong),
  },
  sizeOf: { options: (wrong) => portable.sizeOf({}, wrong) },
  summarize: { options: (wrong) => portable.summarize({}, wrong) },
  toFoldedStacks: { object: portable.toFoldedStacks },
  toHtml: { object: portable.toHtml, options: (wrong) => portable.toHtml(report, wrong) },
  toMarkdown: { object: portable.toMarkdown, options: (wrong) => portable.toMarkdown(report, wrong) },
  toSpeedscope: { object: portable.toSpeedscope, options: (wrong) => portable.toSpeedscope(report, wrong) },
  toSvg: { object: portable.toSvg, options: (wrong) => portable.toSvg(report, wrong) },
  trackGrowth: { function: portable.trackGrowth, options: (wrong) => portable.trackGrowth(never, wrong) },
};

const inNode: Rows = {
  adviceIn: { object: node.adviceIn },
  allocationSites: {},
  allocationSitesOf: {},
  assertCollectable: { function: node.assertCollectable },
  calibrate: { list: node.calibrate, options: (wrong) => node.calibrate([], wrong) },
  census: { options: node.census },
  censusOfThreads: { options: node.censusOfThreads },
  detachedIn: { object: node.detachedIn },
  diffSnapshots: { list: node.diffSnapshots, object: (wrong) => node.diffSnapshots([wrong, wrong]) },
  duplicatesIn: { object: node.duplicatesIn },
  engineFacts: {},
  exactSizeOf: { options: (wrong) => node.exactSizeOf({}, wrong) },
  exactSizeOfInstances: {
    class: node.exactSizeOfInstances,
    options: (wrong) => node.exactSizeOfInstances(Session, wrong),
  },
  exactSizesOf: { list: node.exactSizesOf, options: (wrong) => node.exactSizesOf([], wrong) },
  findLeaks: { function: node.findLeaks, options: (wrong) => node.findLeaks(never, wrong) },
  forecastIn: { object: (wrong) => node.forecastIn(wrong, portable.layouts.node24) },
  instancesOf: { class: node.instancesOf, options: (wrong) => node.instancesOf(Session, wrong) },
  openSnapshot: { path: node.openSnapshot, options: (wrong) => node.openSnapshot('no such file', wrong) },
  ownersIn: { object: node.ownersIn },
  ownersOf: { options: node.ownersOf },
  readSnapshot: {
    stream: node.readSnapshot,
    options: (wrong) => node.readSnapshot([] as never, wrong),
  },
  retainersIn: { object: (wrong) => node.retainersIn(wrong, 'Session') },
  retainersOf: { options: (wrong) => node.retainersOf({}, wrong) },
  revealHidden: { options: node.revealHidden },
  shapesIn: { object: node.shapesIn },
  sizeOfInstances: { class: node.sizeOfInstances, options: (wrong) => node.sizeOfInstances(Session, wrong) },
  snapshotReport: { object: node.snapshotReport },
  snapshotTree: { object: node.snapshotTree },
  startAllocations: { options: node.startAllocations },
  stopAllocations: {},
  summarizeSnapshot: { object: node.summarizeSnapshot },
  suspectsIn: { object: node.suspectsIn },
  trackCensus: { options: node.trackCensus },
  verify: { options: (wrong) => node.verify({}, wrong) },
};

const inAssert: Rows = {
  assertAllocatesLess: {
    function: (wrong) => asserting.assertAllocatesLess(wrong, 1),
    size: (wrong) => asserting.assertAllocatesLess(never, wrong),
    options: (wrong) => asserting.assertAllocatesLess(never, 1, wrong),
  },
  assertFitsIn: {
    size: (wrong) => asserting.assertFitsIn(1, wrong),
    options: (wrong) => asserting.assertFitsIn(1, 1, wrong),
  },
  assertLeavesNothing: {
    function: asserting.assertLeavesNothing,
    options: (wrong) => asserting.assertLeavesNothing(never, wrong),
  },
  assertLighter: { options: (wrong) => asserting.assertLighter(1, {}, wrong) },
  assertNoGrowth: { function: asserting.assertNoGrowth, options: (wrong) => asserting.assertNoGrowth(never, wrong) },
  assertPeakBelow: {
    function: (wrong) => asserting.assertPeakBelow(wrong, 1),
    size: (wrong) => asserting.assertPeakBelow(never, wrong),
    options: (wrong) => asserting.assertPeakBelow(never, 1, wrong),
  },
  assertWeighs: {
    size: (wrong) => asserting.assertWeighs(1, wrong),
    options: (wrong) => asserting.assertWeighs(1, 0, wrong),
  },
  defineBudgets: { object: asserting.defineBudgets, size: (limit) => asserting.defineBudgets({ limit }) },
};

const inProfile: Rows = {
  markMemory: { string: profiling.markMemory },
  measureMemory: { function: profiling.measureMemory, options: (wrong) => profiling.measureMemory(never, wrong) },
  profileMemory: { function: (wrong) => profiling.profileMemory(wrong as never) },
  profileOf: {},
  toProfileHtml: { object: profiling.toProfileHtml },
};

/** What a call throws, or its promise is rejected with; a call that succeeds is reported as such. */
async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return 'nothing is thrown';
}

/** A TypeError or RangeError that says what was expected. */
function isHelpful(error: unknown): boolean {
  if (!(error instanceof TypeError || error instanceof RangeError)) return false;
  return /^[^\n]*(?: must (?:be|have|name) |unknown option '\w+' of |Invalid size )/.test(error.message);
}

const suites: readonly [entry: string, exported: object, rows: Rows][] = [
  ['heapscale', portable, inPortable],
  ['heapscale/node', node, inNode],
  ['heapscale/assert', asserting, inAssert],
  ['heapscale/profile', profiling, inProfile],
];

describe.each(suites)('%s', (_entry, exported, table) => {
  const cases = Object.entries(table).flatMap(([name, rows]) =>
    [rows].flat().flatMap((row) => Object.entries(row).map(([kind, call]) => ({ name, kind, call }))),
  );

  it.each(cases)('$name refuses what is no $kind', async ({ kind, call }) => {
    const unhelpful: string[] = [];
    for (const wrong of WRONG[kind as keyof typeof WRONG]) {
      const error = await errorOf(() => call(wrong as never));
      if (!isHelpful(error)) unhelpful.push(`${received(wrong)}: ${String(error)}`);
    }
    expect(unhelpful).toEqual([]);
  });

  it('has a row for each function', () => {
    const isCalled = ([, value]: [string, unknown]): boolean => typeof value === 'function' && !isClass(value);
    const functions = Object.entries(exported).filter(isCalled);
    expect(functions.map(([name]) => name).sort()).toEqual(Object.keys(table).sort());
  });
});

const isClass = (value: object): boolean => /^class\b/.test(Function.prototype.toString.call(value));
