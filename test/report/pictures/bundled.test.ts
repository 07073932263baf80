// A bundler leaves out what draws, unless the program imports it; the package itself always has it.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const built = fileURLToPath(new URL('../../../dist/index.js', import.meta.url));

async function bundle(program: string): Promise<string> {
  // In a dependency a bare import that is dropped is no news; here, in the package itself, esbuild would tell.
  const { outputFiles } = await build({
    stdin: { contents: program.replaceAll("'heapscale'", JSON.stringify(built)), resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0].text;
}

const run = async (code: string): Promise<string> =>
  ((await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { result: string }).result;

describe('a bundle', () => {
  it('that only weighs has no code that draws, and says what to write instead', async () => {
    const code = await bundle(
      "import { deepSizeOf } from 'heapscale'; const report = deepSizeOf({}); export let result; try { report.toHtml(); } catch (error) { result = error.message; }",
    );
    expect(code).not.toMatch(/default-src|file-format-schema|prefers-color-scheme/);
    expect(await run(code)).toBe(
      "a bundler left the code that draws out: write toHtml(report) for report.toHtml() with import { toHtml } from 'heapscale'",
    );
  });

  it('that imports a picture has it', async () => {
    const code = await bundle(
      "import { deepSizeOf, toFoldedStacks } from 'heapscale'; export const result = toFoldedStacks(deepSizeOf({ a: 1, b: 2 }));",
    );
    expect(await run(code)).toBe('value;Object 40\n');
  });
});

describe('the package', () => {
  it('draws reports of every entry', async () => {
    const { countedReport } = await import('../../../src/heap/read-snapshot.ts');
    expect(countedReport({ heapBytes: 8, externalBytes: 0, objects: 1, byType: [] }, 'a layout').toSvg()).toContain(
      '<svg',
    );
  });

  it('draws by methods, imported and required', async () => {
    const required = createRequire(import.meta.url)(
      '../../../dist/cjs/index.js',
    ) as typeof import('../../../src/index.ts');
    for (const { deepSizeOf, toHtml } of [
      await import('../../../src/index.ts'),
      (await import(built)) as typeof import('../../../src/index.ts'),
      required,
    ]) {
      const report = deepSizeOf({ a: 1, b: 2 });
      expect(report.toFoldedStacks()).toBe('value;Object 40\n');
      expect(report.toMarkdown({ title: 'settings' }).split('\n')[0]).toBe('**`settings`: 40 B**');
      expect(toHtml(report)).toBe(report.toHtml());
    }
  });
});
