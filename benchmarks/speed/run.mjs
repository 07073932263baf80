// npm run bench: time and error of heapscale beside a bare safe walk and other ways to weigh, one table an engine.
// Contenders take turns in every round; figures are medians of nine. Name engines (20 24) to run only these.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { install, nodeBinaries } from '../engines/binaries.mjs';

install({ 'object-sizeof': '2.6.5', '@cldmv/sizeofvar': '*', sizeof: '*' });
const majors = process.argv.slice(2).map(Number);
for (const { major, binary } of nodeBinaries(majors.length > 0 ? majors : undefined)) {
  const { v8, rows, smallNs } = JSON.parse(execFileSync(binary, ['--expose-gc', fileURLToPath(new URL('here.mjs', import.meta.url))], { encoding: 'utf8' }));
  const error = (part) => (part === null ? '-' : `${part > 0 ? '+' : ''}${(part * 100).toFixed(1)} %`);
  console.log(`\nNode ${major} (V8 ${v8}); an object of three fields and a short array: ${(smallNs / 1000).toFixed(1)} µs\n`);
  console.log('| graph | contender | ns per object | ratio to bare walk | times heapscale | error |\n|---|---|---:|---:|---:|---:|');
  let last = '';
  for (const row of rows) {
    console.log(`| ${row.graph === last ? '' : row.graph} | ${row.contender} | ${row.ns.toFixed(row.ns < 10 ? 1 : 0)} | ${row.ratio.toFixed(2)} | ${row.times.toFixed(row.times < 10 ? 2 : 0)} | ${error(row.error)} |`);
    last = row.graph;
  }
}
