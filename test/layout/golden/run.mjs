// node test/layout/golden/run.mjs, after npm run build: asks every engine for the shallow sizes in this folder and
// writes them anew. A changed figure is a change of the engine or of the values, never of the estimator: it has no part
// in this. An earlier Chromium, which is no longer at hand, keeps its figures; values that are new to its file have
// those of the present one.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { denoBinary, nodeBinaries } from '../../../benchmarks/engines/binaries.mjs';
import { withChromium } from '../../../benchmarks/engines/chromium.mjs';
import { ownedBy } from '../../../.build/src/heap/owned.js';
import { ownershipOf } from '../../../.build/src/heap/ownership.js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const root = here('../../../');
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'test/engines/tsconfig.json'], {
  cwd: root,
  stdio: 'inherit',
});
const { sizesIn } = await import('./measure.mjs');

const ask = (binary, ...options) => run(binary, ...options, here('measure-here.mjs'));
const run = (binary, ...options) => JSON.parse(execFileSync(binary, options, { cwd: root, encoding: 'utf8' }));
const write = (layout, sizes) => {
  writeFileSync(here(`${layout}.json`), `${JSON.stringify(sizes, null, 2)}\n`);
  console.log(`${layout}: ${Object.keys(sizes).length} values`);
};

for (const { major, binary } of nodeBinaries()) write(`node${major}`, ask(binary));
write('deno', ask(denoBinary(), 'run', '-A', '--quiet'));
write('workerd', run(nodeBinaries([24])[0].binary, here('measure-workerd.mjs')));
await withChromium(async ({ page, version, capture }) => {
  const key = `heapscale holder ${Math.random()}`;
  const isPresent = await page.evaluate(async (key) => {
    const { buildAll } = await import('/test/layout/golden/measure.mjs');
    const values = buildAll();
    globalThis.holder = { [key]: [[values], ...values] };
    return values.map((value) => value !== undefined);
  }, key);
  const { snapshot, nodes } = await capture(key, isPresent.length);
  const sizes = sizesIn(snapshot, nodes, isPresent, { ownedBy, ownershipOf });
  write(`chromium${version.split('.')[0]}`, sizes);
  for (const file of readdirSync(here('.'))) {
    const [, earlier] = /^(chromium\d+)\.json$/.exec(file) ?? [];
    if (earlier === undefined || earlier === `chromium${version.split('.')[0]}`) continue;
    const known = JSON.parse(readFileSync(here(file), 'utf8'));
    write(earlier, Object.fromEntries(Object.keys(sizes).map((name) => [name, known[name] ?? sizes[name]])));
  }
});
