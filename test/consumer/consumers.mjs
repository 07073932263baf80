// The consumers of the package, each in projects of its own: test runners, compilers, bundlers, engines, frameworks, and the recipes
// of the guides. What passes must pass, what fails must say why.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { bunBinary, nodeBinaries } from '../../benchmarks/engines/binaries.mjs';
import { root } from './project.mjs';
import { RECIPE_PACKAGES, recipesIn } from './recipes.mjs';

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

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
async function snapshots(consumer, name, folder, command, update, ci) {
  const changed = ['difference from the snapshot:', /Object +\+100 +\+3\.13 KiB +40 B +3\.16 KiB/];
  await consumer.run(`${name}, a missing snapshot in CI`, folder, [...command, ...ci], {
    env: { CI: 'true' },
    fails: true,
    says: ['no size snapshot is stored'],
  });
  await consumer.run(`${name}, a first snapshot`, folder, command, { says: [/2 written/] });
  await consumer.run(`${name}, the same snapshot`, folder, [...command, ...ci], { env: { CI: 'true' } });
  await consumer.run(`${name}, another size`, folder, command, { env: { GROWN: '1' }, fails: true, says: changed });
  await consumer.run(`${name}, the update`, folder, [...command, update], { env: { GROWN: '1' }, says: [/1 updated/] });
  await consumer.run(`${name}, the updated snapshot`, folder, [...command, ...ci], { env: { CI: 'true', GROWN: '1' } });
}

