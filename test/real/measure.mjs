// Run by each engine for some of the packages: builds their structures, weighs them, and asks V8. Prints plain data as JSON.
import { collector } from '../../.build/src/heap/collector.js';
import { deepSizeOf } from '../../dist/index.js';
import { build } from './build.mjs';
import { countAll } from './count.mjs';
import { structures } from './structures/all.mjs';
import { WAYS as ALL_WAYS } from './ways.mjs';

const [batch, batches, needsTypes, pass] = process.argv.slice(2).map(Number);
const WAYS = ALL_WAYS.filter((way) => way.pass === pass);
const SEED = 1;
const OTHER_SEED = 2;

const mine = structures.filter((_, i) => Math.floor((i * batches) / structures.length) === batch);

/** Types and bytes, to see what is off. */
const types = (report) => report.byType.map(({ type, count, bytes }) => ({ type, count, bytes }));

const learners = WAYS.filter((way) => way.learn !== undefined);
const learned = new Map();
if (learners.length > 0) {
  const others = await build(mine, OTHER_SEED);
  for (const way of learners) learned.set(way, await way.learn(others));
}
const values = await build(mine, SEED);
const cases = mine.map(({ package: from, name, half }) => ({ package: from, name, half, ways: {} }));
for (const way of WAYS)
  for (const [i, value] of values.entries()) {
    const report = way.weigh(value, learned.get(way)?.[i]);
    const { bytes, range, likely } = report;
    cases[i].ways[way.name] = { bytes, min: range.min, max: range.max, likelyMin: likely?.min, likelyMax: likely?.max };
    if (needsTypes && cases[i].half === 'seen') cases[i].ways[way.name].types = types(report);
  }
if (pass === 0)
  for (const [i, value] of values.entries())
    cases[i].saysLowerBound = deepSizeOf(value).toString().includes('at least ');
// V8 counts last: reading the characters of a rope flattens it. What is left of the rope, a reference to the flat string, is gone
// with the next collection of young objects, which may or may not have been by now.
if (pass === 0) collector()({ type: 'minor' });
for (const [i, { report, insideStrings, slices }] of (await countAll(values)).entries()) {
  Object.assign(cases[i], { truth: report.bytes, insideStrings, slices });
  if (needsTypes && cases[i].half === 'seen') cases[i].types = types(report);
}
process.stdout.write(JSON.stringify(cases), () => process.exit(0));
