/**
 * Measures a test file of vitest: the reporter adds this file to the setup files. It is published as TypeScript, since
 * vitest evaluates that before each test file, but once for each worker what Node itself can import.
 */
import { beforeAll, inject } from 'vitest';
import { FileMeter } from './file-meter.ts';
import type { WorkerSettings } from './reporter-options.ts';

/** Beyond any limit that a project may have set for its own hooks. */
const TIMEOUT_MS = 600_000;

/** The part of vitest's suite that is used; what `meta` has is sent to the reporters. */
interface Suite {
  readonly meta?: Record<string, unknown>;
}

const meter = new FileMeter(inject('heapscale' as never) as WorkerSettings);
// The first hook of all; the function that it returns runs after all others. vitest passes the suite first or second
// and reads the names of parameters, so there are none.
beforeAll(function () {
  const suite = [...arguments].find((each): each is Suite => typeof (each as Suite | undefined)?.meta === 'object');
  meter.imported();
  return async () => {
    const memory = await meter.finish();
    if (suite?.meta !== undefined) suite.meta['heapscale'] = memory;
  };
}, TIMEOUT_MS);
