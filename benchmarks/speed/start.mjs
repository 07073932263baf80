// What a start costs: processor time of importing heapscale and of its first call, each in a process of its own, beside object-sizeof.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const dist = new URL('../../dist/index.js', import.meta.url).href;
const PROGRAMS = {
  heapscale: [dist, 'deepSizeOf'],
  'object-sizeof': [import.meta.resolve('object-sizeof'), 'default'],
};

/** Run in the process that is measured: prints milliseconds of the import and of the first call. */
const measure = ([url, name]) => `
  const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  const begin = spent();
  const { ${name}: weigh } = await import(${JSON.stringify(url)});
  const imported = spent();
  weigh({ a: 1 });
  console.log(JSON.stringify([imported - begin, spent() - imported]));
`;

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

/** Milliseconds of import and first call of each, medians of so many processes that take turns. */
export function startTimes(rounds) {
  const samples = Object.keys(PROGRAMS).map((name) => ({ name, imports: [], calls: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const { name, imports, calls } of samples) {
      const [load, call] = JSON.parse(
        execFileSync(process.execPath, ['--input-type=module', '-e', measure(PROGRAMS[name])], { encoding: 'utf8' }),
      );
      imports.push(load);
      calls.push(call);
    }
  }
  return Object.fromEntries(
    samples.map(({ name, imports, calls }) => [name, { importMs: median(imports), firstCallMs: median(calls) }]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, { importMs, firstCallMs }] of Object.entries(startTimes(25)))
    console.log(`${name}: import ${importMs.toFixed(1)} ms, first call ${firstCallMs.toFixed(2)} ms of processor time`);
}
