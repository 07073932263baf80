/** The side of a worker thread: it does the tasks that a pool sends, and reports how far it is and how each ended. */
import { parentPort } from 'node:worker_threads';
import { CommandError } from './command.ts';

/** From a thread: the bytes read so far, or how its task ended. */
export type Reply =
  | { readonly read: number }
  | { readonly result: unknown }
  /** A message for the user, or the stack of an unexpected error. */
  | { readonly message: string }
  | { readonly stack: string };

/** Milliseconds between two reports of progress. */
const PAUSE = 50;

/** Does each task that the pool sends. */
export function doTasks<Task>(run: (task: Task, onRead: (bytes: number) => void) => unknown): void {
  const reply = (message: Reply): void => parentPort!.postMessage(message);
  parentPort!.on('message', async (task: Task) => {
    let last = 0;
    const onRead = (read: number): void => {
      const now = performance.now();
      if (now - last < PAUSE) return;
      last = now;
      reply({ read });
    };
    try {
      reply({ result: await run(task, onRead) });
    } catch (error) {
      reply(
        error instanceof CommandError
          ? { message: error.message }
          : { stack: (error as Error | undefined)?.stack ?? String(error) },
      );
    }
  });
}
