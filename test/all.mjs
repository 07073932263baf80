/**
 * Runs all tests, as the gate does. A test file whose process ends before its tests have a result - V8 crashed, or the
 * system ended it - is named, with the test that ran, and run once more: a failed test fails at once.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

const root = fileURLToPath(new URL('..', import.meta.url));
const running = new Set();
let lost = [];
let isLossAll = false;

/** Collects the files without a result, and whether nothing else went wrong. */
const reporter = {
  onTestCaseReady: (test) => running.add(test),
  onTestCaseResult: (test) => running.delete(test),
  onTestRunEnd(modules, errors) {
    lost = modules.filter((module) => ['queued', 'pending'].includes(module.state()));
    isLossAll =
      lost.length > 0 &&
      errors.length === lost.length &&
      modules.every((module) => lost.includes(module) || module.ok());
  },
};

const vitest = await startVitest('test', process.argv.slice(2), { run: true, reporters: ['default', reporter] });
await vitest?.close();
if (lost.length > 0) {
  for (const module of lost) {
    const tests = [...running].filter((test) => test.module === module).map((test) => test.fullName);
    console.error(`${module.relativeModuleId}: its process ended during '${tests.join("', '") || 'the file'}'`);
  }
  if (isLossAll) {
    console.error('These files are run once more:');
    const files = lost.map((module) => module.relativeModuleId);
    process.exitCode = spawnSync('npx', ['vitest', 'run', ...files], { cwd: root, stdio: 'inherit' }).status ?? 1;
  }
}
