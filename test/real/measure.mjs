// Run by each engine for some of the packages: builds their structures, weighs them, and asks V8. Prints plain data as JSON.
import { deepSizeOf } from '../../dist/index.js';
import { countAll } from './count.mjs';
import { Data } from './data.mjs';
import { load } from './packages.mjs';
import { structures } from './structures/all.mjs';
import { WAYS } from './ways.mjs';

const [batch, batches, needsTypes] = process.argv.slice(2).map(Number);
const SEED = 1;
const OTHER_SEED = 2;

// Ids and random layouts are the same in every run.
let state = 1;
Math.random = () => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return state / 0x80000000;
};
// Some packages print hints when they are used for the first time.
console.log = console.warn = console.info = () => undefined;

const mine = structures.filter((_, i) => Math.floor((i * batches) / structures.length) === batch);

async function built(seed) {
  const values = [];
  for (const structure of mine) {
    const modules = [];
    // The main entry of a package may need what only its parts do without.
    for (const name of [structure.package, ...(structure.also ?? [])])
      modules.push(
        await load(name).catch((error) =>
          name === structure.package && structure.also !== undefined ? {} : Promise.reject(error),
        ),
      );
    values.push(await structure.build(modules[0], new Data(seed), ...modules.slice(1)));
  }
  return values;
}

/** Types and bytes, to see what is off. */
const types = (report) => report.byType.map(({ type, count, bytes }) => ({ type, count, bytes }));

const learners = WAYS.filter((way) => way.learn !== undefined);
const learned = new Map();
if (learners.length > 0) {
  const others = await built(OTHER_SEED);
  for (const way of learners) learned.set(way, await way.learn(others));
}
const values = await built(SEED);
const cases = mine.map(({ package: from, name, half }) => ({ package: from, name, half, ways: {} }));
for (const way of WAYS)
  for (const [i, value] of values.entries()) {
    const report = way.weigh(value, learned.get(way)?.[i]);
    const { bytes, range, likely } = report;
    cases[i].ways[way.name] = { bytes, min: range.min, max: range.max, likelyMin: likely?.min, likelyMax: likely?.max };
    if (needsTypes && cases[i].half === 'seen') cases[i].ways[way.name].types = types(report);
  }
for (const [i, value] of values.entries()) cases[i].saysLowerBound = deepSizeOf(value).toString().includes('at least ');
// V8 counts last: reading the characters of a rope flattens it.
for (const [i, { report, insideStrings, slices }] of (await countAll(values)).entries()) {
  Object.assign(cases[i], { truth: report.bytes, insideStrings, slices });
  if (needsTypes && cases[i].half === 'seen') cases[i].types = types(report);
}
process.stdout.write(JSON.stringify(cases), () => process.exit(0));
