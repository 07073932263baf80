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
  it('that only measures has no code that draws', async () => {
    const code = await bundle(
      "import { deepSizeOf } from 'heapscale'; export const result = String(deepSizeOf({}).bytes);",
    );
    expect(code).not.toMatch(/default-src|file-format-schema|prefers-color-scheme/);
    expect(await run(code)).toBe('56');
  });

  it('that imports a picture has it', async () => {
    const code = await bundle(
      "import { deepSizeOf, toFoldedStacks } from 'heapscale'; export const result = toFoldedStacks(deepSizeOf({ a: 1, b: 2 }));",
    );
    expect(await run(code)).toBe('value;Object 40\n');
  });
});

describe('the package', () => {
  it('draws reports of every entry, imported and required', async () => {
    const required = createRequire(import.meta.url)(
      '../../../dist/cjs/index.js',
    ) as typeof import('../../../src/index.ts');
    for (const { deepSizeOf, toFoldedStacks, toHtml, toMarkdown } of [
      await import('../../../src/index.ts'),
      (await import(built)) as typeof import('../../../src/index.ts'),
      required,
    ]) {
      const report = deepSizeOf({ a: 1, b: 2 });
      for (const drawn of [report, report.toJSON(), JSON.parse(JSON.stringify(report)) as typeof report]) {
        expect(toFoldedStacks(drawn)).toBe('value;Object 40\n');
        expect(toMarkdown(drawn, { title: 'settings' }).split('\n')[0]).toBe('**`settings`: 40 B**');
        expect(toHtml(drawn)).toBe(toHtml(report));
      }
    }
  });
});
