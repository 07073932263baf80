// npm run test:engines: every test that asks the engine, on every Node, the truth in Chromium, Deno and workerd,
// and in Bun and Firefox that every figure is said to be assumed. Prints one table of accuracy; a
// promise that does not hold on some engine fails with the structures that break it.
import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bunBinary, denoBinary, nodeBinaries } from '../../benchmarks/engines/binaries.mjs';
import { sideBySide } from '../../benchmarks/engines/side-by-side.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
// Engines by name to run only these; --except=node20 leaves one out.
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const except = process.argv
  .slice(2)
  .filter((argument) => argument.startsWith('--except='))
  .map((argument) => argument.slice('--except='.length));
const wanted = (name) => !except.includes(name) && (only.length === 0 || only.includes(name));
for (const name of except) console.log(`${name}: left out, because the caller has run the same suite on it`);
const rows = [];
const failures = [];
const percent = (part) => (Number.isNaN(part) || part === null ? '-' : `${(part * 100).toFixed(1)} %`);

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'test/engines/tsconfig.json'], {
  cwd: root,
  stdio: 'inherit',
});
const { accuracyOf, brokenPromises, isInside } = await import('../../.build/test/truth/criteria.js');

console.log(
  process.env.HEAPSCALE_MATRIX === 'brief'
    ? 'on each Node sizes, hostile values, natives and hidden state; the rest by npm run test:engines without HEAPSCALE_MATRIX'
    : 'left out of the matrix, since they ask no engine: see test/engines/vitest.config.ts',
);

/** How a process ended, and what it printed. */
function ended(binary, args) {
  return new Promise((resolve) => {
    execFile(binary, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : (error.code ?? 1), stdout, stderr }),
    );
  });
}

/** What a process prints, as JSON. */
async function dataOf(binary, args) {
  const { status, stdout, stderr } = await ended(binary, args);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}

/** A run of vitest on a Node. */
const vitest = (binary, config) =>
  ended(binary, ['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--reporter=dot']);

for (const { major, binary } of nodeBinaries()) {
  if (!wanted(`node${major}`)) continue;
  const run = await vitest(binary, 'test/engines/vitest.config.ts');
  const figures = /ACCURACY (\{.*\})/.exec(run.stdout);
  if (run.status !== 0 || figures === null)
    failures.push(`Node ${major}:\n${run.stdout.slice(-20_000)}${run.stderr.slice(-5000)}`);
  if (figures !== null) rows.push(JSON.parse(figures[1]));
  console.log(
    `Node ${major}: ${run.status === 0 ? 'passes' : 'FAILS'}; ${/Tests .*/.exec(run.stdout)?.[0] ?? 'no tests ran'}`,
  );
}
/** The others, each of which is one process after the other: they run side by side. */
const OTHERS = {
  async deno() {
    const { version, layout, failed, refused, cases } = await dataOf(denoBinary(), [
      'run',
      '-A',
      '--quiet',
      'test/engines/deno.mjs',
    ]);
    judge(`Deno ${version}`, cases);
    if (failed.length > 0) failures.push(`Deno, hostile values:\n${failed.join('\n')}`);
    if (!layout.startsWith('Deno')) failures.push(`Deno is taken for ${layout}`);
    const { measureMemory, engineFacts, ...others } = refused;
    const plain = Object.values(others).every((error) => error.includes('this platform has no synchronous inspector'));
    if (!plain || measureMemory !== 'works' || !engineFacts.includes('not in deno'))
      failures.push(`Deno does not refuse clearly what it lacks:\n${JSON.stringify(refused, undefined, 2)}`);
    await holdsDoctor('Deno', [denoBinary(), 'run', '-A', '--quiet'], [true, false, false, true, true]);
  },

  async workerd() {
    const node24 = nodeBinaries([24])[0].binary;
    const [answer, forecast] = await Promise.all([
      dataOf(node24, ['test/engines/workerd.mjs']),
      dataOf(node24, ['test/engines/forecast.mjs']),
    ]);
    const { version, layout, lacking, failed, cases } = answer;
    for (const [name, why] of lacking) console.log(`workerd, left out: ${name}, for ${why}`);
    judge(`workerd ${version}`, cases);
    if (failed.length > 0) failures.push(`workerd, hostile values:\n${failed.join('\n')}`);
    if (!layout.startsWith('workerd')) failures.push(`workerd is taken for ${layout}`);
    judgeForecast(`workerd ${version}`, cases, forecast);
  },

  async bun() {
    const { version, faults } = await dataOf(bunBinary(), ['test/engines/bun.mjs']);
    notV8(`Bun ${version}`, faults);
    await holdsDoctor('Bun', [bunBinary()], [false, false, false, false, true]);
  },

  async firefox() {
    const { firefoxBinary, runInFirefox } = await import('../../benchmarks/engines/firefox.mjs');
    if (firefoxBinary() === undefined) failures.push('no Firefox is installed: apt-get install firefox-esr');
    else {
      const { version, value } = await runInFirefox('test/engines/firefox-page.mjs');
      notV8(`Firefox ${version}`, value);
    }
  },

  async chromium() {
    const pages = await vitest(process.execPath, 'test/browser/vitest.config.ts');
    console.log(
      `Chromium, the page of toHtml: ${pages.status === 0 ? 'passes' : 'FAILS'}; ${/Tests .*/.exec(pages.stdout)?.[0] ?? 'no tests ran'}`,
    );
    if (pages.status !== 0)
      failures.push(`Chromium, pages:\n${pages.stdout.slice(-20_000)}${pages.stderr.slice(-5000)}`);
    const { APART, chromiumCases, layoutOfChromium } = await import('./chromium.mjs');
    for (const [name, why] of Object.entries(APART)) console.log(`Chromium, left out: ${name}, for ${why}`);
    const { version, layout, failed, cases, fromHere } = await chromiumCases();
    const isMeasured = layoutOfChromium(version) !== undefined;
    if (!isMeasured)
      console.log(
        `Chromium ${version} has no table of its own yet (npm run calibrate makes one): its figures are shown and not held to the promises`,
      );
    judge(`Chromium ${version.split('.')[0]}`, cases, (broken) => (isMeasured ? broken : []));
    if (failed.length > 0) failures.push(`Chromium, hostile values:\n${failed.join('\n')}`);
    if (!layout.startsWith('Chromium')) failures.push(`Chromium is taken for ${layout}`);
    // What is weighed here for the browser: its strings and tables are those of this process, so only most are held to 1
    // %.
    judge(`Chromium ${version.split('.')[0]}, weighed in Node`, fromHere, (broken) =>
      isMeasured ? broken.filter((text) => !text.startsWith('off without a reason')) : [],
    );
  },
};
// The longest first.
const others = ['chromium', 'workerd', 'deno', 'firefox', 'bun'].filter(wanted);
await sideBySide(others.map((name) => OTHERS[name]));

