// Bundles each program by vite and by webpack, for production and for development: what is left of heapscale in it?
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import webpack from 'webpack';

const here = fileURLToPath(new URL('./', import.meta.url));

async function byVite(name, mode, outDir) {
  process.env.NODE_ENV = mode;
  const rollupOptions = { input: join(here, `${name}.js`) };
  await build({
    root: here,
    configFile: false,
    mode,
    logLevel: 'error',
    build: { outDir, rollupOptions, target: 'es2022' },
  });
}

async function byWebpack(name, mode, path) {
  const entry = join(here, `${name}.js`);
  const stats = await new Promise((resolve, reject) => {
    webpack({ mode, entry, output: { path }, context: here }, (error, done) => (error ? reject(error) : resolve(done)));
  });
  if (stats.hasErrors()) throw new Error(stats.toString());
}

/** All that a bundler wrote, one file after the other. */
async function bundleOf(bundler, name, mode) {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-bundle-'));
  await bundler(name, mode, folder);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const text = files.map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8')).join('\n');
  rmSync(folder, { recursive: true });
  return text;
}

for (const bundler of [byVite, byWebpack]) {
  const plain = await bundleOf(bundler, 'plain', 'production');
  for (const name of ['main', 'later']) {
    const production = await bundleOf(bundler, name, 'production');
    const debug = await bundleOf(bundler, name, 'development');
    const more = production === plain ? 0 : production.length - plain.length || 'other';
    const inDebug = debug.includes('heapscale:sample') ? 'heapscale' : 'nothing';
    console.log(`${bundler.name}, ${name}.js: ${more} bytes more in production, ${inDebug} in development`);
  }
}
