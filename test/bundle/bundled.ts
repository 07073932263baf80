/**
 * A program that imports heapscale, bundled as an application would be: tests look at what is in it, or run it as a
 * process.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import type { BuildResult } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles a program in which `heapscale` and `heapscale/...` are imported by name: from what is published, or from the
 * sources.
 */
function bundle(
  program: string,
  folder: 'dist' | 'src',
  minify: boolean,
): BuildResult<{ write: false; metafile: true }> {
  const extension = folder === 'dist' ? 'js' : 'ts';
  return buildSync({
    stdin: {
      contents: program.replace(
        /'heapscale(?:\/(\w+))?'/g,
        (_, entry?: string) => `'./${entry ?? 'index'}.${extension}'`,
      ),
      resolveDir: join(root, folder),
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
    // In a dependency a bare import that is dropped is no news; here, in the package itself, esbuild would say so.
    logLevel: 'error',
  });
}

/** What an application gets from the published files. */
export function bundled(program: string, minify = false): string {
  return bundle(program, 'dist', minify).outputFiles[0].text;
}

/** Bytes of it over the network, minified and gzipped. */
export function gzipped(program: string): number {
  return gzipSync(bundled(program, true), { level: 9 }).length;
}

/** The files of `src` of which something is left in a bundle, without the extension. */
export function filesIn(program: string): readonly string[] {
  const { inputs } = Object.values(bundle(program, 'src', false).metafile.outputs)[0];
  return Object.entries(inputs)
    .filter(([name, { bytesInOutput }]) => bytesInOutput > 0 && name.endsWith('.ts'))
    .map(([name]) => name.replace(/^.*?src\/|\.ts$/g, ''));
}

/** The bundle as a file that a process can run. */
export function bundledFile(program: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'heapscale-')), 'program.mjs');
  writeFileSync(file, bundled(program));
  return file;
}
