/**
 * Runs all tests, as the gate does. A test file whose process ends before its tests have a result - V8 crashed, or the
 * system ended it - is named, and run once more: a failed test fails at once.
 */
import childProcess, { spawnSync } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const ends = [];
let lost = [];
let isLossAll = false;

/** Collects the files without a result, and whether nothing else went wrong. */
const reporter = {
  onTestRunEnd(modules, errors) {
    lost = modules.filter((module) => ['queued', 'pending'].includes(module.state()));
    isLossAll =
      lost.length > 0 &&
      errors.length === lost.length &&
      modules.every((module) => lost.includes(module) || module.ok());
  },
};

// Vitest says that a process has ended, and not how.
const { fork } = childProcess;
childProcess.fork = (...args) =>
  fork(...args).on('exit', (code, signal) => {
    if (signal !== 'SIGTERM' && code !== 0) ends.push(signal ?? `exit code ${code}`);
  });
syncBuiltinESMExports();
const { startVitest } = await import('vitest/node');

const vitest = await startVitest('test', process.argv.slice(2), { run: true, reporters: ['default', reporter] });
await vitest?.close();
if (lost.length > 0) {
  for (const module of lost) console.error(`${module.relativeModuleId}: its process ended before its tests`);
  console.error(`Processes of tests ended by: ${ends.join(', ')}`);
  if (isLossAll) {
    console.error('These files are run once more:');
    const files = lost.map((module) => module.relativeModuleId);
    process.exitCode = spawnSync('npx', ['vitest', 'run', ...files], { cwd: root, stdio: 'inherit' }).status ?? 1;
  }
}
