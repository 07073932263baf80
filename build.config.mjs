// What is published, in dist: each entry bundled by esbuild with chunks that entries share, as ES modules and as
// CommonJS (for loaders that cannot require() an ES module, such as Jest in its default mode), and the declarations of
// the public types. Beside it, .build/src has every module as JavaScript of its own, for tests and benchmarks that ask
// internals. No tracked file is written.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, resolve as resolvePath } from 'node:path';
import { parse } from 'acorn';
import { build, transform } from 'esbuild';

const ENTRIES = ['index', 'node', 'assert', 'vitest', 'jest', 'profile', 'vitest-reporter', 'jest-reporter'];
/** Run by name or by path; ES modules only. */
const COMMANDS = [
  'cli/main',
  'cli/weigh-command',
  'cli/weigh-thread',
  'cli/calibrate-command',
  'cli/profile-command',
  'cli/run-command',
  'cli/imports-command',
];
/** Run in a process of the user's before anything else, or in a thread that starts quickly: files that need no other. */
const ALONE = ['cli/timeline-preload', 'cli/imports-process', 'cli/scan-thread'];
/** What the reporters add to a run of tests; beside the entries. */
const SETUPS = ['vitest-setup', 'jest-setup'];
/** What an entry imports when it is asked for. */
const LATER = ['profile/later', 'cli/attach-command', 'cli/check-command', 'cli/doctor-command'];
const TARGET = 'es2022';

const require = createRequire(import.meta.url);
process.chdir(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname));
rmSync('dist', { recursive: true, force: true });
rmSync('.build/src', { recursive: true, force: true });

compile();
await bundle();
for (const name of readdirSync('dist').filter((name) => /^chunk-.*\.js$/.test(name))) {
  checkEnums(`dist/${name}`);
  markAsPure(`dist/${name}`);
}
publishAsTypeScript('vitest-setup');
for (const name of readdirSync('dist').filter((name) => name.endsWith('.js'))) await toCommonJs(name);
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n');
for (const file of reachable(ENTRIES.map((entry) => `${entry}.d.ts`))) {
  copyDeclaration(file, 'dist');
  copyDeclaration(file, 'dist/cjs');
}

/** Modules and declarations, one a source file. */
function compile() {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const options = ['--noEmit', 'false', '--declarationMap', '--rootDir', 'src', '--outDir', '.build/src'];
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.json', ...options], { stdio: 'inherit' });
}

async function bundle() {
  const options = {
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    target: TARGET,
    platform: 'node',
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  };
  await build({
    ...options,
    entryPoints: [
      ...[...ENTRIES, ...COMMANDS].map((name) => ({ in: `src/${name}.ts`, out: name })),
      ...SETUPS.map((name) => ({ in: `src/reporter/${name}.ts`, out: name })),
    ],
    splitting: true,
    chunkNames: 'chunk-[hash]',
    plugins: [oneCore()],
  });
  await build({ ...options, entryPoints: ALONE.map((name) => ({ in: `src/${name}.ts`, out: name })) });
  await build({
    ...options,
    entryPoints: [{ in: 'src/cli/attach/inside.ts', out: 'attach-inside' }],
    format: 'iife',
    globalName: 'heapscaleInside',
    minify: true,
    sourcemap: false,
    // The platform's modules are asked for by `builtinModule`; nothing in it has a URL.
    define: { 'import.meta.url': 'undefined' },
  });
}

/**
 * esbuild makes a chunk for each set of entries that share modules: two dozen files, and each costs a start half a
 * millisecond. Here every entry imports `index` for its effects, so that all its modules are shared by the same entries
 * and become one chunk.
 */
function oneCore() {
  const src = join(process.cwd(), 'src');
  const fileOf = (name) => join(src, `${name}.ts`);
  // What is loaded later, and the commands, have all of the Node entry: then the files of that are few, too. A check
  // has all of the matchers, but not by the entries of the runners, which would look for a runner.
  const wanted = new Map();
  for (const name of ENTRIES.slice(1)) wanted.set(fileOf(name), ['index']);
  for (const name of COMMANDS) wanted.set(fileOf(name), name === 'cli/main' ? ['index'] : ['node']);
  for (const name of LATER) wanted.set(fileOf(name), ['node']);
  for (const name of SETUPS) wanted.set(fileOf(`reporter/${name}`), ['node']);
  wanted.set(fileOf('cli/check-command'), ['node', 'budget/matchers']);
  return {
    name: 'one core',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /\.ts$/ }, ({ path, resolveDir }) => ({
        path: resolvePath(resolveDir, path),
        sideEffects: true,
      }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const imports = (wanted.get(path) ?? []).map((name) => `import ${JSON.stringify(fileOf(name))};\n`);
        return { contents: `${withEnums(readFileSync(path, 'utf8'))}\n${imports.join('')}`, loader: 'ts' };
      });
    },
  };
}

/**
 * Names for numbers, `const Kind = { ordinary: 0, array: 1 } as const`, as the TypeScript enums that esbuild replaces by
 * their numbers in every file: `Kind.array` becomes `1`, which is shorter and needs no look-up. The sources have no
 * enums, since Node cannot run them as they are.
 */
