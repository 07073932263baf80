// Separate projects that install the packed tarball and budget their values with it: vitest 3, 4 and 5, Jest 30,
// ts-jest, bun test, node:test, a Worker, Next.js; and the recipes of the guides. What passes must pass, what fails
// must say why. Their dependencies go to .engines on demand and are none of the package. node test/consumer/run.mjs [a
// tarball; without one, the package is packed]
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { bunBinary, nodeBinaries } from '../../benchmarks/engines/binaries.mjs';
import { RECIPE_PACKAGES, recipesIn } from './recipes.mjs';

const here = fileURLToPath(new URL('./', import.meta.url));
const root = resolve(here, '../..');
const base = join(root, '.engines/consumers');
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
const tarball = process.argv[2] === undefined ? pack() : resolve(process.argv[2]);

function pack() {
  mkdirSync(base, { recursive: true });
  for (const name of readdirSync(base)) if (name.endsWith('.tgz')) rmSync(join(base, name));
  return join(
    base,
    execFileSync('npm', ['pack', '--pack-destination', base, '--silent'], { cwd: root, encoding: 'utf8' }).trim(),
  );
}

/** A fresh project with the tarball in it. */
function project(name, { type, dependencies, files, omit = [] }, options = []) {
  const folder = join(base, name);
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder))
    if (entry !== 'node_modules') rmSync(join(folder, entry), { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, type, dependencies })}\n`);
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--silent', '--no-save'];
  execFileSync('npm', ['install', ...quiet, ...omit, ...options, tarball], { cwd: folder, stdio: 'inherit' });
  for (const [from, to] of Object.entries(files)) cpSync(join(here, from), join(folder, to), { recursive: true });
  return folder;
}

const COMPILE = [
  '--noEmit',
  '--ignoreConfig',
  '--strict',
  '--skipLibCheck',
  '--module',
  'nodenext',
  '--target',
  'es2022',
];

let checks = 0;

/** Runs a command, and holds its outcome and output against what is expected. */
function run(what, folder, command, { env = {}, fails = false, says = [] }) {
  const { CI: _, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), {
    cwd: folder,
    encoding: 'utf8',
    env: { ...rest, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
  });
  const output = `${stdout}${stderr}`;
  const isSaid = (what) =>
    typeof what === 'string' ? output.includes(what) : typeof what === 'function' ? what(output) : what.test(output);
  const missing = says.filter((what) => !isSaid(what));
  if ((status !== 0) !== fails || missing.length > 0) {
    throw new Error(
      `${what}: exit code ${status}, expected ${fails ? 'a failure' : 'success'}; not said: ${missing.map(String).join(' | ') || '(nothing)'}\n${output}`,
    );
  }
  checks++;
  console.log(`${what}: ${fails ? 'fails as it should' : 'passes'}`);
}

/** Starts a command that runs while other consumers are checked; the function that is returned waits for it. */
function runBeside(what, folder, command, env) {
  const file = join(folder, 'output.txt');
  const output = openSync(file, 'w');
  const child = spawn(command[0], command.slice(1), {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  process.on('exit', () => child.kill());
  return async () => {
    const [status] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    if (status !== 0) throw new Error(`${what}: exit code ${status}\n${readFileSync(file, 'utf8')}`);
    checks++;
    console.log(`${what}: passes`);
  };
}

/** What a failed budget says, in every runner. */
const FAILURE = [
  'the value should fit in 1 KiB (1,024 B): it takes 6.33 KiB (6,480 B), 5.33 KiB (5,456 B) over, 532.8 %',
  /Object +101 +3\.94 KiB +62\.2 %/,
  /number +100 +1\.56 KiB/,
  /Array +1 +848 B/,
  'heaviest places:',
  /value\.list\[\*\] +Object +100 +5\.47 KiB +86\.4 %/,
];

/** What a limit on a call says when it fails, in the runners that have its matchers. */
const CALL_FAILURE = [
  /the call should allocate less than 1 KiB \(1,024 B\): it allocates 7\.8\d KiB \(8,0\d\d B\), .* over, \d+\.\d %/,
  /build \(fails\.test\.\w+:\d+\) +7\.\d+ KiB/,
  'the call should leave nothing behind: each leaves ',
  /1 Object per run, .*, held by .*store/,
  /visit \(fails\.test\.\w+:\d+\)/,
];

/** The life of a snapshot: refused in CI, written, kept, found to differ, updated. */
function snapshots(name, folder, command, update, ci) {
  const changed = ['difference from the snapshot:', /Object +\+100 +\+3\.13 KiB +40 B +3\.16 KiB/];
  run(`${name}, a missing snapshot in CI`, folder, [...command, ...ci], {
    env: { CI: 'true' },
    fails: true,
    says: ['no size snapshot is stored'],
  });
  run(`${name}, a first snapshot`, folder, command, { says: [/2 written/] });
  run(`${name}, the same snapshot`, folder, [...command, ...ci], { env: { CI: 'true' } });
  run(`${name}, another size`, folder, command, { env: { GROWN: '1' }, fails: true, says: changed });
  run(`${name}, the update`, folder, [...command, update], { env: { GROWN: '1' }, says: [/1 updated/] });
  run(`${name}, the updated snapshot`, folder, [...command, ...ci], { env: { CI: 'true', GROWN: '1' } });
}

/** The table of the reporter: the rows of the test files in `reporter`, by a name of the project in front of them. */
const memoryRows = (label) => [
  'memory by test file, after garbage collection',
  new RegExp(`^${label}imports\\.test\\.js +[\\d.]+ s .* \\+[\\d.]+ MiB .*\\+50,\\d+ Array \\(`, 'm'),
  new RegExp(`^${label}keeps\\.test\\.js .* \\+2\\.\\d+ MiB .*\\+20,000 Session \\(`, 'm'),
  new RegExp(`^${label}clean\\.test\\.js .* [\\d.]+ MiB(?: +[-+].*B)?$`, 'm'),
  /^slowest: .*imports\.test\.js, [\d.]+ s$/m,
  /^heaviest: .*\.test\.js, [\d.]+ MiB after its tests$/m,
];

/** Whether an output has the table of the reporter's guide, whatever its figures are. */
function hasTableOfGuide(output) {
  const guide = readFileSync(join(root, 'src/reporter/README.md'), 'utf8');
  const [table] = /^memory by test file[^]*?(?=\n```)/m.exec(guide);
  const anyFigures = (text) => text.replace(/[-+]?\d[\d,.]*(?: (?:[KMG]iB|B|m?s)\b)?/g, '#').replace(/ +/g, ' ');
  return anyFigures(output).includes(anyFigures(table));
}

