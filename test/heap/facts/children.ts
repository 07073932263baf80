/** Runs a script in a process of its own: what aborts there must not end the tests. */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { fileURLToPath } from 'node:url';

const dist = pathToFileURL(fileURLToPath(new URL('../../../dist/', import.meta.url))).href;

/** The code of each script begins with these imports. */
const IMPORTS = `
import v8 from 'node:v8';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { deepSizeOf } from '${dist}index.js';
import { engineFacts } from '${dist}node.js';
let serial = 0;
/** True if the process accepts natives in a text that it never compiled. */
const acceptsNatives = () => {
  try {
    new Function(\`/* \${process.hrtime.bigint()} \${++serial} */ return %IsSmi(1)\`);
    return true;
  } catch {
    return false;
  }
};
const failure = (run) => {
  try {
    run();
    return 'none';
  } catch (error) {
    return error.message;
  }
};
const print = (data) => process.stdout.write(JSON.stringify(data));
`;

/** What the script has printed; throws if it was ended by a signal or failed. */
export function runChild(code: string, flags: readonly string[] = [], env: Record<string, string> = {}): unknown {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', ...flags, '--input-type=module', '-e', IMPORTS + code],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', ...env } },
  );
  if (status !== 0) throw new Error(`the process ended with ${signal ?? status}:\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as unknown;
}
