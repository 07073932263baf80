// npm run test:real: structures that packages build, weighed beside V8's own count on every Node of the matrix; prints
// one table. Arguments: engines by name (node24) to run only these; --judged leaves out the seen half; --explain lists
// what is off in each structure of the seen half.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeBinaries } from '../../benchmarks/engines/binaries.mjs';
import { sideBySide } from '../../benchmarks/engines/side-by-side.mjs';
import { explanationOf } from './explain.mjs';
import { figuresOf, tableOf } from './figures.mjs';
import { installPackages } from './packages.mjs';
import { V8_FLAGS } from './v8-flags.mjs';
import { WAYS } from './ways.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const only = process.argv.slice(2).filter((argument) => argument.startsWith('node'));
/** With --way calibrated only the ways of its pass are compared. */
const way = process.argv[process.argv.indexOf('--way') + 1];
const explains = process.argv.includes('--explain');
/** Processes for one engine: each has few packages, so that a heap snapshot is small. */
const BATCHES = 8;
const HALVES = process.argv.includes('--judged') ? ['judged'] : ['seen', 'judged'];
const PASSES = [
  ...new Set(WAYS.filter(({ name }) => !process.argv.includes('--way') || name === way).map(({ pass }) => pass)),
];

/** What one process measures; several run at a time, since nothing is timed. */
function measure(binary, batch, pass) {
  const values = [batch, BATCHES, explains ? 1 : 0, pass, ...HALVES].map(String);
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 };
  return new Promise((resolve) => {
    execFile(
      binary,
      ['--no-warnings', ...V8_FLAGS, 'test/real/measure.mjs', ...values],
      options,
      (error, stdout, stderr) =>
        resolve(error === null ? { found: JSON.parse(stdout) } : { error: stderr.slice(-3000) }),
    );
  });
}

installPackages();
const rows = [];
const failures = [];
for (const { major, binary } of nodeBinaries()) {
  if (only.length > 0 && !only.includes(`node${major}`)) continue;
  for (const pass of PASSES) {
    const parts = Array.from({ length: BATCHES }, (_, batch) => () => measure(binary, batch, pass));
    const cases = [];
    for (const [batch, { found, error }] of (await sideBySide(parts)).entries()) {
      if (found === undefined) failures.push(`Node ${major}, part ${batch + 1} of ${BATCHES}:\n${error}`);
      else cases.push(...found);
    }
    for (const half of HALVES) {
      const those = cases.filter((item) => item.half === half);
      for (const way of Object.keys(those[0]?.ways ?? {}))
        rows.push({ engine: `Node ${major}`, half, way, figures: figuresOf(those, way) });
    }
    if (explains)
      console.log(
        explanationOf(
          `Node ${major}`,
          cases.filter((item) => item.half === 'seen'),
        ),
      );
  }
}
console.log(tableOf(rows).join('\n'));
if (failures.length > 0) {
  console.error(`\n${failures.join('\n\n')}`);
  process.exit(1);
}
