// The map of the code holds: rooms in one order with imports that run downward, no circle, portable rooms without Node,
// small files.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The rooms from the ground floor up: each may import from itself and from those before it. */
const ROOMS = [
  'platform',
  'layout',
  'inspect',
  'walk',
  'reveal',
  'weigh',
  'paths',
  'report',
  'calibration',
  'measure',
  'watch',
  'advice',
  'heap',
  'snapshot',
  'process',
  'profile',
  'budget',
  'reporter',
  'cli',
];

/** Rooms that may use Node; all others run in browsers and workers, too. */
const NODE_ROOMS = ['heap', 'snapshot', 'process', 'profile', 'reporter', 'cli'];

/** Folders of tests that belong to no room: promises of the whole, and what the tests share. */
const SHARED_TEST_FOLDERS = [
  'promises',
  'real',
  'truth',
  'corpus',
  'real',
  'engines',
  'browser',
  'bundle',
  'consumer',
  'examples',
  'docs',
];

const MAX_LINES = 400;

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths below a folder of the repository, with slashes. */
function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll(sep, '/'))
    .filter((file) => !file.includes('/node_modules/'))
    .sort();
}

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** `import ... from 'x'`, `export ... from 'x'`, `import 'x'`, at the start of a statement. */
const STATEMENT = /^(?:import|export)\b(?:[\w\s{},*$]*?\bfrom)?\s*'([^']+)'/gm;
/** `import('x')`, as a call and as a type. */
const CALL = /\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?'([^']+)'\s*\)/g;

/** What a file imports, types and imports on demand included; examples in comments are not imports. */
function importsOf(file: string): string[] {
  const code = textOf(file).replace(/^\s*(?:\/?\*|\/\/).*$/gm, '');
  return [...code.matchAll(STATEMENT), ...code.matchAll(CALL)].map(([, name]) => name);
}

const sources = filesIn('src', /\.m?ts$/);
const imports = new Map(
  sources.map((file) => [
    file,
    importsOf(file).map((name) => (name.startsWith('.') ? join(dirname(file), name).replaceAll(sep, '/') : name)),
  ]),
);

/** The room of a source file; undefined for an entry. */
const roomOf = (file: string): string | undefined => /^src\/([^/]+)\//.exec(file)?.[1];

/** Entries are above all rooms. */
function floorOf(file: string): number {
  const room = roomOf(file);
  return room === undefined ? ROOMS.length : ROOMS.indexOf(room);
}

describe('the structure of the sources', () => {
  it('is read with its imports', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(imports.get('src/index.ts')!.length).toBeGreaterThan(10);
    expect([...imports.values()].flat().filter((to) => to.startsWith('src/') && !sources.includes(to))).toEqual([]);
  });

  it('has the known rooms and no other folder', () => {
    expect([...new Set(sources.map(roomOf))].filter((room) => room !== undefined).sort()).toEqual([...ROOMS].sort());
  });

  it('has only the entries of the package at its root', () => {
    const { exports } = JSON.parse(textOf('package.json')) as { exports: object };
    const entries = new Set(JSON.stringify(exports).match(/(?<="\.\/dist\/)[\w-]+(?=\.js")/g));
    expect(sources.filter((file) => roomOf(file) === undefined)).toEqual(
      [...entries].map((name) => `src/${name}.ts`).sort(),
    );
  });

  it('has imports that run downward only', () => {
    expect(
      sources.flatMap((file) =>
        imports
          .get(file)!
          .filter((to) => to.startsWith('src/') && floorOf(to) > floorOf(file))
          .map((to) => `${file} imports ${to}`),
      ),
    ).toEqual([]);
  });

  it('has no circle of imports', () => {
    expect(circlesOf(imports)).toEqual([]);
  });

  it("imports nothing of Node's in a portable room", () => {
    expect(
      sources
        .filter((file) => !NODE_ROOMS.includes(roomOf(file) ?? 'entry'))
        .flatMap((file) =>
          imports
            .get(file)!
            .filter((to) => to.startsWith('node:'))
            .map((to) => `${file} imports ${to}`),
        ),
    ).toEqual([]);
  });
});

describe('files', () => {
  it(`have at most ${MAX_LINES} lines`, () => {
    expect(
      [...filesIn('src', /\.(?:m?ts|mjs|css)$/), ...filesIn('test', /\.(?:m?[tj]s)$/)].flatMap((file) => {
        if (file.includes('/generated/')) return [];
        const lines = textOf(file).split('\n').length - 1;
        return lines > MAX_LINES ? [`${file}: ${lines} lines`] : [];
      }),
    ).toEqual([]);
  });

  it('of tests are in the folder of the room they test', () => {
    const folders = new Set(filesIn('test', /\.(?:m?[tj]s)$/).map((file) => /^test\/(?:([^/]+)\/)?/.exec(file)![1]));
    expect(
      [...folders].filter((name) => name !== undefined && ![...ROOMS, ...SHARED_TEST_FOLDERS].includes(name)),
    ).toEqual([]);
  });
});

/**
 * Groups of files that import each other in a circle (Tarjan's strongly connected components of more than one file).
 */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    stack.push(file);
    for (const to of graph.get(file) ?? []) {
      if (!graph.has(to)) continue;
      if (!order.has(to)) visit(to);
      if (stack.includes(to)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(to)!));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || graph.get(file)!.includes(file)) circles.push(group.sort());
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}
