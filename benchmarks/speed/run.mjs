// npm run bench: time and error of heapscale beside a bare safe walk and other ways to weigh, on every Node. Contenders take turns
// in every round; figures are medians of nine. Name engines (20 24) to run only these. Prints the short table of README.md and the
// whole one of benchmarks/README.md.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { install, nodeBinaries } from '../engines/binaries.mjs';

install({ 'object-sizeof': '2.6.5', '@cldmv/sizeofvar': '*', sizeof: '*' });
const majors = process.argv.slice(2).map(Number);
const engines = nodeBinaries(majors.length > 0 ? majors : undefined).map(({ major, binary }) => ({
  major,
  ...JSON.parse(
    execFileSync(binary, ['--expose-gc', fileURLToPath(new URL('here.mjs', import.meta.url))], { encoding: 'utf8' }),
  ),
}));

const find = (engine, graph, contender) =>
  engine.rows.find((row) => row.graph === graph && row.contender === contender);
const ns = (row) => (Number.isFinite(row.ns) && row.ns > 0 ? row.ns.toFixed(row.ns < 10 ? 1 : 0) : '-');
const error = ({ error: part }) => (part === null ? '-' : `${part > 0 ? '+' : ''}${(part * 100).toFixed(1)} %`);
const table = (heads, rows) => {
  console.log(
    `| ${heads.join(' | ')} |\n|${heads.map((head, i) => (i === 0 || head === 'way to weigh' ? '---' : '---:')).join('|')}|`,
  );
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
};
const named = engines.map(({ major }) => `Node ${major}`);
const first = engines[0];
const graphs = [...new Set(first.rows.map((row) => row.graph))];
const contenders = [...new Set(first.rows.map((row) => row.contender))];

console.log('\nNanoseconds per object (of the array: per number), in parentheses the ratio to the bare safe walk:\n');
table(
  ['graph', ...named, `error on ${named[0]}`, 'object-sizeof', 'its error', 'a heap snapshot'],
  graphs.map((graph) => [
    graph,
    ...engines.map(
      (engine) => `${ns(find(engine, graph, 'heapscale'))} (${find(engine, graph, 'heapscale').ratio.toFixed(2)})`,
    ),
    error(find(first, graph, 'heapscale')),
    ns(find(first, graph, 'object-sizeof')),
    error(find(first, graph, 'object-sizeof')),
    `${find(first, graph, 'a heap snapshot').times.toFixed(0)} times heapscale`,
  ]),
);
console.log(
  `\nAn object of three fields and a short array: ${engines.map(({ major, smallNs }) => `${(smallNs / 1000).toFixed(1)} µs on Node ${major}`).join(', ')}\n`,
);
table(
  ['graph', 'way to weigh', ...named, `error on ${named[0]}`],
  graphs.flatMap((graph) =>
    contenders.map((contender, i) => [
      i === 0 ? graph : '',
      contender,
      ...engines.map((engine) => {
        const row = find(engine, graph, contender);
        return contender === 'heapscale' ? `${ns(row)} (${row.ratio.toFixed(2)})` : ns(row);
      }),
      error(find(first, graph, contender)),
    ]),
  ),
);
