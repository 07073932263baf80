/** A program that imports heapscale, bundled as an application would be: tests look at what is in it, or run it as a process. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** What a bundle is made of. */
export interface Bundle {
  readonly code: string;
  /** The files of `src` of which something is left, without the extension. */
  readonly files: readonly string[];
}

/** Bundles a program in which `heapscale` and `heapscale/...` are imported by name. */
export function bundled(program: string, minify = false): Bundle {
  const { outputFiles, metafile } = buildSync({
    stdin: {
      contents: program.replace(/'heapscale(?:\/(\w+))?'/g, (_, entry?: string) => `'./${entry ?? 'index'}.ts'`),
      resolveDir: src,
      sourcefile: 'program.mjs',
      loader: 'js',
    },
    bundle: true,
    write: false,
    minify,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    external: ['node:*'],
  });
  const inputs = Object.values(metafile.outputs)[0].inputs;
  const files = Object.entries(inputs)
    .filter(([name, { bytesInOutput }]) => bytesInOutput > 0 && name.endsWith('.ts'))
    .map(([name]) => name.replace(/^.*?src\/|\.ts$/g, ''));
  return { code: outputFiles[0].text, files };
}

/** The same as a file that a process can run. */
export function bundledFile(program: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'heapscale-')), 'program.mjs');
  writeFileSync(file, bundled(program).code);
  return file;
}