const [node22, node24] = nodeBinaries([22, 24]).map(({ binary }) => binary);

/** Builds for longer than any other consumer, mostly in one thread. The compiler is an optional part of Next.js. */
function startNext() {
  const compiler = `@next/swc-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;
  const dependencies = { next: '16', react: '19', 'react-dom': '19', [compiler]: '16' };
  const folder = project('next', {
    type: 'module',
    dependencies,
    files: { next: '.' },
    omit: ['--omit=optional'],
  });
  const env = { NEXT_TELEMETRY_DISABLED: '1' };
  return runBeside('Next.js, a route in Node and one on the edge', folder, [process.execPath, 'serve.mjs'], env);
}
const nextEnds = startNext();

for (const [major, node] of [
  [3, process.execPath],
  [4, process.execPath],
  [5, node22],
]) {
  const folder = project(`vitest${major}`, {
    type: 'module',
    dependencies: { vitest: String(major) },
    files: { vitest: '.', reporter: 'test', 'types.vitest.ts': 'types.ts' },
  });
  const name = `vitest ${major}`;
  const vitest = [node, 'node_modules/vitest/vitest.mjs', 'run'];
  run(`${name}, types`, folder, [process.execPath, tsc, ...COMPILE, 'types.ts'], {});
  const types = readFileSync(join(folder, 'types.ts'), 'utf8');
  writeFileSync(join(folder, 'types-by-option.ts'), types.replace("import 'heapscale/vitest';\n", ''));
  // Registered by setupFiles alone, the matchers are known to the compiler by its option "types".
  run(
    `${name}, types by tsconfig`,
    folder,
    [process.execPath, tsc, ...COMPILE, '--types', 'heapscale/vitest', 'types-by-option.ts'],
    {},
  );
  run(`${name}, kept budgets`, folder, [...vitest, 'passes'], {});
  run(`${name}, an exceeded budget`, folder, [...vitest, 'fails'], {
    fails: true,
    says: [...FAILURE, ...CALL_FAILURE, 'fails.test.ts'],
  });
  snapshots(name, folder, [...vitest, 'snapshot'], '-u', []);
  const pools = major === 4 ? ['forks'] : ['forks', 'threads'];
  const reporting = [...vitest, '--config', 'test/vitest.config.mjs', ...pools.map((pool) => `--project=${pool}`)];
  run(`${name}, the memory of test files`, folder, reporting, {
    says: major === 4 ? [hasTableOfGuide] : pools.flatMap((pool) => memoryRows(`\\|${pool}\\| test/`)),
  });
}
{
  const folder = project('jest30', {
    type: 'commonjs',
    dependencies: { jest: '30', '@types/jest': '30' },
    files: {
      jest: '.',
      reporter: 'test',
      'types.jest.ts': 'types.ts',
      'types.jest-globals.ts': 'types-globals.ts',
    },
  });
  const jest = [process.execPath, 'node_modules/jest/bin/jest.js'];
  const compile = [process.execPath, tsc, ...COMPILE];
  run('Jest 30, types of @types/jest', folder, [...compile, '--types', 'jest', 'types.ts'], {});
  run('Jest 30, types of @jest/globals', folder, [...compile, 'types-globals.ts'], {});
  run('Jest 30, kept budgets', folder, [...jest, 'passes'], {});
  run('Jest 30, an exceeded budget', folder, [...jest, 'fails'], {
    fails: true,
    says: [...FAILURE, ...CALL_FAILURE, 'fails.test.js:3'],
  });
  run('Jest 30 without injected globals', folder, [...jest, '--injectGlobals=false', 'no-globals'], {});
  snapshots('Jest 30', folder, [...jest, 'snapshot'], '-u', ['--ci']);
  const reporting = [...jest, '--config', 'test/jest.config.js'];
  run('Jest 30, the memory of test files', folder, [...reporting, '--maxWorkers=2'], { says: memoryRows('') });
}
{
  const folder = project('dom', {
    type: 'commonjs',
    dependencies: {
      jest: '30',
      'jest-environment-jsdom': '30',
      '@happy-dom/jest-environment': '20',
      vitest: '4',
      jsdom: '26',
      'happy-dom': '20',
    },
    files: {
      dom: '.',
      'jest/jest.config.js': 'jest.config.js',
      'vitest/vitest.config.mjs': 'vitest.config.mjs',
    },
  });
  for (const { major, binary } of nodeBinaries()) {
    for (const environment of ['jsdom', '@happy-dom/jest-environment']) {
      const jest = [binary, 'node_modules/jest/bin/jest.js', '--env', environment, 'jest.test'];
      run(`Jest 30 with ${environment}, Node ${major}`, folder, jest, {});
    }
    for (const environment of ['jsdom', 'happy-dom']) {
      const vitest = [binary, 'node_modules/vitest/vitest.mjs', 'run', '--environment', environment, 'vitest.test'];
      run(`vitest 4 with ${environment}, Node ${major}`, folder, vitest, {});
    }
  }
}
{
  const folder = project('node-test', { type: 'module', dependencies: {}, files: { node: '.' } });
  run('node:test, kept budgets', folder, [process.execPath, '--test', 'passes.test.mjs'], {});
  run('node:test, an exceeded budget', folder, [process.execPath, '--test', 'fails.test.mjs'], {
    fails: true,
    says: [...FAILURE, "code: 'ERR_ASSERTION'", 'expected: 1024', 'actual: 6480'],
  });
}
{
  const folder = project('bun-test', { type: 'module', dependencies: {}, files: { bun: '.' } });
  run('bun test', folder, [bunBinary(), 'test'], { says: ['1 pass'] });
}
{
  const dependencies = { jest: '30', '@types/jest': '30', 'ts-jest': '29', typescript: '5' };
  const folder = project('ts-jest', { type: 'commonjs', dependencies, files: { 'ts-jest': '.' } });
  run('ts-jest with its defaults', folder, [process.execPath, 'node_modules/jest/bin/jest.js'], {});
}
{
  const files = { 'oldest-types': '.' };
  const folder = project('oldest-types', { type: 'module', dependencies: { typescript: '5.0' }, files });
  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
    ['esnext', 'node10'],
  ]) {
    const compilerOptions = { noEmit: true, strict: true, target: 'es2022', lib: ['es2022'], types: [], module };
    const config = { compilerOptions: { ...compilerOptions, moduleResolution }, files: ['program.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const command = [process.execPath, 'node_modules/typescript/bin/tsc', '-p', '.'];
    run(`TypeScript 5.0, resolution ${moduleResolution}`, folder, command, {});
  }
}
{
  const dependencies = { vitest: '4', '@vitest/browser-playwright': '4', playwright: '1' };
  const files = { 'vitest-browser': '.' };
  const folder = project('vitest-browser', { type: 'module', dependencies, files });
  run("vitest 4's browser mode", folder, [process.execPath, 'node_modules/vitest/vitest.mjs', 'run'], {});
}
{
  const dependencies = { miniflare: '4', esbuild: '0.28' };
  const folder = project('worker', { type: 'module', dependencies, files: { worker: '.' } });
  run('a Worker under miniflare', folder, [node22, '--test', 'worker.test.mjs'], {});
}
{
  // The recipes of the guides with their real packages; the blocks of code are the files that run. The binaries that
  // some of these packages have as optional dependencies are not needed.
  const options = { type: 'module', dependencies: RECIPE_PACKAGES, files: { recipes: '.' } };
  const folder = project('recipes', options, ['--omit=optional', '--ignore-scripts']);
  for (const [file, code] of recipesIn(root)) writeFileSync(join(folder, file), code);
  run('recipes for caches, stores and servers', folder, [node24, 'main.mjs'], {});
  run('recipes for pools of workers', folder, [node24, 'threads.mjs'], {});
}
{
  // What these entries are imported for is their effect: a bundler must not take it away.
  const folder = project('bundle', { type: 'module', dependencies: {}, files: {} });
  for (const entry of ['vitest', 'jest']) {
    const { outputFiles } = buildSync({
      stdin: { contents: `import 'heapscale/${entry}';`, resolveDir: folder },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      external: ['vitest'],
    });
    if (!/\bextend\(/.test(outputFiles[0].text))
      throw new Error(`bundled, heapscale/${entry} does not register its matchers`);
    checks++;
  }
}
{
  // A debug build: see the guide in src/watch.
  const dependencies = { vite: '7', webpack: '5' };
  const folder = project('debug-build', { type: 'module', dependencies, files: { 'debug-build': '.' } });
  const left = (bundler, program) => `${bundler}, ${program}: 0 bytes more in production, heapscale in development`;
  run('a debug build by vite and webpack', folder, [process.execPath, 'build.mjs'], {
    says: ['byVite', 'byWebpack'].flatMap((bundler) => ['main.js', 'later.js'].map((name) => left(bundler, name))),
  });
}
await nextEnds();
console.log(`${checks} checks of consumers hold`);
