// Run by each engine for some of the packages: what the estimate of each structure of the seen half could not know, by
// cause, beside V8's count. Prints plain data as JSON for learn.mjs.
import { NO_OPTIONS } from '../../.build/src/platform/own-options.js';
import { walkOptionsOf, weighOptionsOf } from '../../.build/src/measure/options.js';
import { Walker } from '../../.build/src/walk/walker.js';
import { StringWeigher } from '../../.build/src/weigh/strings/string-weigher.js';
import { Weigher } from '../../.build/src/weigh/weigher.js';
import { build } from './build.mjs';
import { countAll } from './count.mjs';
import { structures } from './structures/all.mjs';
import { isLowerBound } from './ways.mjs';
import { deepSizeOf } from '../../dist/index.js';

const [batch, batches] = process.argv.slice(2).map(Number);
const seen = structures.filter(({ half }) => half === 'seen');
const mine = seen.filter((_, i) => Math.floor((i * batches) / seen.length) === batch);

const values = await build(mine, 1);
const GROUPS = { string: 'strings', Array: 'arrays', number: 'numbers' };
/** Bytes by group of types. */
function byGroup(rows) {
  const sums = { strings: 0, arrays: 0, numbers: 0, objects: 0 };
  for (const { type, bytes } of rows) sums[GROUPS[type] ?? 'objects'] += bytes;
  return sums;
}
const options = (value) => (isLowerBound(deepSizeOf(value)) ? { reveal: true } : NO_OPTIONS);
const observed = values.map((value) => {
  const weigher = new Weigher(new StringWeigher());
  const walker = new Walker(weigher);
  const chosen = options(value);
  weigher.begin(weighOptionsOf(chosen));
  walker.start(walkOptionsOf(chosen));
  walker.begin(value);
  walker.step(Infinity);
  const totals = weigher.lastTotals();
  const rows = Array.from({ length: totals.count }, (_, i) => totals.at(i)).map(({ type, bytes, external }) => ({
    type,
    bytes: bytes + external,
  }));
  return { amounts: [...weigher.doubts.amounts], estimate: totals.bytes, groups: byGroup(rows) };
});
for (const [i, { report, insideStrings }] of (await countAll(values)).entries())
  Object.assign(observed[i], {
    package: mine[i].package,
    name: mine[i].name,
    truth: report.bytes,
    insideStrings,
    truths: byGroup(report.byType),
  });
process.stdout.write(JSON.stringify(observed), () => process.exit(0));
