// What run.mjs asks of one engine, each in a process of its own (node --expose-gc), as JSON:
//   here.mjs alone <graph>   times of one graph in a fresh process, without and with full collections between rounds
//   here.mjs after           times of all graphs in one process that has weighed all of them
//   here.mjs truth           errors against V8's own count, and what a heap snapshot costs
// No process that takes times has taken a heap snapshot: V8 would go on recording moves of objects, which slows every
// allocation.
import { createRequire } from 'node:module';
import { serialize } from 'node:v8';
import { deepSizeOf } from '../../dist/index.js';
import { bareWalk, found, graphs, leastSafeWalk, race, unitsOf } from './graphs.mjs';

const objectSizeof = createRequire(import.meta.url)('object-sizeof');
const ROUNDS = 9;

/** A contender that fails on a graph has no figure there. */
const orNothing = (run) => (value) => {
  try {
    return run(value);
  } catch {
    return undefined;
  }
};
const walks = { bare: bareWalk, heapscale: (value) => deepSizeOf(value).bytes };
const contenders = {
  ...walks,
  'least safe walk': leastSafeWalk,
  'object-sizeof': orNothing(objectSizeof),
  'JSON.stringify': orNothing((value) => JSON.stringify(value).length),
  'v8.serialize': orNothing((value) => serialize(value).length),
};

function alone(name) {
  const graph = graphs[name]();
  return {
    units: unitsOf(graph),
    quiet: race(contenders, graph, ROUNDS),
    collected: race(walks, graph, ROUNDS, { collects: true }),
  };
}

function after() {
  const built = Object.entries(graphs).map(([name, build]) => [name, build()]);
  for (let round = 0; round < 5; round++)
    for (const [, graph] of built) for (const walk of Object.values(walks)) walk(graph);
  return Object.fromEntries(
    built.map(([name, graph]) => [
      name,
      { quiet: race(walks, graph, ROUNDS), collected: race(walks, graph, ROUNDS, { collects: true }) },
    ]),
  );
}

async function truth() {
  const { exactSizesOf } = await import('../../dist/node.js');
  const built = Object.entries(graphs).map(([name, build]) => [name, build()]);
  const before = process.cpuUsage();
  const exact = await exactSizesOf(built.map(([, graph]) => graph));
  const { user, system } = process.cpuUsage(before);
  return {
    snapshotMs: (user + system) / 1000,
    errors: Object.fromEntries(
      built.map(([name, graph], at) => {
        const errorOf = (bytes) => (Number.isFinite(bytes) ? bytes / exact[at].bytes - 1 : undefined);
        return [
          name,
          { heapscale: errorOf(deepSizeOf(graph).bytes), peer: errorOf(contenders['object-sizeof'](graph)) },
        ];
      }),
    ),
  };
}

const [what, graph] = process.argv.slice(2);
const result = what === 'alone' ? alone(graph) : what === 'after' ? after() : await truth();
console.log(JSON.stringify({ ...result, found: found.keys }));
