// node benchmarks/gauges.mjs after a build: what gauges cost a server. A cache is weighed in the background, again and
// again, while a Prometheus registry is read every 20 ms: how long a reading takes, how long the event loop was held at
// most, and whether what V8 counts, the walk of the whole cache, is inside the interval of each reading.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Registry } from 'prom-client';
import { deepSizeOf, registerSizes, sizeGauges } from '../dist/index.js';

const ENTRIES = Number(process.env.ENTRIES ?? 300_000);
const READINGS = 250;
const cache = new Map(Array.from({ length: ENTRIES }, (_, i) => [`key ${i}`, { id: i, name: `name ${i}`, tags: [i] }]));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The loop of a process that weighs nothing, on this machine: what else runs holds it, too. */
async function idle() {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let i = 0; i < READINGS; i++) await wait(20);
  delay.disable();
  return { loopAt99Ms: (delay.percentile(99) / 1e6).toFixed(1), loopMaxMs: (delay.max / 1e6).toFixed(1) };
}

async function run(options) {
  const registry = new Registry();
  const gauges = sizeGauges({ cache: () => cache }, options);
  registerSizes(registry, gauges);
  await gauges.measure();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let isOver = false;
  const rounds = (async () => {
    while (!isOver) {
      await gauges.measure();
      await wait(20);
    }
  })();
  const readings = [];
  delay.enable();
  for (let i = 0; i < READINGS; i++) {
    const start = performance.now();
    await registry.metrics();
    readings.push(performance.now() - start);
    await wait(20);
  }
  delay.disable();
  isOver = true;
  await rounds;
  readings.sort((a, b) => a - b);
  const [{ report, tookMs }] = gauges.latest;
  const { bytes } = deepSizeOf(cache);
  const inside = report.range.min <= bytes && bytes <= report.range.max;
  return {
    readingMedianMs: readings[READINGS >> 1].toFixed(3),
    readingAt99Ms: readings[Math.floor(READINGS * 0.99)].toFixed(3),
    loopAt99Ms: (delay.percentile(99) / 1e6).toFixed(1),
    loopMaxMs: (delay.max / 1e6).toFixed(1),
    roundMs: tookMs.toFixed(0),
    inside,
  };
}

console.table({
  'no gauges': await idle(),
  'slices of 2 ms, 5 %': await run({}),
  'slices of 2 ms, 20 %': await run({ budgetMs: 200 }),
  'sample of 1,000, 5 %': await run({ sample: { size: 1000, seed: 1 } }),
});
