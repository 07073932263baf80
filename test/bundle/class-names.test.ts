// The names of results survive a minifier, in the console of a page and in Object.prototype.toString.
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { bundled } from './bundled.ts';

const PROGRAM = `
  import * as heapscale from 'heapscale';
  import { defineBudgets } from 'heapscale/assert';
  const value = { a: 1 };
  const report = heapscale.deepSizeOf(value);
  globalThis.heapscaleResults = {
    SizeReport: report,
    SizesReport: heapscale.deepSizeOfAll([value]),
    SizeDiff: heapscale.diffSizes(report, report),
    LayoutDescription: heapscale.describeLayout(value),
    Advice: heapscale.advise(value),
    BudgetTable: defineBudgets({ a: '1 KiB' }).check({ a: 1 }),
  };`;

it('names results as they are named in the documentation', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-names-'));
  const session = new Session();
  session.connect();
  try {
    const file = join(folder, 'bundle.mjs');
    writeFileSync(file, bundled(PROGRAM, true));
    await import(pathToFileURL(file).href);
    const results = (globalThis as { heapscaleResults?: Record<string, object> }).heapscaleResults!;
    expect(Object.keys(results)).toHaveLength(6);
    for (const [name, result] of Object.entries(results)) {
      expect(Object.prototype.toString.call(result)).toBe(`[object ${name}]`);
      const expression = `globalThis.heapscaleResults.${name}`;
      const { result: shown } = await session.post('Runtime.evaluate', { expression });
      expect(shown.description).toBe(name);
      // The name is no field of the result.
      expect(JSON.stringify(result)).not.toContain(name);
    }
  } finally {
    session.disconnect();
    rmSync(folder, { recursive: true });
  }
});
