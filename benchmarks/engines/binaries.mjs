// The engines of the matrix: installed on demand from npm into .engines, never as dependencies of the package.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../.engines/', import.meta.url));
/** The versions that the package says it was tested with. */
const { tested } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const NODE_MAJORS = tested.node.map(Number);

/** Installs npm packages into .engines unless they are there. */
export function install(packages) {
  const missing = Object.entries(packages).filter(
    ([name]) => !existsSync(`${folder}node_modules/${name}/package.json`),
  );
  if (missing.length === 0) return;
  mkdirSync(folder, { recursive: true });
  if (!existsSync(`${folder}package.json`))
    writeFileSync(`${folder}package.json`, '{ "private": true, "type": "module" }\n');
  execFileSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-package-lock', ...missing.map(([name, spec]) => `${name}@${spec}`)],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

/** Every Node of the matrix, installed. */
export function nodeBinaries(majors = NODE_MAJORS) {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  install(Object.fromEntries(majors.map((major) => [`node${major}`, `npm:node-linux-${arch}@${major}`])));
  return majors.map((major) => ({ major, binary: `${folder}node_modules/node${major}/bin/node` }));
}

/** The Deno binary, installed. */
export function denoBinary() {
  install({ deno: tested.deno[0] });
  return `${folder}node_modules/.bin/deno`;
}

/**
 * The binary of workerd, installed: the launcher of the package is a script of Node's, and killing it would leave the
 * server.
 */
export function workerdBinary() {
  install({ workerd: tested.workerd[0] });
  const arch = process.arch === 'arm64' ? 'arm64' : '64';
  return `${folder}node_modules/@cloudflare/workerd-linux-${arch}/bin/workerd`;
}

/**
 * The binary of Bun, installed; the package's install script, if npm runs it, moves it out of the package that brought
 * it.
 */
export function bunBinary() {
  install({ bun: tested.bun[0] });
  const arch = process.arch === 'arm64' ? 'aarch64' : 'x64';
  const brought = `${folder}node_modules/@oven/bun-linux-${arch}/bin/bun`;
  return existsSync(brought) ? brought : `${folder}node_modules/bun/bin/bun.exe`;
}
