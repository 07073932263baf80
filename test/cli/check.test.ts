// heapscale check: named values against budgets and a baseline of another revision.
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { deepSizeOf, layouts } from '../../src/index.ts';
import { failure, heapscale, scratch } from './heapscale.ts';

const place = scratch();
afterAll(() => place.remove());
const cwd = place.folder;

/** A module that exports a list of records; a configuration of that and of a JSON file. */
function write(records: number, { budget = '1 MiB', growth = '1%' } = {}): void {
  place.write(
    'list.mjs',
    `console.log('building');
     export const build = () => JSON.parse(JSON.stringify(Array.from({ length: ${records} }, (_, id) => ({ id, name: 'name ' + id }))));`,
  );
  place.write('data.json', '{"a":[1,2,3]}');
  place.write(
    'heapscale.config.mjs',
    `export default {
      values: { list: async () => (await import('./list.mjs?${records}')).build(), data: './data.json' },
      budgets: { list: '${budget}' },
      growth: '${growth}',
    };`,
  );
}

describe('a configuration', () => {
  it('is weighed and compared with its budgets; what values print is not in the outcome', async () => {
    write(100);
    const { code, stdout, stderr } = await heapscale(['check'], { cwd });
    expect(stderr).toContain('building');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^value +size +budget +used +change\nlist +\d+(?:\.\d+)? KiB +1 MiB +0\.\d % +new +ok\ndata +\d+ B +new +ok\n/,
    );
    expect(stdout).toContain('all 2 values are within their budgets');
  });

  it('fails over a budget', async () => {
    write(100, { budget: '1 KiB' });
    const { code, stdout } = await heapscale(['check'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/'list' should fit in 1 KiB \(1,024 B\): it takes .* over/);
    expect(stdout).toContain('1 of 2 values fail');
  });

  it('fails on what cannot be followed, and never passes on a lower bound', async () => {
    place.write(
      'hidden.mjs',
      "export default { values: { blob: () => new Blob(['text']) }, budgets: { blob: '1 MiB' } };",
    );
    const { code, stdout } = await heapscale(['check', '--config', 'hidden.mjs'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('not certain: host objects of 1 object (Blob)');
    place.write(
      'allowed.mjs',
      "export default { values: { blob: () => new Blob(['text']) }, options: { allowHidden: true } };",
    );
    expect((await heapscale(['check', '--config', 'allowed.mjs'], { cwd })).code).toBe(0);
  });

  it.each([
    ['{ values: 1 }', 'bad.mjs: values must be an object'],
    ['{ values: {}, budget: {} }', "bad.mjs: unknown key 'budget'"],
    ['{ values: { a: 1 } }', "bad.mjs: the value 'a' must be a function that returns it, or the name of a file"],
    ['{ values: {}, budgets: { a: 1 } }', "bad.mjs: the budget 'a' has no value of that name"],
    ["{ values: { a: () => 1 }, budgets: { a: '12 parsecs' } }", "bad.mjs: budget of 'a': Invalid size '12 parsecs'"],
    ["{ values: {}, growth: 'much' }", "bad.mjs: growth: Invalid size 'much'"],
    ['{ values: {}, options: { paths: true } }', "bad.mjs: unknown option 'paths'"],
    ["{ values: { a: () => { throw new Error('no') } } }", "the value 'a' could not be built: no"],
  ])('%s is refused', async (config, message) => {
    place.write('bad.mjs', `export default ${config};`);
    expect(await failure(['check', '--config', 'bad.mjs'], { cwd })).toContain(message);
  });

  it('is looked for by its name', async () => {
    const empty = scratch();
    expect(await failure(['check'], { cwd: empty.folder })).toMatch(/^no configuration: write heapscale\.config\.mjs/);
    empty.remove();
    expect(await failure(['check', '--baseline', 'none.json'], { cwd })).toBe(
      'the baseline none.json does not exist: --update writes it',
    );
  });
});

describe('a baseline', () => {
  it('is written, kept, and exceeded by what grew', async () => {
    write(1000);
    expect((await heapscale(['check', '--update'], { cwd })).code).toBe(0);
    const stored = JSON.parse(readFileSync(`${cwd}/heapscale.baseline.json`, 'utf8')) as {
      values: Record<string, { bytes: number }>;
    };
    expect(stored.values['data'].bytes).toBe(deepSizeOf(JSON.parse('{"a":[1,2,3]}')).bytes);
    const same = await heapscale(['check', '--history', 'sizes.jsonl'], { cwd });
    expect(same.code).toBe(0);
    expect(same.stdout).toMatch(/list .* none +ok/);
    write(1030);
    const grown = await heapscale(['check', '--history', 'sizes.jsonl'], { cwd });
    expect(grown.code).toBe(1);
    expect(grown.stdout).toMatch(/'list' has grown: \+/);
    expect(grown.stdout).toMatch(/\nObject +\+30 /);
    expect(grown.stdout).toMatch(/\nlist\[\*\]/);
    const lines = readFileSync(`${cwd}/sizes.jsonl`, 'utf8').trim().split('\n');
    const [before, after] = lines.map((line) => (JSON.parse(line) as { bytes: Record<string, number> }).bytes);
    expect(after['list'] / before['list']).toBeGreaterThan(1.02);
    expect(after['data']).toBe(before['data']);
  });

  it('holds on another engine: values are weighed for its layout', async () => {
    write(1000);
    await heapscale(['check', '--update'], { cwd });
    const path = `${cwd}/heapscale.baseline.json`;
    place.write(
      'heapscale.baseline.json',
      readFileSync(path, 'utf8').replaceAll(/"id": "node\d+"/g, '"id": "chromium156"'),
    );
    const { stdout } = await heapscale(['check', '--json'], { cwd });
    const { values } = JSON.parse(stdout) as { values: { bytes: number; layout: { id: string } }[] };
    expect(values[1].layout.id).toBe('chromium156');
    expect(values[1].bytes).toBe(deepSizeOf(JSON.parse('{"a":[1,2,3]}'), { layout: layouts.chromium156 }).bytes);
  });

  it('prints markdown for a pull request', async () => {
    write(1000);
    await heapscale(['check', '--update'], { cwd });
    write(1100);
    const { stdout } = await heapscale(['check', '--markdown'], { cwd });
    expect(stdout).toContain('**Memory: 1 of 2 values fail**');
    expect(stdout).toMatch(/\| `list` \| \d+(?:\.\d+)? KiB \| 1 MiB \|/);
    expect(stdout).toMatch(/\| `Object` \| \+100 \|/);
    // Names are quoted as they are: an entity would be shown as one.
    expect(stdout).toMatch(/^- 'list' has grown: \+[\d.]+ KiB .*; \+\d+ objects$/m);
  });

  it('that is broken is refused', async () => {
    place.write('broken.json', '{"format":"heapscale baseline","values":{"list":{"bytes":1}}}');
    expect(await failure(['check', '--baseline', 'broken.json'], { cwd })).toContain(
      "the value 'list' of broken.json must be a report of deepSizeOf",
    );
    expect(await failure(['check', '--baseline', 'data.json'], { cwd })).toContain('data.json is not a baseline');
  });
});
