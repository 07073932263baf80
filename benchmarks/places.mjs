// The tree, difference and growth of src/report/README.md and src/watch/README.md: node benchmarks/places.mjs after a
// build.
import { deepSizeOf, diffSizes, trackGrowth } from '../dist/index.js';

const user = (id) => JSON.parse(JSON.stringify({ id, name: `user number ${id}`, email: `user${id}@example.org` }));
const users = Array.from({ length: 1000 }, (_, id) => user(id));
const state = { users, byName: new Map(users.map((item) => [item.name, item])), pages: [], log: [] };
const page = () => new Uint8Array(4096);
for (let i = 0; i < 20; i++) state.pages.push({ url: `/page/${i}`, body: page() });

const options = { paths: { name: 'state', rows: 12, depth: 3 } };
const before = deepSizeOf(state, options);
console.log(`${before.toTree()}\n`);

for (let i = 20; i < 60; i++) state.pages.push({ url: `/page/${i}`, body: page() });
console.log(`${diffSizes(before, deepSizeOf(state, options))}\n`);

const tracker = trackGrowth(() => state, options);
for (let request = 0; request < 50; request++) {
  if (request % 5 === 0) state.pages.length = 0;
  for (let i = 0; i < 10; i++) state.pages.push({ url: `/page/${request}`, body: page() });
  for (let i = 0; i < 20; i++) state.log.push({ at: request, text: `the request with number ${request} took ${i} ms` });
  tracker.measure();
}
console.log(String(tracker));
