// npm run bench: processor time of heapscale beside a bare walk, the least safe walk and other ways to weigh, on every
// Node. Each graph in a process of its own, then all in one process that has weighed the others; without and with a
// full collection before every walk; then what a start costs. Contenders take turns in every round; figures are medians
// of nine. Name engines (20 24) to run only these. A few minutes; on a shared machine the ratios are steadier than the
// times.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeBinaries } from '../engines/binaries.mjs';
import { graphs } from './graphs.mjs';
import { startTimes } from './start.mjs';

const program = fileURLToPath(new URL('here.mjs', import.meta.url));
const names = Object.keys(graphs);
const majors = process.argv.slice(2).map(Number);
const engines = nodeBinaries(majors.length > 0 ? majors : undefined).map(({ major, binary }) => {
  const ask = (...what) =>
    JSON.parse(execFileSync(binary, ['--expose-gc', program, ...what], { encoding: 'utf8', maxBuffer: 2 ** 26 }));
  return {
    major,
    alone: Object.fromEntries(names.map((name) => [name, ask('alone', name)])),
    after: ask('after'),
    truth: ask('truth'),
    start: startTimes(7, binary),
  };
});

const table = (heads, rows) => {
  console.log(`| ${heads.join(' | ')} |\n|${heads.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  console.log('');
};
const nodes = engines.map(({ major }) => `Node ${major}`);
const ratio = ({ bare, heapscale }) => (heapscale / bare).toFixed(2);
const percent = (part) => (part === undefined ? '-' : `${part > 0 ? '+' : ''}${(part * 100).toFixed(1)} %`);

console.log('Times the bare walk: alone / alone after full collections / after other graphs / both\n');
table(
  ['graph', ...nodes],
  names.map((name) => [
    name,
    ...engines.map(({ alone, after }) =>
      [alone[name].quiet, alone[name].collected, after[name].quiet, after[name].collected].map(ratio).join(' / '),
    ),
  ]),
);
console.log('Nanoseconds per object (of the array: per number), alone\n');
for (const { major, alone, truth } of engines) {
  const ways = Object.keys(alone[names[0]].quiet);
  table(
    [`Node ${major}`, ...ways, "heapscale's error", "object-sizeof's"],
    names.map((name) => {
      const { units, quiet } = alone[name];
      return [
        name,
        ...ways.map((way) => ((quiet[way] * 1e6) / units).toFixed(0)),
        percent(truth.errors[name].heapscale),
        percent(truth.errors[name].peer),
      ];
    }),
  );
}
console.log(
  'A start, milliseconds of processor time: heapscale / object-sizeof; a heap snapshot of all these graphs\n',
);
table(
  ['', ...nodes],
  [
    ...[
      ['import', 'importMs'],
      ['first call', 'firstCallMs'],
      ['first thousand calls', 'firstThousandMs'],
    ].map(([label, field]) => [
      label,
      ...engines.map(
        ({ start }) => `${start.heapscale[field].toFixed(1)} / ${start['object-sizeof'][field].toFixed(1)}`,
      ),
    ]),
    ['a snapshot', ...engines.map(({ truth }) => truth.snapshotMs.toFixed(0))],
  ],
);
