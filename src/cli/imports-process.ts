/**
 * The half of `heapscale imports` that runs in processes of its own. First `graph SCRIPT FILE` writes the static
 * imports of the script; then `measure FOLDER SCRIPT ARGUMENTS` imports its modules one by one, each after those that
 * it imports, which is the order in which the language runs them, and writes what each has left behind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ImportRecorder } from './imports/import-recorder.ts';
import { recordRequires } from './imports/require-hooks.ts';
import { staticGraph } from './imports/static-graph.ts';
import type { StaticGraph } from './imports/static-graph.ts';

const [mode, folder, script, ...args] = process.argv.slice(2);

/** Node has a second argument for this with the flag `--experimental-import-meta-resolve`. */
const resolveIn = import.meta.resolve as (specifier: string, parent: string) => string;

/** How often the loaders are used before the first module, so that no module pays for what they do once. */
const WARM_UPS = 6;

if (mode === 'graph') {
  writeFileSync(join(folder, 'graph.json'), JSON.stringify(staticGraph(pathToFileURL(script).href, resolveIn)));
} else {
  await measure(JSON.parse(readFileSync(join(folder, 'graph.json'), 'utf8')) as StaticGraph);
}

async function measure({ urls, imports, importers }: StaticGraph): Promise<void> {
  process.argv = [process.argv[0], script, ...args];
  const collect = globalThis.gc as () => void;
  await warmUp(collect);
  const recorder = new ImportRecorder(collect);
  for (const url of urls) for (const target of imports[url]) recorder.addEdge(url, target);
  const restore = recordRequires(recorder);
  let hasEnded = false;
  const finish = (isComplete: boolean): void => {
    if (hasEnded) return;
    hasEnded = true;
    recorder.endAll();
    restore();
    const measured = recorder.finish(importers, isComplete);
    writeFileSync(join(folder, 'measured.json'), JSON.stringify(measured));
  };
  process.on('exit', () => finish(false));
  try {
    for (const url of urls) {
      recorder.begin(url);
      await import(url);
      const ended = recorder.now();
      // The loader lets go of the source in a later task.
      await setImmediate();
      recorder.end(ended);
    }
  } catch (error) {
    hasEnded = true;
    console.error(error);
    process.exit(1);
  }
  finish(true);
  process.exit(0);
}

/** Imports small modules of each kind. */
async function warmUp(collect: () => void): Promise<void> {
  const recorder = new ImportRecorder(collect);
  const restore = recordRequires(recorder);
  for (let i = 0; i < WARM_UPS; i++) {
    writeFileSync(join(folder, `warm${i}.json`), '{}');
    writeFileSync(join(folder, `warm${i}.cjs`), `require('node:path'); exports.warm = require('./warm${i}.json');\n`);
    writeFileSync(join(folder, `warm${i}.mjs`), `import './warm${i}.cjs';\nexport const warm = ${i};\n`);
    const { href } = pathToFileURL(join(folder, `warm${i}.mjs`));
    recorder.begin(href);
    await import(href);
    recorder.end();
  }
  restore();
}