/** The table of the reporter: the rows of the test files in `reporter`, by a name of the project in front of them. */
const memoryRows = (label) => [
  'memory by test file, after garbage collection',
  new RegExp(`^${label}imports\\.test\\.js +[\\d.]+ s .* \\+[\\d.]+ MiB .*\\+5\\d,\\d+ Array \\(`, 'm'),
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

/** What vitest of one version does with the matchers and the reporter. */
async function vitestConsumer(consumer, major, node) {
  const folder = await consumer.project(`vitest${major}`, {
    type: 'module',
    dependencies: { vitest: String(major) },
    files: { vitest: '.', reporter: 'test', 'types.vitest.ts': 'types.ts' },
  });
  const name = `vitest ${major}`;
  const vitest = [node, 'node_modules/vitest/vitest.mjs', 'run'];
  await consumer.run(`${name}, types`, folder, [process.execPath, tsc, ...COMPILE, 'types.ts']);
  const types = readFileSync(join(folder, 'types.ts'), 'utf8');
  writeFileSync(join(folder, 'types-by-option.ts'), types.replace("import 'heapscale/vitest';\n", ''));
  // Registered by setupFiles alone, the matchers are known to the compiler by its option "types".
  await consumer.run(`${name}, types by tsconfig`, folder, [
    process.execPath,
    tsc,
    ...COMPILE,
    '--types',
    'heapscale/vitest',
    'types-by-option.ts',
  ]);
  await consumer.run(`${name}, kept budgets`, folder, [...vitest, 'passes']);
  await consumer.run(`${name}, an exceeded budget`, folder, [...vitest, 'fails'], {
    fails: true,
    says: [...FAILURE, ...CALL_FAILURE, 'fails.test.ts'],
  });
  await snapshots(consumer, name, folder, [...vitest, 'snapshot'], '-u', []);
  const pools = major === 4 ? ['forks'] : ['forks', 'threads'];
  const reporting = [...vitest, '--config', 'test/vitest.config.mjs', ...pools.map((pool) => `--project=${pool}`)];
  await consumer.run(`${name}, the memory of test files`, folder, reporting, {
    says: major === 4 ? [hasTableOfGuide] : pools.flatMap((pool) => memoryRows(`\\|${pool}\\| test/`)),
  });
}

/** Route handlers in Node and on the edge. The compiler is an optional part of Next.js. */
async function nextConsumer(consumer) {
  const compiler = `@next/swc-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`;
  const dependencies = { next: '16', react: '19', 'react-dom': '19', [compiler]: '16' };
  const install = ['--omit=optional'];
  const folder = await consumer.project('next', { type: 'module', dependencies, files: { next: '.' }, install });
  const env = { NEXT_TELEMETRY_DISABLED: '1' };
  await consumer.run('Next.js, a route in Node and one on the edge', folder, [process.execPath, 'serve.mjs'], { env });
}

/** By name; the longest first, so that none of them is left for the end. */
export const CONSUMERS = {
  'Next.js': nextConsumer,
  'vitest 3': (consumer) => vitestConsumer(consumer, 3, process.execPath),
  'vitest 4': (consumer) => vitestConsumer(consumer, 4, process.execPath),
  'vitest 5': (consumer) => vitestConsumer(consumer, 5, node22),
  'Jest 30': async (consumer) => {
    const folder = await consumer.project('jest30', {
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
    await consumer.run('Jest 30, types of @types/jest', folder, [...compile, '--types', 'jest', 'types.ts']);
    await consumer.run('Jest 30, types of @jest/globals', folder, [...compile, 'types-globals.ts']);
    await consumer.run('Jest 30, kept budgets', folder, [...jest, 'passes']);
    await consumer.run('Jest 30, an exceeded budget', folder, [...jest, 'fails'], {
      fails: true,
      says: [...FAILURE, ...CALL_FAILURE, 'fails.test.js:3'],
    });
    await consumer.run('Jest 30 without injected globals', folder, [...jest, '--injectGlobals=false', 'no-globals']);
    await snapshots(consumer, 'Jest 30', folder, [...jest, 'snapshot'], '-u', ['--ci']);
    const reporting = [...jest, '--config', 'test/jest.config.js'];
    await consumer.run('Jest 30, the memory of test files', folder, [...reporting, '--maxWorkers=2'], {
      says: memoryRows(''),
    });
  },
  'fake documents': async (consumer) => {
    const folder = await consumer.project('dom', {
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
    for (const { major, binary } of nodeBinaries([20, 24])) {
      const jest = [binary, 'node_modules/jest/bin/jest.js', '--env', 'jsdom', 'exact.test'];
      await consumer.run(`an exact count in Jest 30 with jsdom, Node ${major}`, folder, jest);
    }
    for (const { major, binary } of nodeBinaries()) {
      for (const environment of ['jsdom', '@happy-dom/jest-environment']) {
        const jest = [binary, 'node_modules/jest/bin/jest.js', '--env', environment, 'jest.test'];
        await consumer.run(`Jest 30 with ${environment}, Node ${major}`, folder, jest);
      }
      for (const environment of ['jsdom', 'happy-dom']) {
        const vitest = [binary, 'node_modules/vitest/vitest.mjs', 'run', '--environment', environment, 'vitest.test'];
        await consumer.run(`vitest 4 with ${environment}, Node ${major}`, folder, vitest);
      }
    }
  },
  'node:test': async (consumer) => {
    const folder = await consumer.project('node-test', { type: 'module', dependencies: {}, files: { node: '.' } });
    await consumer.run('node:test, kept budgets', folder, [process.execPath, '--test', 'passes.test.mjs']);
    await consumer.run('node:test, an exceeded budget', folder, [process.execPath, '--test', 'fails.test.mjs'], {
      fails: true,
      says: [...FAILURE, "code: 'ERR_ASSERTION'", 'expected: 1024', 'actual: 6480'],
    });
  },
  'bun test': async (consumer) => {
    const folder = await consumer.project('bun-test', { type: 'module', dependencies: {}, files: { bun: '.' } });
    await consumer.run('bun test', folder, [bunBinary(), 'test'], { says: ['2 pass'] });
  },
  'ts-jest': async (consumer) => {
    const dependencies = { jest: '30', '@types/jest': '30', 'ts-jest': '29', typescript: '5' };
    const folder = await consumer.project('ts-jest', {
      type: 'commonjs',
      dependencies,
      files: { 'ts-jest': '.' },
      alone: true,
    });
    const jest = [process.execPath, 'node_modules/jest/bin/jest.js'];
    // Compiled first by itself: with all of the compiler in the process, a heap snapshot of V8 11 takes a quarter of an
    // hour, since it counts the lines before each function.
    await consumer.run('ts-jest compiles', folder, [...jest, '-t', 'no such test', '--passWithNoTests']);
    await consumer.run('ts-jest with its defaults', folder, jest);
  },
  'TypeScript 5.0': async (consumer) => {
    const files = { 'oldest-types': '.' };
    const folder = await consumer.project('oldest-types', {
      type: 'module',
      dependencies: { typescript: '5.0' },
      files,
    });
    for (const [module, moduleResolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
      ['esnext', 'node10'],
    ]) {
      const compilerOptions = { noEmit: true, strict: true, target: 'es2022', lib: ['es2022'], types: [], module };
      const config = { compilerOptions: { ...compilerOptions, moduleResolution }, files: ['program.ts'] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const command = [process.execPath, 'node_modules/typescript/bin/tsc', '-p', '.'];
      await consumer.run(`TypeScript 5.0, resolution ${moduleResolution}`, folder, command);
    }
  },
  "vitest's browser mode": async (consumer) => {
    const dependencies = { vitest: '4', '@vitest/browser-playwright': '4', playwright: '1' };
    const files = { 'vitest-browser': '.' };
    const folder = await consumer.project('vitest-browser', { type: 'module', dependencies, files });
    await consumer.run("vitest 4's browser mode", folder, [process.execPath, 'node_modules/vitest/vitest.mjs', 'run']);
  },
  'a Worker': async (consumer) => {
    const dependencies = { miniflare: '4', esbuild: '0.28' };
    const folder = await consumer.project('worker', { type: 'module', dependencies, files: { worker: '.' } });
    await consumer.run('a Worker under miniflare', folder, [node22, '--test', 'worker.test.mjs', 'attach.test.mjs']);
  },
  recipes: async (consumer) => {
    // The recipes of the guides with their real packages; the blocks of code are the files that run. The binaries that
    // some of these packages have as optional dependencies are not needed.
    const install = ['--omit=optional', '--ignore-scripts'];
    const options = { type: 'module', dependencies: RECIPE_PACKAGES, files: { recipes: '.' }, install };
    const folder = await consumer.project('recipes', options);
    for (const [file, code] of recipesIn(root)) writeFileSync(join(folder, file), code);
    await consumer.run('recipes for caches, stores and servers', folder, [node24, 'main.mjs']);
    await consumer.run('recipes for pools of workers', folder, [node24, 'threads.mjs']);
  },
  bundles: async (consumer) => {
    // What these entries are imported for is their effect: a bundler must not take it away.
    const folder = await consumer.project('bundle', { type: 'module', dependencies: {}, files: {} });
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
      consumer.holds(`bundled, heapscale/${entry} registers its matchers`);
    }
  },
  'debug builds': async (consumer) => {
    // A debug build: see the guide in src/watch.
    const dependencies = { vite: '7', webpack: '5' };
    const folder = await consumer.project('debug-build', {
      type: 'module',
      dependencies,
      files: { 'debug-build': '.' },
    });
    const left = (bundler, program) => `${bundler}, ${program}: 0 bytes more in production, heapscale in development`;
    await consumer.run('a debug build by vite and webpack', folder, [process.execPath, 'build.mjs'], {
      says: ['byVite', 'byWebpack'].flatMap((bundler) => ['main.js', 'later.js'].map((name) => left(bundler, name))),
    });
  },
};
