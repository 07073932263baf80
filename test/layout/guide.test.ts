// The guide to Workers shows the files that are run under miniflare as a consumer of the package.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it.each(['worker.js', 'worker.test.mjs'])('%s is what runs', (file) => {
  const shown = [...read('src/layout/README.md').matchAll(/^```\n([^]*?)^```$/gm)].map(([, code]) => code);
  expect(shown).toContain(read(`test/consumer/worker/${file}`));
});
