// The packages of the judge, installed on demand into .engines/real: nothing that a user or a developer of heapscale
// installs otherwise.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../.engines/real/', import.meta.url));
const VERSIONS = JSON.parse(readFileSync(new URL('versions.json', import.meta.url), 'utf8'));

function installedVersion(name) {
  const path = `${folder}node_modules/${name}/package.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined;
}

/** Installs what is missing, each package at its version; runs none of their scripts. */
export function installPackages() {
  mkdirSync(folder, { recursive: true });
  // An import in this file finds the packages of its folder.
  writeFileSync(`${folder}load.mjs`, 'export const load = (name) => import(name);\n');
  const wanted = Object.entries(VERSIONS);
  if (wanted.every(([name, version]) => installedVersion(name) === version)) return;
  writeFileSync(`${folder}package.json`, JSON.stringify({ private: true, type: 'module' }));
  console.log(`installing ${wanted.length} packages into .engines/real`);
  execFileSync(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--legacy-peer-deps',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--loglevel=error',
      ...wanted.map(([name, version]) => `${name}@${version}`),
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

/** Imports an installed package, or a part of one such as `csv-parse/sync`. */
export async function load(name) {
  const { load: loadThere } = await import(new URL('../../.engines/real/load.mjs', import.meta.url).href);
  return loadThere(name);
}
