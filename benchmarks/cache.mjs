// The hot path of a cache: what weighing an entry costs in `set`, beside a size that costs nothing and the usual JSON.stringify.
// All ways take turns in every round; nanoseconds of processor time per insertion, medians of rounds, so that other processes do
// not count. Then what the cache really takes of its maxSize.
import { LRUCache } from 'lru-cache';
import { entrySizeOf, lruSizeCalculation } from '../dist/index.js';
import { exactSizeOf } from '../dist/node.js';

const ROUNDS = 9;
const INSERTIONS = 10_000;
const limits = { maxSize: 4 * 2 ** 20 };

const flat = (text) => JSON.parse(JSON.stringify([text]))[0];
let made = 0;
const values = {
  'a small integer': (i) => i,
  'a text of 100 characters': () => flat(`${made++} `.padEnd(100, 'x')),
  'a record of 5 properties': (i) => ({
    id: i,
    name: flat(`name ${made++}`),
    tags: null,
    half: i + 0.5,
    at: 1_700_000_000 + i,
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

const medianOf = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Nanoseconds for each way to insert the same entries. */
function timesOf(make) {
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  for (let round = -2; round < ROUNDS; round++) {
    for (const way of Object.keys(ways)) {
      const entries = Array.from({ length: INSERTIONS }, (_, i) => [flat(`key ${i} of ${round}`), make(i)]);
      const cache = new LRUCache({ ...limits, sizeCalculation: ways[way]() });
      const start = process.cpuUsage();
      for (const [key, value] of entries) cache.set(key, value);
      const ns = (process.cpuUsage(start).user * 1000) / INSERTIONS;
      // The first two rounds warm up.
      if (round >= 0) times[way].push(ns);
    }
  }
  return times;
}

console.log(
  `| an insertion of | ${Object.keys(ways).join(' | ')} | memory with lruSizeCalculation |\n|---|${'---:|'.repeat(Object.keys(ways).length + 1)}`,
);
for (const [name, make] of Object.entries(values)) {
  const times = timesOf(make);
  const cache = new LRUCache({ ...limits, sizeCalculation: lruSizeCalculation(limits) });
  for (let i = 0; i < 100_000; i++) cache.set(flat(`key ${i} at last`), make(i));
  const { bytes } = await exactSizeOf(cache);
  console.log(
    `| ${name} | ${Object.values(times)
      .map((list) => `${Math.round(medianOf(list))} ns`)
      .join(' | ')} | ${((bytes / limits.maxSize) * 100).toFixed(1)} % of maxSize |`,
  );
}
