/** The processes whose first call is looked at: what first-call.mjs prints. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundledFile } from '../../bundle/bundled.ts';

/** What a first call left behind. */
export interface Left {
  readonly changed: Record<string, Record<string, number>>;
  readonly values: number;
  readonly arrays: number;
  readonly bytes: number;
  readonly heapNumbers: number;
}

/** The names of all calls. */
export const calls = Object.keys(
  ((await import(new URL('first-calls.mjs', import.meta.url).href)) as { calls: object }).calls,
);

// One file: an isolate loads it in a fifth of the time that the modules take.
const bundle = bundledFile(`
  export * from 'heapscale/node';
  export * from 'heapscale/assert';
  export * from 'heapscale';
`);

/**
 * Makes a call, the first of its process, with all values together; with `each`, also with each value in an isolate of
 * its own.
 */
export async function leftBy(call: string, ...each: ['each'?]): Promise<Left> {
  const program = fileURLToPath(new URL('first-call.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--allow-natives-syntax',
    program,
    bundle,
    call,
    ...(each as string[]),
  ]);
  return JSON.parse(stdout) as Left;
}
