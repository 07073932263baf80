/**
 * Evaluates an expression in every worker thread of the process, by Node's inspector of the main thread. The workers
 * need not take part: Node interrupts one that computes or waits in `Atomics.wait`, as those of pools do.
 */
import { isMainThread } from 'node:worker_threads';
import { Inspector } from '../platform/inspector.ts';
import { oneAtATime } from '../platform/one-at-a-time.ts';

/** A worker thread, and what came back. */
export interface WorkerAnswer {
  /** Its `threadId`. */
  readonly id: number;
  /** Its name, or the last part of its script's URL; empty if it has neither. */
  readonly name: string;
  /** The value of the expression; undefined if there is none. */
  value: string | undefined;
  /** Why there is no value. */
  why: string;
}

/** The response to `Runtime.evaluate`. */
interface Evaluated {
  readonly error?: { readonly message: string };
  readonly result?: {
    readonly result: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
  };
}

/** `[worker 3] its name`. */
const TITLE = /^\[worker (\d+)\] ?(.*)$/;

/** Why a thread that ended has no value. */
const ENDED = 'it ended meanwhile';

/** V8's inspector on an evaluation that `terminate()` or `process.exit()` cut short. */
const TERMINATED = 'Execution was terminated';

/** What Node calls a worker that was not named. */
const UNNAMED = 'WorkerThread';

/** The session of the thread listens to one call at a time. */
const inTurn = oneAtATime();

/**
 * Evaluates an expression whose value is a string, and calls `meanwhile` when all workers have received it.
 *
 * @throws {Error} (as a rejection) if this is not the main thread, or it has no inspector.
 */
export function evaluateInWorkers(
  expression: string,
  timeoutMs: number,
  meanwhile: () => void,
): Promise<readonly WorkerAnswer[]> {
  return inTurn(() => ask(expression, timeoutMs, meanwhile));
}

async function ask(expression: string, timeoutMs: number, meanwhile: () => void): Promise<readonly WorkerAnswer[]> {
  if (!isMainThread) throw new Error('only the main thread can ask the worker threads, and this is a worker');
  const session = Inspector.session();
  const workers = new Map<string, WorkerAnswer>();
  const waiting = new Set<string>();
  let finish = (): void => {};
  const settle = (id: string, result: Partial<WorkerAnswer>): void => {
    if (waiting.delete(id)) Object.assign(workers.get(id)!, result);
    if (waiting.size === 0) finish();
  };
  const stops = [
    session.on('NodeWorker.attachedToWorker', ({ sessionId, workerInfo }) => {
      workers.set(sessionId, toWorker(workerInfo, timeoutMs));
      waiting.add(sessionId);
    }),
    session.on('NodeWorker.receivedMessageFromWorker', ({ sessionId, message }) =>
      settle(sessionId, toResult(JSON.parse(message) as Evaluated)),
    ),
    session.on('NodeWorker.detachedFromWorker', ({ sessionId }) => settle(sessionId, { why: ENDED })),
  ];
  try {
    // Node reports the workers that it has before this returns.
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    stops.shift()!();
    const command = { id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } };
    const message = JSON.stringify(command);
    for (const sessionId of waiting) session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    meanwhile();
    await new Promise<void>((resolve) => {
      if (waiting.size === 0) return resolve();
      const timer = setTimeout(resolve, timeoutMs);
      finish = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  } finally {
    for (const stop of stops) stop();
    session.post('NodeWorker.disable');
  }
  return [...workers.values()].sort((a, b) => a.id - b.id);
}

function toWorker({ title, url }: { readonly title: string; readonly url: string }, timeoutMs: number): WorkerAnswer {
  const [, id, given] = TITLE.exec(title) ?? ['', 'NaN', title];
  const name = given === '' || given === UNNAMED ? url.slice(url.lastIndexOf('/') + 1) : given;
  return { id: Number(id), name, value: undefined, why: `it did not answer in ${timeoutMs} ms` };
}

function toResult({ error, result }: Evaluated): Partial<WorkerAnswer> {
  if (error !== undefined) return { why: error.message === TERMINATED ? ENDED : error.message };
  const thrown = result?.exceptionDetails;
  // What ends a thread ends the evaluation, too, by an exception that has no value.
  if (thrown !== undefined) return { why: thrown.exception?.description?.split('\n')[0] ?? ENDED };
  const value = result?.result.value;
  return typeof value === 'string' ? { value } : { why: 'it answered something else' };
}
