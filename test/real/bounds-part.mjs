// Run by an engine for some of the packages: compares the estimate of each structure with V8's count cause by cause.
// Prints plain data as JSON for bounds.mjs: bytes by V8's count less those of the estimate.
import { captureSnapshot } from '../../.build/src/heap/capture.js';
import { collector } from '../../.build/src/heap/collector.js';
import { StoreReader } from '../../.build/src/heap/object-stores.js';
import { ownedBy } from '../../.build/src/heap/owned.js';
import { ownershipOf } from '../../.build/src/heap/ownership.js';
import { Kind } from '../../.build/src/inspect/kinds.js';
import { runningLayout } from '../../.build/src/layout/detect.js';
import { nameDictionaryBytes } from '../../.build/src/layout/properties.js';
import { stringBytes } from '../../.build/src/layout/strings.js';
import { walkOptionsOf, weighOptionsOf } from '../../.build/src/measure/options.js';
import { isTwoByteScanned } from '../../.build/src/platform/scan-string.js';
import { Walker } from '../../.build/src/walk/walker.js';
import { StringWeigher } from '../../.build/src/weigh/strings/string-weigher.js';
import { Weigher } from '../../.build/src/weigh/weigher.js';
import { deepSizeOf } from '../../dist/index.js';
import { engineFacts } from '../../dist/node.js';
import { build } from './build.mjs';
import { structures } from './structures/all.mjs';
import { isLowerBound, revealing } from './ways.mjs';

const [batch, batches] = process.argv.slice(2, 4).map(Number);
const facts = process.argv[4] === 'facts' ? engineFacts() : undefined;
const mine = structures.filter((_, i) => Math.floor((i * batches) / structures.length) === batch);
const layout = runningLayout();

/** Weighs, and lists what it meets in the order of the walk. */
class ListingWeigher extends Weigher {
  met = [];
  constructor() {
    super(new StringWeigher());
  }
  string(string, inPlainObject) {
    this.met.push({ value: string });
    return super.string(string, inPlainObject);
  }
  object(value, kind, info, objectFacts) {
    super.object(value, kind, info, objectFacts);
    const isOrdinary = kind === Kind.ordinary;
    const elements = isOrdinary && objectFacts.indices === 0 ? 0 : this.own.bytes;
    this.met.push({ value, kind, elements, stats: isOrdinary ? this.lastStats : undefined });
  }
  /** With facts: every object is to be weighed in full. */
  alike() {
    return false;
  }
}

function weigh(value) {
  const isHidden = facts !== undefined || isLowerBound(deepSizeOf(value));
  const options = { ...(isHidden ? { reveal: true } : {}), ...(facts === undefined ? {} : { facts }) };
  const weigher = new ListingWeigher();
  weigher.begin(weighOptionsOf(options));
  const walker = new Walker(weigher);
  walker.start(walkOptionsOf(options));
  walker.begin(value);
  walker.step(Infinity);
  const totals = weigher.lastTotals();
  const { met, lateArrays } = weigher;
  const bytesOf = (type) => totals.find(type)?.bytes ?? 0;
  return {
    met,
    lateArrays,
    estimate: totals.bytes,
    numbers: bytesOf('number'),
    strings: bytesOf('string'),
    amounts: [...weigher.doubts.amounts],
    likely: { less: totals.less, more: totals.more },
  };
}

/** The cause of what is off in the objects of a shape: in dictionary mode, or said to be, or slots and their arrays. */
function causeOf(stats, isDictionary) {
  const least = layout.objectHeader + nameDictionaryBytes(layout, stats.size);
  return isDictionary || stats.bytes >= least ? 'dictionaries' : 'slots';
}

function differences({ met, lateArrays, estimate, numbers, strings }, nodes, snapshot, ownership, truth) {
  const reader = new StoreReader(snapshot, ownership);
  const off = {
    arrays: -lateArrays,
    slots: 0,
    dictionaries: 0,
    numbers: -numbers,
    strings: -strings,
    slices: 0,
  };
  const shapes = new Map();
  for (const [i, { value, kind, elements, stats }] of met.entries()) {
    const node = nodes[i];
    if (node < 0) continue;
    if (kind === undefined) {
      if (reader.isReadOnly(node) || reader.isSeen(node)) continue;
      const flat = stringBytes(layout, value.length, isTwoByteScanned(value));
      const bytes = reader.string(node);
      const isSlice = reader.isSlice(node);
      off.strings += isSlice ? flat : bytes;
      if (isSlice) off.slices += bytes - flat;
      continue;
    }
    if (reader.isSeen(node)) continue;
    const stores = reader.object(node);
    off.numbers += stores.boxed * layout.heapNumber;
    const bytes = stores.self + stores.properties + stores.nameBytes;
    if (kind === Kind.array) off.arrays += bytes + stores.elements - elements;
    if (kind !== Kind.ordinary) continue;
    const seen = shapes.get(stats) ?? { bytes: 0, count: 0, isDictionary: false };
    shapes.set(stats, seen);
    seen.bytes += bytes + stores.elements - elements;
    seen.count++;
    seen.isDictionary ||= stores.isDictionary;
  }
  for (const [stats, { bytes, count, isDictionary }] of shapes) {
    off[causeOf(stats, isDictionary)] += bytes - count * stats.bytes;
    off.arrays -= stats.spare;
  }
  let rest = truth - estimate;
  for (const bytes of Object.values(off)) rest -= bytes;
  return { ...off, rest };
}

/** As in measure.mjs: ropes that a walk without facts reads are replaced by their flat copies. */
const readStrings =
  facts === undefined
    ? (value) => {
        revealing(value);
        collector()({ type: 'minor' });
      }
    : undefined;
const values = await build(mine, 1, readStrings);
const weighed = values.map(weigh);
const lists = weighed.map(({ met }) => met.map(({ value }) => value));
const { snapshot, nodes } = await captureSnapshot([...values, ...lists.flat()]);
const ownership = ownershipOf(snapshot, { hidden: true });
let at = values.length;
const found = weighed.map((one, i) => {
  const { totals } = ownedBy(snapshot, ownership, [nodes[i]]);
  const truth = totals.bytes;
  const part = nodes.slice(at, at + lists[i].length);
  at += lists[i].length;
  const { estimate, amounts, likely } = one;
  const { package: from, name, half } = mine[i];
  return {
    package: from,
    name,
    half,
    estimate,
    truth,
    amounts,
    likely,
    off: differences(one, part, snapshot, ownership, truth),
  };
});
process.stdout.write(JSON.stringify(found), () => process.exit(0));
