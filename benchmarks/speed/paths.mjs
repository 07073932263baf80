// node benchmarks/speed/paths.mjs [engines and graphs...] after a build: how many times as long as a plain walk one
// takes that lists places, and `advise`. Each graph in fresh processes, processor time, the three in turn in every round,
// without and with a full collection before each; what takes less than some milliseconds is repeated. Medians of the
// rounds, then of three processes.
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