function withEnums(source) {
  const comment = String.raw`(?:/\*[^]*?\*/|//.*)`;
  const members = String.raw`(?:\s*(?:${comment}\s*)*\w+: \d+,?)+\s*`;
  const constants = new RegExp(String.raw`^((?:export )?)const (\w+) = \{(${members})\} as const;`, 'gm');
  return source.replace(
    constants,
    (_, exported, name, list) => `${exported}enum ${name} {${list.replace(/(\w+): (\d+)/g, '$1 = $2')}}`,
  );
}

/** An enum has its names as values, too: code that uses it other than by `Kind.array` would meet them. */
function checkEnums(file) {
  const [, name] = /(\w+)\[\1\["\w+"\] = \d+\] = "/.exec(readFileSync(file, 'utf8')) ?? [];
  if (name !== undefined) throw new Error(`${name} is used as an object: list its values without 'as const'`);
}

/**
 * Tells bundlers that what a top-level variable is set to has no effect, so that they leave out the variables of a
 * chunk that nobody uses: `var size = read(Map)` becomes a call, marked as pure, of a function that returns
 * `read(Map)`. It holds for every module of src but the entries that package.json lists in sideEffects. Nothing moves
 * to another line, so that source maps stay right.
 */
function markAsPure(file) {
  const code = readFileSync(file, 'utf8');
  let marked = '';
  let at = 0;
  for (const statement of parse(code, { ecmaVersion: 'latest', sourceType: 'module' }).body) {
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { init } of statement.declarations) {
      if (init === null || isPure(init, code)) continue;
      marked += `${code.slice(at, init.start)}/* @__PURE__ */ (() => (${code.slice(init.start, init.end)}))()`;
      at = init.end;
    }
  }
  writeFileSync(file, marked + code.slice(at));
}

/** True of an expression that bundlers can tell has no effect. */
function isPure(node, code) {
  const all = (nodes) => nodes.every((each) => each === null || isPure(each, code));
  switch (node.type) {
    case 'Literal':
    case 'Identifier':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'UnaryExpression':
      return node.argument.type === 'Literal';
    case 'BinaryExpression':
      return node.left.type === 'Literal' && node.right.type === 'Literal';
    case 'ArrayExpression':
      return all(node.elements);
    case 'ObjectExpression':
      return node.properties.every(
        ({ type, computed, value }) => type === 'Property' && !computed && isPure(value, code),
      );
    case 'ClassExpression':
      return (
        node.superClass === null &&
        node.body.body.every(
          ({ static: isStatic, computed, type }) => !computed && (!isStatic || type === 'MethodDefinition'),
        )
      );
    case 'CallExpression':
    case 'NewExpression':
      return /\/\* @__PURE__ \*\/ \(?$/.test(code.slice(0, node.start)) && all(node.arguments);
    default:
      return false;
  }
}

/** vitest evaluates a setup file before each test file if it is TypeScript, and JavaScript of a package only once. */
function publishAsTypeScript(name) {
  const code = readFileSync(`dist/${name}.js`, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
  writeFileSync(`dist/${name}.ts`, code);
  rmSync(`dist/${name}.js`);
  rmSync(`dist/${name}.js.map`);
}

/** A bundled module as CommonJS: chunks stay chunks, so that entries share one instance here, too. */
async function toCommonJs(name) {
  const source = readFileSync(`dist/${name}`, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
  const { code } = await transform(source, {
    format: 'cjs',
    target: TARGET,
    platform: 'node',
    supported: { 'dynamic-import': false },
  });
  mkdirSync('dist/cjs', { recursive: true });
  writeFileSync(`dist/cjs/${name}`, code);
}

/** The declarations that these lead to, as paths below .build/src. */
function reachable(entries) {
  const found = new Set(entries);
  for (const file of found) {
    for (const path of importsOf(readFileSync(`.build/src/${file}`, 'utf8')))
      found.add(posix.join(posix.dirname(file), path.replace(/\.ts$/, '.d.ts')));
  }
  return found;
}

function importsOf(declaration) {
  return [...declaration.matchAll(/(?:\bfrom |\bimport |\bimport\()['"](\.[^'"]+)['"]/g)].map(([, path]) => path);
}

/**
 * Copies a declaration and its map, which leads to src. Compilers before TypeScript 5 know no import of a `.ts` file.
 */
/**
 * The compiler's option "types" takes the CommonJS declarations, even of a project of ES modules, and those extend the
 * types that vitest gives to CommonJS. With a reference to the other file, both are extended.
 */
function referenceOf(target) {
  return target === 'dist/cjs/vitest.d.ts' ? '/// <reference path="../vitest.d.ts" />\n' : '';
}

function copyDeclaration(file, to) {
  const target = `${to}/${file}`;
  mkdirSync(dirname(target), { recursive: true });
  const reference = referenceOf(target);
  const text = reference + readFileSync(`.build/src/${file}`, 'utf8');
  // Typed arrays have no type parameter before TypeScript 5.7.
  const plain = text.replace(/\b(\w+Array)<ArrayBuffer(?:Like)?>/g, '$1');
  writeFileSync(target, plain.replace(/((?:\bfrom |\bimport |\bimport\()['"]\.[^'"]+)\.ts(['"])/g, '$1.js$2'));
  const map = JSON.parse(readFileSync(`.build/src/${file}.map`, 'utf8'));
  if (reference !== '') map.mappings = `;${map.mappings}`;
  map.sources = [posix.relative(posix.dirname(target), `src/${file.replace(/\.d\.ts$/, '.ts')}`)];
  writeFileSync(`${target}.map`, JSON.stringify(map));
}
