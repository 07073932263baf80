// Run by each engine for some of the packages: builds their structures, weighs them, and asks V8. Prints plain data as
// JSON.
import { collector } from '../../.build/src/heap/collector.js';
import { deepSizeOf } from '../../dist/index.js';
import { build } from './build.mjs';
import { countAll } from './count.mjs';
import { structures } from './structures/all.mjs';
import { revealing, WAYS as ALL_WAYS } from './ways.mjs';

const [batch, batches, needsTypes, pass] = process.argv.slice(2, 6).map(Number);
const halves = process.argv.slice(6);
const WAYS = ALL_WAYS.filter((way) => way.pass === pass);
const SEED = 1;
const OTHER_SEED = 2;
/** Of the value that only runs the maker for the first time. */
const FIRST_SEED = 3;

const chosen = structures.filter(({ half }) => halves.includes(half));
const mine = chosen.filter((_, i) => Math.floor((i * batches) / chosen.length) === batch);

/** Types and bytes, to see what is off. */
const types = (report) => report.byType.map(({ type, count, bytes }) => ({ type, count, bytes }));

/**
 * Reads the ropes of a value that was just made, and collects the young generation, which replaces each rope that was
 * read by its flat copy. A rope that is old by then remains beside the copy for good, and which ones are would depend
 * on when V8 happened to collect.
 */
const readStrings = WAYS.some((way) => way.keepsRopes)
  ? undefined
  : (value) => {
      revealing(value);
      collector()({ type: 'minor' });
    };

const learners = WAYS.filter((way) => way.learn !== undefined);
const learned = new Map();
if (learners.length > 0) {
  // The first value that a process makes is not typical: of classes with few instances V8 has not trimmed the slots
  // yet, and fields that get a double later still hold small integers without heap numbers.
  await build(mine, FIRST_SEED);
  const others = await build(mine, OTHER_SEED, readStrings);
  for (const { learn } of learners) if (!learned.has(learn)) learned.set(learn, await learn(others));
}
const values = await build(mine, SEED, readStrings);
const cases = mine.map(({ package: from, name, half }) => ({ package: from, name, half, ways: {} }));
for (const way of WAYS)
  for (const [i, value] of values.entries()) {
    const report = way.weigh(value, learned.get(way.learn)?.[i]);
    const { bytes, range, likely } = report;
    cases[i].ways[way.name] = { bytes, min: range.min, max: range.max, likelyMin: likely?.min, likelyMax: likely?.max };
    if (needsTypes && cases[i].half === 'seen') cases[i].ways[way.name].types = types(report);
  }
if (pass === 0)
  for (const [i, value] of values.entries())
    cases[i].saysLowerBound = deepSizeOf(value).toString().includes('at least ');
// V8 counts last: reading the characters of a rope flattens it.
for (const [i, { report, insideStrings, slices }] of (await countAll(values)).entries()) {
  Object.assign(cases[i], { truth: report.bytes, insideStrings, slices });
  if (needsTypes && cases[i].half === 'seen') cases[i].types = types(report);
}
process.stdout.write(JSON.stringify(cases), () => process.exit(0));
