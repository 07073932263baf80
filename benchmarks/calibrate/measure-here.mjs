// Measures the probes on the Node or Deno that runs this file and prints them as JSON.
import process from 'node:process';
import { captureSnapshot } from '../../.build/src/heap/capture.js';
import { buildProbes, readProbes } from './measure.mjs';

const values = buildProbes();
const { snapshot, nodes } = await captureSnapshot(values);
console.log(
  JSON.stringify({
    v8: process.versions.v8,
    ...readProbes(
      snapshot,
      nodes,
      values.map((value) => value !== undefined),
    ),
  }),
);
