// src/API.md is made from the TSDoc: it must be what the declarations say now.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('src/API.md is current: run `npm run docs` after a change of the TSDoc', async () => {
  const { apiReference } = (await import('./api-reference.mjs' as string)) as { apiReference: () => string };
  expect(readFileSync(new URL('../../src/API.md', import.meta.url), 'utf8')).toBe(apiReference());
});
