// Limits on calls, a thousand times in each runner and Node, from the packed tarball: how many verdicts are wrong? Takes an hour,
// so that it is no part of test:consumers.
// node test/consumer/repeats.mjs TARBALL [--repeats=1000] [--from=0] [--nodes=20,22,24,26] [--runners=vitest,jest] [--each=250]
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nodeBinaries } from '../../benchmarks/engines/binaries.mjs';
import { Consumer } from './project.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeats: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
    nodes: { type: 'string', default: '20,22,24,26' },
    runners: { type: 'string', default: 'vitest,jest' },
    each: { type: 'string', default: '250' },
  },
});
const [repeats, from, each] = [values.repeats, values.from, values.each].map(Number);

const RUNNERS = {
  vitest: {
    type: 'module',
    dependencies: { vitest: '4' },
    command: ['node_modules/vitest/vitest.mjs', 'run'],
  },
  jest: {
    type: 'commonjs',
    dependencies: { jest: '30' },
    command: ['node_modules/jest/bin/jest.js'],
  },
};

const consumer = new Consumer(resolve(positionals[0]));
let failures = 0;
for (const runner of values.runners.split(',')) {
  const { type, dependencies, command } = RUNNERS[runner];
  const files = { repeats: '.' };
  const folder = await consumer.project(`repeats-${runner}`, { type, dependencies, files, alone: true });
  for (const { major, binary } of nodeBinaries(values.nodes.split(',').map(Number))) {
    const total = {};
    const wrong = [];
    for (let at = from; at < from + repeats; at += each) {
      const result = join(tmpdir(), `heapscale-repeats-${process.pid}.json`);
      const env = {
        REPEATS_FROM: String(at),
        REPEATS_TO: String(Math.min(at + each, from + repeats)),
        REPEATS_RESULT: result,
      };
      await consumer.run(`${runner}, Node ${major}`, folder, [binary, ...command], { env });
      const { sums, wrong: found } = JSON.parse(readFileSync(result, 'utf8'));
      rmSync(result);
      for (const [kind, { count, ms }] of Object.entries(sums)) {
        const sum = (total[kind] ??= { count: 0, ms: 0 });
        sum.count += count;
        sum.ms += ms;
      }
      wrong.push(...found);
    }
    const counts = Object.entries(total).map(
      ([kind, { count, ms }]) => `${count} ${kind} (${(ms / count).toFixed(0)} ms)`,
    );
    console.log(`${runner}, Node ${major}: ${wrong.length} wrong verdicts of ${counts.join(', ')}`);
    for (const text of wrong) console.log(`  ${text.replaceAll('\n', '\n  ')}`);
    failures += wrong.length;
  }
}
process.exitCode = failures > 0 ? 1 : 0;
