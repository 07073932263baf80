// Run by workerd: the portable structures, built at its start, where code may still be made from strings, and weighed
// by the portable build. The names of structures that a Worker cannot build are returned with the reason.
import { deepSizeOf } from '../../dist/index.js';
import { hostile } from '../../.build/test/corpus/hostile.js';
import { synthetic } from '../../.build/test/corpus/synthetic.js';
import { estimate, provoked } from './measure.mjs';

const lacking = [];
const structures = [];
const values = [];
for (const structure of synthetic) {
  try {
    values.push(structure.build());
    structures.push(structure);
  } catch (error) {
    lacking.push([structure.name, String(error)]);
  }
}
const hostileValues = [];
for (const [name, build] of hostile) {
  try {
    const value = build();
    hostileValues.push([name, () => value]);
  } catch (error) {
    lacking.push([name, String(error)]);
  }
}

export function run(key) {
  const cases = estimate(structures, values, deepSizeOf);
  globalThis.holder = { [key]: [[values], ...values] };
  return { cases, lacking, layout: deepSizeOf(1.5).layout.title, failed: provoked(hostileValues, deepSizeOf) };
}
