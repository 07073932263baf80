// The snippets of the README and of the guides are one program, checked against the declarations that are published:
// what a reader copies compiles. Those that need neither Node nor a browser are checked without the types of either.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as assertEntry from '../../src/assert.ts';
import * as index from '../../src/index.ts';
import * as node from '../../src/node.ts';
import * as profile from '../../src/profile.ts';
import { guides, root } from '../examples/guides.ts';

const folder = `${root}.build/snippets`;
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** Declares the names that snippets use without an import, from the entries that have them; one a line. */
function ambient(entries: Readonly<Record<string, object>>): string {
  const lines = Object.entries(entries).flatMap(([from, entry]) =>
    Object.keys(entry).map((name) => `declare const ${name}: typeof import('${from}').${name};\n`),
  );
  return lines.join('');
}

const PORTABLE = { heapscale: index, 'heapscale/assert': assertEntry };
const NODE = { 'heapscale/node': node, 'heapscale/profile': profile };

/** Names of Node and of packages that tests of examples hand in. */
const OF_NODE = `declare const readFileSync: typeof import('node:fs').readFileSync;
declare const writeFileSync: typeof import('node:fs').writeFileSync;
declare const LRUCache: typeof import('lru-cache').LRUCache;
declare const pino: typeof import('pino').default;
declare const expect: typeof import('vitest').expect;
declare const test: typeof import('vitest').test;
`;

/** What every host has, and the language's own library does not declare. */
const OF_HOSTS = 'declare const console: { log(...parts: unknown[]): void };';

const namesOfNode = [...Object.values(NODE).flatMap((entry) => Object.keys(entry)), 'readFileSync', 'writeFileSync'];
const NEEDS_NODE = new RegExp(`\\b(?:${namesOfNode.join('|')}|LRUCache|pino|expect|test|process|setTimeout|Blob)\\b`);

function isPortable(code: string): boolean {
  const imported = [...code.matchAll(/\bfrom '([^']+)'|^import '([^']+)'/gm)].map(([, from, bare]) => from ?? bare);
  return imported.every((from) => from in PORTABLE) && !NEEDS_NODE.test(code);
}

const snippets = guides.flatMap(({ file, blocks }) =>
  blocks.map(({ code }, at) => ({ name: `${file.replaceAll(/\W/g, '-')}-${at + 1}.ts`, code })),
);

/** What the compiler says of a program of snippets. */
function compiled(name: string, part: typeof snippets, declarations: string, types: readonly string[]): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const { name: file, code } of part) writeFileSync(join(path, file), `${code}\nexport {};\n`);
  writeFileSync(join(path, 'ambient.d.ts'), declarations);
  const config = {
    extends: '../../../tsconfig.json',
    compilerOptions: {
      types,
      lib: ['ES2023', ...(types.length > 0 ? ['DOM'] : [])],
      noImplicitReturns: false,
      noUnusedLocals: false,
      skipLibCheck: types.length > 0,
      allowImportingTsExtensions: false,
      rewriteRelativeImportExtensions: false,
    },
    include: ['.', '../../../test/docs/stand-ins.d.ts'],
  };
  writeFileSync(join(path, 'tsconfig.json'), JSON.stringify(config));
  try {
    execFileSync(process.execPath, [tsc, '-p', path], { encoding: 'utf8', cwd: path });
    return '';
  } catch (error) {
    // Blocks of JavaScript have no types of parameters: TS7006.
    return String((error as { stdout: unknown }).stdout).replace(/^.* error TS7006: .*\n/gm, '');
  }
}

describe('the snippets of all guides', () => {
  rmSync(folder, { recursive: true, force: true });

  it('compile as one program', () => {
    expect(snippets.length).toBeGreaterThan(25);
    expect(compiled('all', snippets, ambient({ ...PORTABLE, ...NODE }) + OF_NODE, ['node'])).toBe('');
  });

  it('compile without the types of Node and of browsers, if they are portable', () => {
    const portable = snippets.filter(({ code }) => isPortable(code));
    expect(portable.length).toBeGreaterThan(8);
    expect(compiled('portable', portable, ambient(PORTABLE) + OF_HOSTS, [])).toBe('');
  });
});
