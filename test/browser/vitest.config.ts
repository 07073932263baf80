/** Tests that need a Chromium; `npm run test:browser` and the engine matrix run them, plain `npm test` does not. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/browser/*.browser.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