/** An engine that is not V8: no figure is judged, only that everything says so. */
function notV8(engine, faults) {
  console.log(`${engine}, which is not V8: ${faults.length === 0 ? 'says so everywhere' : 'FAILS'}`);
  if (faults.length > 0) failures.push(`${engine}:\n${faults.join('\n')}`);
}

/**
 * What `heapscale doctor` says there of heap snapshots, the inspector, engine facts, collecting garbage and diagnostics
 * channels: it has tried each.
 */
async function holdsDoctor(engine, [binary, ...args], works) {
  const { stdout, stderr } = await ended(binary, [...args, 'dist/cli/main.js', 'doctor', '--json']);
  const { features = [], engine: named = '' } = stdout === '' ? {} : JSON.parse(stdout);
  const isNamed = named.startsWith(`${engine} `);
  const isRight = isNamed && features.length === works.length && features.every((each, i) => each.works === works[i]);
  if (!isRight || features.some((each) => !each.works && !/\w \w/.test(each.reason)))
    failures.push(`${engine}, doctor of ${named}:\n${JSON.stringify(features, undefined, 2)}\n${stderr}`);
}

/** A forecast from a heap snapshot of Node 24, against what the same structures take there. */
function judgeForecast(engine, cases, forecast) {
  const known = cases.filter(({ name, truth }) => forecast[name] !== undefined && truth > 0);
  const isNear = ({ name, truth }) => Math.abs(forecast[name] - truth) <= Math.max(24, truth / 100);
  const near = known.filter(isNear).length / known.length;
  const sum = (of) => known.reduce((total, item) => total + of(item), 0);
  const all = sum(({ name }) => forecast[name]) / sum(({ truth }) => truth) - 1;
  const said = `${known.length} structures, ${percent(near)} within 1 % or 24 B, all together ${percent(all)} off`;
  console.log(`${engine}, forecast from a snapshot of Node 24: ${said}`);
  if (known.length < 250 || near < 0.98 || Math.abs(all) > 0.01) failures.push(`${engine}, forecast: ${said}`);
}

function judge(engine, cases, keep = (broken) => broken) {
  rows.push({ engine, ...accuracyOf(cases) });
  const broken = keep(brokenPromises(cases));
  console.log(
    `${engine}: ${broken.length === 0 ? 'passes' : 'FAILS'}; ${cases.length} structures, ${cases.filter((item) => item.flat && !isInside(item)).length} outside their range`,
  );
  if (broken.length > 0) failures.push(`${engine}:\n${broken.join('\n')}`);
}

console.log(
  '\n| engine | structures | within 1 % or 24 B | packages within 10 % | inside the range | median width | all together |\n|---|---:|---:|---:|---:|---:|---:|',
);
for (const row of rows) {
  const off = (row.aggregate - 1) * 100;
  console.log(
    `| ${row.engine} | ${row.structures} | ${percent(row.close)} | ${percent(row.packagesClose)} | ${percent(row.inside)} | ${percent(row.medianWidth)} | ${off >= 0 ? '+' : ''}${off.toFixed(1)} % |`,
  );
}
if (failures.length > 0) {
  console.error(`\n${failures.join('\n\n')}`);
  process.exit(1);
}
