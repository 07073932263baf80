// heapscale check over many revisions: unchanged values never fail, a growth of three percent is found. HEAPSCALE_REPEATS
// is the number of runs of an unchanged tree; 100 takes a minute.
import { afterAll, expect, it } from 'vitest';
import type { Baseline } from '../../src/cli/check-baseline.ts';
import { checkValues } from '../../src/cli/check-values.ts';
import { heapscale, scratch } from './heapscale.ts';

const place = scratch();
afterAll(() => place.remove());
const cwd = place.folder;
const RUNS = Number(process.env['HEAPSCALE_REPEATS'] ?? 12);

/**
 * Values with what differs between runs of a process: classes, Maps, pushed arrays, strings that are cut out of others.
 */
const MODULE = `
class Entry { constructor(i) { this.id = i; this.name = 'entry ' + i; if (i % 3 === 0) this.extra = i / 2; } }
export const make = (n) => {
  const entries = [], index = new Map(), words = [], byName = {};
  for (let i = 0; i < n; i++) {
    entries.push(new Entry(i));
    index.set('key ' + i, { i, half: i / 2, tags: ['a' + i, 'b' + i] });
    words.push(('the word number ' + i + ' of a longer line').slice(4, 22));
    byName['name' + i] = i;
  }
  return { entries, index, words, byName };
};`;

const configOf = (n: number): void => {
  place.write(
    'heapscale.config.mjs',
    `import { make } from './make.mjs'; export default { values: { state: () => make(${n}) }, growth: '1%' };`,
  );
};

it(`gives no alarm in ${RUNS} runs of an unchanged tree`, { timeout: 300_000 }, async () => {
  place.write('make.mjs', MODULE);
  configOf(3000);
  expect((await heapscale(['check', '--update'], { cwd })).code).toBe(0);
  const changes = new Set<string>();
  for (let run = 0; run < RUNS; run++) {
    // Some in a process of their own.
    const { code, stdout } = await heapscale(['check', '--json'], run % 10 === 0 ? { cwd, node: [] } : { cwd });
    expect(code).toBe(0);
    changes.add(String((JSON.parse(stdout) as { values: { growth: number }[] }).values[0].growth));
  }
  expect([...changes]).toEqual(['0']);
});

it('finds a growth of three percent in at least 95 of 100 revisions', { timeout: 300_000 }, async () => {
  const { make } = (await import(/* @vite-ignore */ place.write('make.mjs', MODULE))) as {
    make: (n: number) => object;
  };
  const checked = async (n: number, baseline: Baseline, mayGrow: boolean) => {
    const values = [{ name: 'state', build: () => Promise.resolve(make(n)), budget: undefined, options: {} }];
    return (await checkValues({ path: '', values, growth: '1%' }, baseline, mayGrow))[0];
  };
  let found = 0;
  for (let run = 0; run < 100; run++) {
    const n = 1000 + run * 37;
    const { report } = await checked(n, new Map(), true);
    const { failures } = await checked(Math.ceil(n * 1.03), new Map([['state', report]]), false);
    if (failures.length > 0) found++;
  }
  expect(found).toBeGreaterThanOrEqual(95);
});
