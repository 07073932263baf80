// Every js and ts block of the README and of the guides is run, and its results are checked: here those that ask V8 for
// nothing that takes long. Links lead somewhere.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assertFitsIn } from '../../src/assert.ts';
import { layouts } from '../../src/index.ts';
import { asksV8 } from './asks-v8.ts';
import { anchorsOf, guides, linksOf, root } from './guides.ts';
import { runExample } from './run-example.ts';
import { withSnapshotFile } from './snapshot-file.ts';
import { standIns } from './stand-ins.ts';

const README = guides.find(({ file }) => file === 'README.md')!;

describe.each(guides.map((guide) => [guide.file, guide] as const))('%s', (file, { text, blocks }) => {
  for (const { name, code } of blocks.filter(({ code }) => !asksV8(code)))
    it(name, async () => {
      await runExample(withSnapshotFile(code), standIns(code));
    });

  it('has every section once, each after a blank line', () => {
    // Comments of shell blocks begin with one sign, headings of sections with two.
    const headings = text.match(/^## .*$/gm) ?? [];
    expect(headings).toEqual([...new Set(headings)]);
    expect(text).not.toMatch(/[^\n]\n## /);
  });

  it('links to files and sections that exist', () => {
    const broken = linksOf(text).filter((link) => {
      const [path, section] = link.split('#');
      const to = path === '' ? file : join(dirname(file), path);
      if (!existsSync(join(root, to))) return true;
      return section !== undefined && !anchorsOf(readFileSync(join(root, to), 'utf8')).includes(section);
    });
    expect(broken).toEqual([]);
  });
});

describe('the guides', () => {
  it('print a failure as it is', () => {
    const printed = guides.flatMap(({ text }) => [...text.matchAll(/^```\n(the value should fit in [^]*?)\n```$/gm)]);
    expect(printed.length).toBeGreaterThan(0);
    for (const [, message] of printed)
      expect(() =>
        assertFitsIn({ list: Array.from({ length: 100 }, (_, i) => ({ i, half: i + 0.5 })) }, '1 KiB', {
          layout: layouts.node20,
        }),
      ).toThrow(message);
  });

  it('have results that were checked', async () => {
    let checked = 0;
    for (const { code } of guides.flatMap(({ blocks }) => blocks))
      if (code.includes('sizeOf(1.5); // ')) checked += (await runExample(code, standIns(code))).checked;
    expect(checked).toBeGreaterThan(3);
  });

  it('are all reached from the README, which has at most 200 lines', () => {
    expect(README.text.split('\n').length - 1).toBeLessThanOrEqual(200);
    const reached = new Set(['README.md']);
    for (const from of reached)
      for (const link of linksOf(guides.find(({ file }) => file === from)?.text ?? ''))
        reached.add(join(dirname(from), link.split('#')[0]));
    expect(guides.map(({ file }) => file).filter((file) => !reached.has(file))).toEqual([]);
  });
});

describe('running an example', () => {
  it('notices a wrong result, a missing error and a missing name', async () => {
    expect(
      (await runExample('sizeOf(1.5); // 16: boxed\nassertFitsIn([1, 2, 3], 16); // throws: it takes 72 B', {}))
        .checked,
    ).toBe(2);
    await expect(runExample('sizeOf(1.5); // 17: boxed', {})).rejects.toThrow();
    await expect(runExample('assertFitsIn(1, 16); // throws', {})).rejects.toThrow();
    await expect(runExample('assertFitsIn([1, 2, 3], 16); // throws: another message', {})).rejects.toThrow();
    await expect(runExample('sizeOf(nobodyMadeThis);', {})).rejects.toThrow(/nobodyMadeThis/);
    await expect(runExample('const n = sizeOf(1.5); // 16', {})).rejects.toThrow(/no result that could be checked/);
  });
});
