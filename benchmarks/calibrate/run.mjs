// npm run calibrate: measures every engine and writes src/layout/generated/.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { denoBinary, nodeBinaries } from '../engines/binaries.mjs';
import { withChromium } from '../engines/chromium.mjs';
import { scanned, scanString } from '../../.build/src/platform/scan-string.js';
import { builtInNames } from '../../.build/src/walk/boundary.js';
import { shortHash } from '../../.build/src/weigh/strings/read-only-strings.js';
import { readProbes } from './measure.mjs';
import * as known from '../../.build/src/layout/generated/tables.js';
import { compressed, readOnlyStrings, stringsModule, tableOf, tablesModule, toLayout } from './table.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const series = (v8) => v8.split('.').slice(0, 2).join('.');
const measureHere = (binary, ...options) =>
  JSON.parse(execFileSync(binary, [...options, here('measure-here.mjs')], { encoding: 'utf8', maxBuffer: 1 << 26 }));

const order = ({ id }) => ['node', 'deno', 'chrom', 'work'].findIndex((start) => id.startsWith(start));

const measured = [];
for (const { major, binary } of nodeBinaries()) {
  const figures = measureHere(binary);
  measured.push({ id: `node${major}`, title: `Node ${major} (V8 ${series(figures.v8)}, 64-bit)`, ...figures });
}
const deno = measureHere(denoBinary(), 'run', '-A', '--quiet');
measured.push({ id: 'deno', title: `Deno 2 (V8 ${series(deno.v8)}, 64-bit)`, ...deno });
measured.push(await measureChromium());
const worker = JSON.parse(
  execFileSync(nodeBinaries([24])[0].binary, [here('measure-workerd.mjs')], { encoding: 'utf8', maxBuffer: 1 << 26 }),
);
const title = `workerd (V8 ${series(worker.v8)}, compressed pointers)`;
// Names of its library are left out: they are those of Node's and of browsers' together, and would count twice below.
measured.push({ ...worker, id: 'workerd', title, libraryWords: [] });

const tables = measured.map(({ words: _, libraryWords: __, v8, ...rest }) => toLayout({ ...rest, v8: series(v8) }));
const named = (id) => tables.find((table) => table.id === id);
for (const id of ['node24', 'node26'])
  tables.push(compressed(named(id), { workerd: named('workerd'), deno: named('deno') }));
// A browser changes every month, so each one that was measured keeps its table: src/layout/engines.ts names the latest.
// A kind that had no probe then has the size of the browser that was measured now.
const kept = Object.keys(known.ROWS).filter((id) => !tables.some((table) => table.id === id));
const latest = tables.find((table) => table.id.startsWith('chromium'));
const withLatest = (table) =>
  table.id.startsWith('chromium') ? { ...table, kinds: { ...latest.kinds, ...table.kinds } } : table;
const all = [...kept.map((id) => withLatest(tableOf(id, known))), ...tables].sort(
  (a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1),
);
const generated = (name, text) => writeFileSync(here(`../../src/layout/generated/${name}.ts`), text);
generated('tables', tablesModule(all));
// Library names of several engines are V8's; those of one or two are the platform's, too many to be worth their place.
const counts = new Map();
for (const word of measured.flatMap(({ libraryWords }) => libraryWords)) counts.set(word, (counts.get(word) ?? 0) + 1);
const ofLibrary = (words) => words.filter((word) => counts.get(word) >= 3);
const lists = measured.map(({ words, libraryWords }) => [...words, ...ofLibrary(libraryWords)]);
const strings = readOnlyStrings(lists, Array.prototype.slice.call(builtInNames()));
writeFileSync(here('read-only-strings.json'), `${JSON.stringify(strings, undefined, 2)}\n`);
generated('read-only-strings', stringsModule(strings, shortHashOf));
console.log(tables.map((table) => table.title).join('\n'));

function shortHashOf(string) {
  scanString(string);
  return shortHash(scanned.hash);
}

function measureChromium() {
  return withChromium(async ({ page, version, capture }) => {
    const key = `heapscale holder ${Math.random()}`;
    const isPresent = await page.evaluate(async (key) => {
      const { buildProbes } = await import('/benchmarks/calibrate/measure.mjs');
      const values = buildProbes();
      globalThis.holder = { [key]: [[values], ...values] };
      return values.map((value) => value !== undefined);
    }, key);
    const { snapshot, nodes } = await capture(key, isPresent.length);
    const [major] = version.split('.');
    const v8 = `${Math.floor(major / 10)}.${major % 10}`;
    return {
      id: `chromium${major}`,
      title: `Chromium ${major} (V8 ${v8}, compressed pointers)`,
      v8,
      ...readProbes(snapshot, nodes, isPresent),
    };
  });
}
