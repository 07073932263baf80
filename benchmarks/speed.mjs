// npm run bench: nanoseconds per object and error against V8's count, beside a bare safe walk and other ways to weigh.
// Contenders take turns in every round; figures are medians, and each time is of the same graph.
import { createRequire } from 'node:module';
import { serialize } from 'node:v8';
import { deepSizeOf } from '../dist/index.js';
import { exactSizesOf } from '../dist/node.js';

const objectSizeof = createRequire(import.meta.url)('object-sizeof');
const range = (n) => Array.from({ length: n }, (_, i) => i);
class Point {
  constructor(i) {
    this.x = i;
    this.y = i + 0.5;
    this.label = null;
  }
}
const graphs = {
  'JSON records': JSON.parse(JSON.stringify(range(20_000).map((id) => ({ id, name: `customer number ${id}`, city: 'Springfield', balance: id * 1.25, tags: null })))),
  'class instances': range(20_000).map((i) => new Point(i)),
  'Map of records': new Map(JSON.parse(JSON.stringify(range(20_000).map((i) => [`key number ${i}`, { id: i, at: i * 2 }])))),
  'array of doubles': range(100_000).map((i) => i + 0.5),
};

/** Own names, descriptors, one Set; nothing computed. */
function bareWalk(root) {
  const seen = new Set([root]);
  const stack = [root];
  const put = (value) => {
    if (((typeof value === 'object' && value !== null) || typeof value === 'function') && !seen.has(value)) {
      seen.add(value);
      stack.push(value);
    }
  };
  while (stack.length > 0) {
    const value = stack.pop();
    for (const name of Object.getOwnPropertyNames(value)) put(Object.getOwnPropertyDescriptor(value, name).value);
    if (value instanceof Map) for (const [key, item] of value) (put(key), put(item));
  }
  return seen.size;
}

const contenders = {
  'bare safe walk': bareWalk,
  heapscale: (value) => deepSizeOf(value).bytes,
  'object-sizeof': (value) => objectSizeof(value),
  'JSON.stringify': (value) => JSON.stringify(value).length,
  'v8.serialize': (value) => serialize(value).length,
};
const ROUNDS = 9;
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

const started = performance.now();
const truths = await exactSizesOf(Object.values(graphs));
const snapshotMs = performance.now() - started;
console.log(`Node ${process.versions.node} (V8 ${process.versions.v8}), medians of ${ROUNDS} alternating rounds\n`);
console.log('| graph | contender | ns per object | ratio to bare walk | error |\n|---|---|---:|---:|---:|');
for (const [index, [name, graph]] of Object.entries(graphs).entries()) {
  const times = Object.fromEntries(Object.keys(contenders).map((key) => [key, []]));
  const answers = {};
  for (let round = -2; round < ROUNDS; round++) {
    for (const [key, run] of Object.entries(contenders)) {
      const begin = performance.now();
      answers[key] = run(graph);
      if (round >= 0) times[key].push(performance.now() - begin);
    }
  }
  const objects = Array.isArray(graph) && typeof graph[0] === 'number' ? graph.length : truths[index].objects;
  const bare = median(times['bare safe walk']);
  for (const key of Object.keys(contenders)) {
    const ms = median(times[key]);
    const error = key === 'bare safe walk' ? '-' : `${((answers[key] / truths[index].bytes - 1) * 100).toFixed(1)} %`;
    console.log(`| ${name} | ${key} | ${((ms * 1e6) / objects).toFixed(0)} | ${(ms / bare).toFixed(2)} | ${error} |`);
  }
}
console.log(`\nOne heap snapshot for all of them: ${snapshotMs.toFixed(0)} ms`);
