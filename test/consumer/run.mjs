// Separate projects that install the packed tarball and use it: see consumers.mjs. Their dependencies go to .engines on demand and are
// none of the package.
// node test/consumer/run.mjs [a tarball; without one, the package is packed] [--only=a consumer's name]
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CONSUMERS } from './consumers.mjs';
import { base, root, runAll } from './project.mjs';

const ONLY = '--only=';
const given = process.argv.slice(2);
const only = given.filter((argument) => argument.startsWith(ONLY)).map((argument) => argument.slice(ONLY.length));
const [path] = given.filter((argument) => !argument.startsWith('--'));

function pack() {
  mkdirSync(base, { recursive: true });
  for (const name of readdirSync(base)) if (name.endsWith('.tgz')) rmSync(join(base, name));
  const options = { cwd: root, encoding: 'utf8' };
  return join(base, execFileSync('npm', ['pack', '--pack-destination', base, '--silent'], options).trim());
}

const unknown = only.filter((name) => !(name in CONSUMERS));
if (unknown.length > 0)
  throw new Error(`no such consumer: ${unknown.join(', ')}; there are ${Object.keys(CONSUMERS).join(', ')}`);
const wanted = Object.entries(CONSUMERS).filter(([name]) => only.length === 0 || only.includes(name));
const checks = await runAll(Object.fromEntries(wanted), path === undefined ? pack() : resolve(path));
console.log(`${checks} checks of consumers hold`);
