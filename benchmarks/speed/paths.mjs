// node benchmarks/speed/paths.mjs [engines and graphs...] after a build: how many times as long as a plain walk one
// takes that lists places, and `advise`. Each graph in fresh processes, processor time, the three in turn in every round,
// without and with a full collection before each; what takes less than some milliseconds is repeated. Medians of the
// rounds, then of three processes.
//   node benchmarks/speed/paths.mjs scale [engine]   the first call of each in a process of its own on flat instances, and
//   the memory that it takes at its peak, for 10^5 to 10^7 of them
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { advise, deepSizeOf } from '../../dist/index.js';
import { nodeBinaries } from '../engines/binaries.mjs';
import { graphs, median, race } from './graphs.mjs';

const ROUNDS = 9;
const PROCESSES = 3;
/** Milliseconds that one measurement takes at least. */
const LEAST = 5;

if (process.argv[2] === 'here') {
  const graph = graphs[process.argv[3]]();
  const { plain: once } = race({ plain: deepSizeOf }, graph, 5);
  const times = Math.max(1, Math.round(LEAST / Math.max(once, 0.01)));
  const repeated = (run) => (value) => {
    for (let i = 0; i < times; i++) run(value);
  };
  const contenders = {
    plain: repeated((value) => deepSizeOf(value)),
    paths: repeated((value) => deepSizeOf(value, { paths: true })),
    advise: repeated((value) => advise(value)),
  };
  const ratios = ({ plain, paths, advise }) => ({ paths: paths / plain, advise: advise / plain });
  const quiet = ratios(race(contenders, graph, ROUNDS));
  const collected = ratios(race(contenders, graph, ROUNDS, { collects: true }));
  console.log(JSON.stringify({ quiet, collected }));
} else if (process.argv[2] === 'first') {
  const [what, count] = process.argv.slice(3);
  class Point {
    constructor(i) {
      this.id = i;
      this.at = i + 0.5;
    }
  }
  const points = [];
  for (let i = 0; i < Number(count); i++) points.push(new Point(i));
  globalThis.gc();
  const before = process.memoryUsage().rss;
  const start = process.cpuUsage();
  const result =
    what === 'advise' ? advise(points) : deepSizeOf(points, what === 'paths' ? { paths: true } : undefined);
  const { user } = process.cpuUsage(start);
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  console.log(JSON.stringify({ seconds: user / 1e6, bytes: Math.max(0, peak) / Number(count), of: result.bytes }));
} else if (process.argv[2] === 'scale') {
  const [{ binary, major }] = nodeBinaries([Number(process.argv[3] ?? 24)]);
  for (const count of [100_000, 1_000_000, 10_000_000]) {
    for (const what of ['plain', 'paths', 'advise']) {
      const options = [
        '--expose-gc',
        '--max-old-space-size=8192',
        fileURLToPath(import.meta.url),
        'first',
        what,
        count,
      ];
      const { seconds, bytes } = JSON.parse(execFileSync(binary, options, { encoding: 'utf8' }));
      console.log(`Node ${major} | ${count} | ${what} | ${seconds.toFixed(2)} s | ${bytes.toFixed(0)} B an object`);
    }
  }
} else {
  const named = process.argv.slice(2);
  const majors = named.map(Number).filter((major) => major > 0);
  const chosen = named.filter((name) => name in graphs);
  const ask = (binary, name) =>
    JSON.parse(
      execFileSync(binary, ['--expose-gc', fileURLToPath(import.meta.url), 'here', name], { encoding: 'utf8' }),
    );
  console.log('times a plain walk: with places / after a full collection | advise / after a full collection');
  for (const { major, binary } of nodeBinaries(majors.length > 0 ? majors : undefined)) {
    for (const name of chosen.length > 0 ? chosen : Object.keys(graphs)) {
      const runs = Array.from({ length: PROCESSES }, () => ask(binary, name));
      const of = (when, what) => median(runs.map((run) => run[when][what])).toFixed(2);
      console.log(
        `Node ${major} | ${name} | ${of('quiet', 'paths')} / ${of('collected', 'paths')} | ` +
          `${of('quiet', 'advise')} / ${of('collected', 'advise')}`,
      );
    }
  }
}
