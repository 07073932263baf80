// Starting: an import reads few files, and nothing is worked out before it is asked for.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** The files of a format that an entry's static imports lead to, itself included; and what it imports beside them. */
function closureOf(entry: string): { files: ReadonlySet<string>; others: readonly string[] } {
  const files = new Set([entry]);
  const others: string[] = [];
  for (const file of files) {
    for (const [, path] of readFileSync(dist + file, 'utf8').matchAll(/^(?:import|\}) ?(?:from )?"([^"]+)";$/gm)) {
      if (path.startsWith('./')) files.add(path.slice(2));
      else others.push(path);
    }
  }
  return { files, others };
}

const run = (program: string): unknown =>
  JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));

describe('an import', () => {
  it.each([
    ['index', 2],
    ['assert', 6],
    ['jest', 6],
    ['vitest', 6],
    ['node', 6],
    ['profile', 6],
    ['vitest-reporter', 6],
    ['jest-reporter', 6],
  ])('of %s reads at most %i files of the package', (entry, most) => {
    const { files } = closureOf(`${entry}.js`);
    expect(files.size).toBeGreaterThan(1);
    expect(files.size).toBeLessThanOrEqual(most);
  });

  it.each(['index', 'assert'])('of %s reads nothing of Node', (entry) => {
    expect(closureOf(`${entry}.js`).others).toEqual([]);
  });

  it('as CommonJS reads as few', () => {
    const loaded = run(`
      import { createRequire } from 'node:module';
      const require = createRequire(${JSON.stringify(dist)});
      require('./cjs/index.js');
      console.log(JSON.stringify(Object.keys(require.cache).length));
    `);
    expect(loaded).toBe(2);
  });

  it.each(['.', 'cjs'])('has every class once in %s, whichever entries are loaded', (folder) => {
    const code = readdirSync(dist + folder)
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(`${dist}${folder}/${name}`, 'utf8'));
    for (const name of ['SizeReport', 'Walker', 'Weigher', 'StringTable', 'ClassInfo']) {
      expect(code.join('\n').match(new RegExp(`\\b_?${name} = (?:[^\\n]*\\W)?class\\b`, 'g')), name).toHaveLength(1);
    }
  });
});

describe('a layout', () => {
  it('is made when it is asked for, the running one by the first walk', () => {
    const made = run(`
      const { parse } = JSON;
      let made = 0;
      JSON.parse = (text) => (made++, parse(text));
      const { deepSizeOf, layouts } = await import(${JSON.stringify(`${dist}index.js`)});
      const counts = [made];
      const other = Object.keys(layouts).find((name) => name !== 'node' + process.versions.node.split('.')[0]);
      counts.push(made);
      deepSizeOf({ a: 1 });
      deepSizeOf([1.5]);
      counts.push(made);
      layouts[other].id;
      layouts[other].id;
      counts.push(made);
      JSON.parse = parse;
      console.log(JSON.stringify(counts));
    `);
    expect(made).toEqual([0, 0, 1, 2]);
  });
});
