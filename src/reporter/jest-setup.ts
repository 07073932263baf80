/** Measures a test file of Jest: the reporter adds this file to `setupFilesAfterEnv`. */
import { assignment, deliver } from './exchange.ts';
import { FileMeter } from './file-meter.ts';

/** The part of Jest's globals that is used. */
interface Globals {
  readonly expect: { getState(): { readonly testPath?: string } };
  readonly beforeAll: (hook: () => void) => void;
  readonly afterAll: (hook: () => Promise<void>, timeoutMs: number) => void;
  [HANDLERS]?: ((event: { readonly name: string }) => Promise<void> | void)[];
}

/** Under this symbol jest-circus keeps the functions that it calls with each event, and waits for. */
const HANDLERS: unique symbol = Symbol.for('EVENT_HANDLERS') as never;

/** Beyond any limit that a project may have set for its own hooks. */
const TIMEOUT_MS = 600_000;

const asked = assignment();
if (asked !== undefined) measure(asked);

function measure(settings: NonNullable<typeof asked>): void {
  const globals = globalThis as unknown as Globals;
  const path = globals.expect.getState().testPath;
  if (path === undefined) return;
  const meter = new FileMeter(settings);
  const finish = async (): Promise<void> => deliver(settings.folder, path, await meter.finish());
  const handlers = globals[HANDLERS];
  if (handlers === undefined) {
    // jest-jasmine2 runs the first `afterAll` last; jest-circus would run it before those of the file.
    globals.beforeAll(() => meter.imported());
    globals.afterAll(finish, TIMEOUT_MS);
    return;
  }
  handlers.push(({ name }) => {
    if (name === 'run_start') meter.imported();
    return name === 'run_finish' ? finish() : undefined;
  });
}
