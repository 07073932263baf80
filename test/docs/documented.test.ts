// Every public declaration and each of its members says in its TSDoc what it is. src/API.md is made from the TSDoc.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sections = readFileSync(new URL('../../src/API.md', import.meta.url), 'utf8')
  .split('\n### ')
  .slice(1);

it('every public declaration has a description', () => {
  const bare = sections
    .map((section) => section.replace(/```ts\n[\s\S]*?```/, '').split('\n'))
    .filter(([, ...lines]) => /^(- |$)/.test(lines.find((line) => line !== '') ?? ''))
    .map(([name]) => name);
  expect(sections.length).toBeGreaterThan(200);
  expect(bare).toEqual([]);
});

it('every member of a public class or interface has a description', () => {
  const bare = sections.flatMap((section) => {
    const [name, ...lines] = section.split('\n');
    return lines.filter((line) => /^- `[^`]*`$/.test(line)).map((line) => `${name}: ${line}`);
  });
  expect(bare).toEqual([]);
});
