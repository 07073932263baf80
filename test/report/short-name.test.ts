// Names as long as a program likes, in every form of text that a report has.
import { expect, it } from 'vitest';
import { deepSizeOf, diffSizes, summarize, toMarkdown } from '../../src/index.ts';
import { shortName } from '../../src/report/short-name.ts';

const LONG = `First${'x'.repeat(3000)}Last`;
class Named {
  list = [1.5];
}
Object.defineProperty(Named, 'name', { value: LONG });

it('keeps both ends of a long name, and no half of a pair', () => {
  expect(shortName('a'.repeat(100))).toBe('a'.repeat(100));
  expect(shortName(LONG)).toMatch(/^First.{45}….{46}Last$/);
  expect(shortName(`a${'👩'.repeat(200)}b`)).toBe(`a${'👩'.repeat(24)}…${'👩'.repeat(24)}b`);
});

it('never widens a table by more than a name may have', () => {
  const report = deepSizeOf({ named: new Named(), closure: () => LONG, stopped: 1 }, { paths: true });
  const stopped = deepSizeOf([new Named(), 1], { maxObjects: 2 });
  const texts = {
    table: String(report),
    tree: report.toTree(),
    markdown: toMarkdown(report),
    diff: String(diffSizes(deepSizeOf({}), report)),
    stopped: String(stopped),
    line: summarize(new Named()),
  };
  for (const [form, text] of Object.entries(texts)) {
    expect(text, form).toContain('First');
    for (const line of text.split('\n')) expect(line.length, form).toBeLessThan(250);
  }
  expect(report.byType.map(({ type }) => type)).toContain(LONG);
});
