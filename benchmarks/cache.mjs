// npm run bench:cache: the hot path of a cache: what weighing an entry costs in `set`, beside a size that costs nothing
// and the usual JSON.stringify. Each figure is the median of fresh processes, which also do what a server does: parse,
// walk and print values of other shapes, and weigh them now and then. Cold: the average over the first ten thousand
// insertions of a process; warm: over the tenth ten thousand. Nanoseconds of processor time. Then what the cache really
// takes of its maxSize.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LRUCache } from 'lru-cache';
import { deepSizeOf, entrySizeOf, lruSizeCalculation } from '../dist/index.js';
import { nodeBinaries } from './engines/binaries.mjs';
import { median } from './speed/graphs.mjs';

const PROCESSES = 5;
const INSERTIONS = 10_000;
const ROUNDS = 10;
const limits = { maxSize: 4 * 2 ** 20 };

const flat = (string) => JSON.parse(JSON.stringify([string]))[0];
let made = 0;
const values = {
  'a small integer': (i) => i,
  'a string of 100 characters': () => flat(`${made++} `.padEnd(100, 'x')),
  'an object of 5 properties': (i) => ({
    id: i,
    name: flat(`name ${made++}`),
    tags: null,
    half: i + 0.5,
    at: 1_700_000_000 + i,
  }),
  'an object with an array of 3 strings': (i) => ({
    id: i,
    name: flat(`name ${made++}`),
    tags: ['one', 'two', 'three'],
  }),
  'a document of 40 objects': (i) => ({
    id: i,
    lines: Array.from({ length: 19 }, (_, at) => ({ at, text: flat(`line ${at} of ${made++}`) })),
  }),
};
const ways = {
  'no weighing (size 100)': () => () => 100,
  entrySizeOf: () => (value, key) => entrySizeOf(key, value, { overhead: 100 }),
  lruSizeCalculation: () => lruSizeCalculation(limits),
  'JSON.stringify': () => (value, key) => key.length + JSON.stringify(value).length,
};

/** Other work between two rounds: many shapes, some of them weighed. */
function otherWork(round, weighs) {
  const list = Array.from({ length: 300 }, (_, i) => ({
    [`field${i % 30}`]: i,
    text: `value ${i}`,
    deep: { list: [i, round] },
  }));
  const copy = JSON.parse(JSON.stringify(list));
  if (weighs) for (let i = 0; i < copy.length; i += 10) deepSizeOf(copy[i]);
  return copy.sort((a, b) => (a.text < b.text ? -1 : 1)).length;
}

/** Nanoseconds per insertion in each round of this process. */
function timesHere(value, way) {
  const times = [];
  const cache = new LRUCache({ ...limits, sizeCalculation: ways[way]() });
  for (let round = 0; round < ROUNDS; round++) {
    const entries = Array.from({ length: INSERTIONS }, (_, i) => [flat(`key ${i} of ${round}`), values[value](i)]);
    const start = process.cpuUsage();
    for (const [key, item] of entries) cache.set(key, item);
    const { user, system } = process.cpuUsage(start);
    times.push(((user + system) * 1000) / INSERTIONS);
    otherWork(round, way !== 'JSON.stringify' && way !== 'no weighing (size 100)');
  }
  return { cold: times[0], warm: times.at(-1) };
}

const program = fileURLToPath(import.meta.url);
const [value, way] = process.argv.slice(2);
if (way !== undefined) {
  console.log(JSON.stringify(timesHere(value, way)));
} else {
  const majors = value === undefined ? undefined : [Number(value)];
  for (const { major, binary } of nodeBinaries(majors)) {
    const names = Object.keys(ways);
    console.log(
      `\n| Node ${major}: cold / warm ns for each of | ${names.join(' | ')} |\n|---|${'---:|'.repeat(names.length)}`,
    );
    for (const item of Object.keys(values)) {
      const cells = names.map((name) => {
        const runs = Array.from({ length: PROCESSES }, () =>
          JSON.parse(execFileSync(binary, [program, item, name], { encoding: 'utf8' })),
        );
        return `${median(runs.map(({ cold }) => cold)).toFixed(0)} / ${median(runs.map(({ warm }) => warm)).toFixed(0)}`;
      });
      console.log(`| ${item} | ${cells.join(' | ')} |`);
    }
  }
  const { exactSizeOf } = await import('../dist/node.js');
  for (const [name, make] of Object.entries(values)) {
    const cache = new LRUCache({ ...limits, sizeCalculation: lruSizeCalculation(limits) });
    for (let i = 0; i < 100_000; i++) cache.set(flat(`key ${i} at last`), make(i));
    const { bytes } = await exactSizeOf(cache);
    console.log(
      `${name}: a cache with lruSizeCalculation takes ${((bytes / limits.maxSize) * 100).toFixed(1)} % of its maxSize`,
    );
  }
}
