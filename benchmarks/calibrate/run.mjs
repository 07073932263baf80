// npm run calibrate: measures every engine that is installed and writes src/layout/engines.ts.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeBinaries } from '../engines/binaries.mjs';
import { enginesModule, toLayout, wordsModule } from './table.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const tables = [];
const words = [];
for (const { major, binary } of nodeBinaries()) {
  const measured = JSON.parse(execFileSync(binary, [here('measure.mjs')], { encoding: 'utf8' }));
  words.push(measured.words);
  const v8 = measured.v8.split('.').slice(0, 2).join('.');
  tables.push(toLayout({ id: `node${major}`, title: `Node ${major} (V8 ${v8}, 64-bit)`, ...measured, v8 }));
}
writeFileSync(here('../../src/layout/engines.ts'), enginesModule(tables));
writeFileSync(here('../../src/layout/engine-words.ts'), wordsModule(words));
console.log(tables.map((table) => table.title).join('\n'));
