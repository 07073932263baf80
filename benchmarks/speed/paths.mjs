// node benchmarks/speed/paths.mjs after a build: how many times as long a walk takes that lists places, medians of nine
// rounds.
import { deepSizeOf } from '../../dist/index.js';
import { graphs, race } from './graphs.mjs';

for (const [name, make] of Object.entries(graphs)) {
  const { plain, paths } = race({ plain: deepSizeOf, paths: (value) => deepSizeOf(value, { paths: true }) }, make(), 9);
  console.log(`${name}: ${(paths / plain).toFixed(1)} times`);
}
