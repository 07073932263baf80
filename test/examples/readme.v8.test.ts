// Every js and ts block of the README is run, and its results are checked.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assertFitsIn } from '../../src/assert.ts';
import { layouts } from '../../src/index.ts';
import { runExample } from './run-example.ts';
import { standIns } from './stand-ins.ts';

const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = text.split(/^## /m).flatMap((section) => {
  const found = [...section.matchAll(/^```(?:js|ts)\n([^]*?)^```$/gm)];
  return found.map((match, at) => ({
    code: match[1],
    name: `${section.slice(0, section.indexOf('\n'))}, block ${at + 1}`,
  }));
});

/** Blocks that are not run, by a line of theirs, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  "snapshotReport(await openSnapshot('heap.heapsnapshot'))": 'needs a snapshot file; without that line it is run below',
};

const reasonOf = (code: string): string | undefined =>
  Object.entries(NOT_RUN).find(([part]) => code.includes(part))?.[1];

describe('README', () => {
  it.each(blocks.filter(({ code }) => reasonOf(code) === undefined).map(({ name, code }) => [name, code] as const))(
    '%s',
    async (_, code) => {
      await runExample(code, standIns());
    },
  );

  it("the block on V8's own count, without the line that reads a file", async () => {
    const block = blocks.find(({ code }) => code.includes('openSnapshot'))!;
    const lines = block.code.split('\n').filter((line) => !line.includes("openSnapshot('"));
    const { printed } = await runExample(lines.join('\n'), standIns());
    expect(printed).toHaveLength(lines.filter((line) => line.includes('console.log')).length);
  });

  it('has every section once, each after a blank line', () => {
    // Comments of shell blocks begin with one sign, headings of sections with two.
    const headings = text.match(/^## .*$/gm)!;
    expect(headings).toEqual([...new Set(headings)]);
    expect(text).not.toMatch(/[^\n]\n## /);
  });

  it('prints a failure as it is', () => {
    const printed = /^```\n(the value should fit in [^]*?)\n```$/m.exec(text)![1];
    expect(() =>
      assertFitsIn({ list: Array.from({ length: 100 }, (_, i) => ({ i, half: i + 0.5 })) }, '1 KiB', {
        layout: layouts.node20,
      }),
    ).toThrow(printed);
  });

  it('has results that were checked, and no reason for a block that is gone', async () => {
    let checked = 0;
    for (const { code } of blocks)
      if (code.includes('sizeOf(1.5); // ')) checked += (await runExample(code, standIns())).checked;
    expect(checked).toBeGreaterThan(3);
    for (const part of Object.keys(NOT_RUN)) expect(text).toContain(part);
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
