// What a start costs: processor time of importing heapscale, of the first call and of the first thousand, each in a
// process of its own, beside object-sizeof. node benchmarks/speed/start.mjs after a build.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './graphs.mjs';

const dist = new URL('../../dist/index.js', import.meta.url).href;
const PROGRAMS = {
  heapscale: [dist, 'deepSizeOf'],
  'object-sizeof': [import.meta.resolve('object-sizeof'), 'default'],
};

/** Run in the process that is measured: prints milliseconds of the import, of the first call and of a thousand. */
const measure = ([url, name]) => `
  const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  const values = JSON.parse(JSON.stringify(Array.from({ length: 1000 }, (_, id) => ({ id, name: 'name ' + id, next: { tags: ['a', 'bb'] } }))));
  const begin = spent();
  const { ${name}: weigh } = await import(${JSON.stringify(url)});
  const imported = spent();
  weigh(values[0]);
  const called = spent();
  for (const value of values) weigh(value);
  console.log(JSON.stringify([imported - begin, called - imported, spent() - called]));
`;

/**
 * Milliseconds of import, first call and first thousand calls of each, medians of so many processes that take turns.
 */
export function startTimes(rounds, binary = process.execPath) {
  const samples = Object.keys(PROGRAMS).map((name) => ({ name, times: [[], [], []] }));
  for (let round = 0; round < rounds; round++) {
    for (const { name, times } of samples) {
      const output = execFileSync(binary, ['--input-type=module', '-e', measure(PROGRAMS[name])], { encoding: 'utf8' });
      for (const [at, ms] of JSON.parse(output).entries()) times[at].push(ms);
    }
  }
  return Object.fromEntries(
    samples.map(({ name, times: [imports, calls, thousands] }) => [
      name,
      { importMs: median(imports), firstCallMs: median(calls), firstThousandMs: median(thousands) },
    ]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, { importMs, firstCallMs, firstThousandMs }] of Object.entries(startTimes(25)))
    console.log(
      `${name}: import ${importMs.toFixed(1)} ms, first call ${firstCallMs.toFixed(2)} ms, first thousand ${firstThousandMs.toFixed(1)} ms of processor time`,
    );
}
