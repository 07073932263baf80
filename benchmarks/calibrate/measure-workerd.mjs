// Measures the probes in workerd and prints them as JSON. Needs Node 22 or later.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workerdBinary } from '../engines/binaries.mjs';
import { withWorkerd } from '../engines/workerd.mjs';
import { readProbes } from './measure.mjs';

const probes = fileURLToPath(new URL('worker-probes.mjs', import.meta.url));
const figures = await withWorkerd(probes, async ({ call, capture }) => {
  const key = `heapscale holder ${Math.random()}`;
  const isPresent = await call(key);
  const { snapshot, nodes } = await capture(key, isPresent.length);
  return { v8: versionOfV8(), ...readProbes(snapshot, nodes, isPresent) };
});
console.log(JSON.stringify(figures));

/** workerd does not report V8's version; its binary contains it, as the string of four numbers that V8 prints. */
function versionOfV8() {
  const found = /\0(1[4-9]|2\d)\.\d{1,2}\.\d{1,3}\.\d{1,2}\0/.exec(readFileSync(workerdBinary(), 'latin1'));
  if (found === null) throw new Error('no version of V8 in the binary of workerd');
  return found[0].slice(1, -1);
}
