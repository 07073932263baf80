/**
 * Worker threads that do jobs in the order in which they were asked for, as many at a time as there are threads and
 * memory for.
 */
import { Worker } from 'node:worker_threads';
import { CommandError } from './command.ts';
import type { Reply } from './thread-tasks.ts';

interface Job {
  readonly task: unknown;
  /** Bytes of memory that it is expected to need. */
  readonly cost: number;
  readonly onRead: (bytes: number) => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Threads that run one script. */
export class ThreadPool {
  readonly #script: URL;
  readonly #data: unknown;
  readonly #memory: number;
  readonly #size: number;
  readonly #waiting: Job[] = [];
  readonly #idle: Worker[] = [];
  readonly #threads: Worker[] = [];
  readonly #jobs = new Map<Worker, Job>();
  #cost = 0;

  /** At most `size` threads; each receives `data`. Together their jobs may need `memory` bytes, and one alone more. */
  constructor(script: URL, size: number, memory: number, data: unknown) {
    this.#script = script;
    this.#size = size;
    this.#memory = memory;
    this.#data = data;
  }

  /** Does a job when it is its turn. */
  run(task: unknown, cost: number, onRead: (bytes: number) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, cost, onRead, resolve, reject });
      this.#begin();
    });
  }

  /** Ends the threads, whatever they do. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #begin(): void {
    for (;;) {
      const [job] = this.#waiting;
      if (job === undefined || this.#jobs.size === this.#size) return;
      if (this.#jobs.size > 0 && this.#cost + job.cost > this.#memory) return;
      this.#waiting.shift();
      const thread = this.#idle.pop() ?? this.#started();
      this.#jobs.set(thread, job);
      this.#cost += job.cost;
      thread.postMessage(job.task);
    }
  }

  #started(): Worker {
    const thread = new Worker(this.#script, { workerData: this.#data });
    this.#threads.push(thread);
    thread.on('message', (reply: Reply) => this.#receive(thread, reply));
    thread.on('error', (error: NodeJS.ErrnoException) => {
      const lacksMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#done(thread)?.reject(
        lacksMemory
          ? new CommandError('a thread ran out of memory: try --threads 1, or node --max-old-space-size', {
              cause: error,
            })
          : error,
      );
    });
    thread.on('exit', () => this.#done(thread)?.reject(new Error('a thread ended before its work was done')));
    return thread;
  }

  #receive(thread: Worker, reply: Reply): void {
    if ('read' in reply) {
      this.#jobs.get(thread)?.onRead(reply.read);
      return;
    }
    const job = this.#done(thread);
    this.#idle.push(thread);
    if ('result' in reply) job?.resolve(reply.result);
    else if ('message' in reply) job?.reject(new CommandError(reply.message));
    else job?.reject(Object.assign(new Error(), { stack: reply.stack }));
    this.#begin();
  }

  #done(thread: Worker): Job | undefined {
    const job = this.#jobs.get(thread);
    this.#jobs.delete(thread);
    this.#cost -= job?.cost ?? 0;
    return job;
  }
}
