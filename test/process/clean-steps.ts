/** Steps that leave nothing behind in the long run. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';

const storage = new AsyncLocalStorage<object>();
let latest: unknown;
const lru = new Map<number, object>();
const ring = Array.from({ length: 8 }, (): unknown => undefined);
const cleanEmitter = new EventEmitter();
const byKey = new WeakMap<object, object>();
const pool: object[] = [];
let counter = 0;
const finalizers = new FinalizationRegistry(() => undefined);
const stack: number[] = [];
const toggled = new Set<string>();
let text = '';
const record: Record<string, unknown> = {};

export const CLEAN: Readonly<Record<string, (run: number) => unknown>> = {
  'nothing at all': () => undefined,
  'garbage objects': (run) => ({ run, list: [run] }),
  'garbage arrays': () => Array.from({ length: 100 }, (_, i) => ({ i })),
  'a value that is replaced': (run) => (latest = { run, latest: typeof latest }),
  'an LRU cache with a bound': (run) => {
    lru.set(run, { run });
    if (lru.size > 5) lru.delete(lru.keys().next().value!);
  },
  'a ring buffer': (run) => (ring[run % 8] = { run }),
  'a listener that is removed': () => {
    const listener = (): void => undefined;
    cleanEmitter.on('event', listener);
    cleanEmitter.emit('event');
    cleanEmitter.off('event', listener);
  },
  'a listener that runs once': () => {
    cleanEmitter.once('once', () => undefined);
    cleanEmitter.emit('once');
  },
  'a timer that is cleared': () => clearTimeout(setTimeout(() => undefined, 1e6)),
  'a timer that fires': () => new Promise((resolve) => setTimeout(resolve, 0)),
  'an entry that is removed': (run) => {
    toggled.add(`key ${run}`);
    toggled.delete(`key ${run}`);
  },
  'a WeakMap with keys that die': (run) => byKey.set({}, { run }),
  'a pool that is reused': () => {
    const item = pool.pop() ?? {};
    pool.push(item);
  },
  'a counter': () => counter++,
  'a resolved promise': () => Promise.resolve({}),
  'a rejected promise that is caught': () => Promise.reject(new Error('no')).catch(() => undefined),
  'an error that is caught': () => {
    try {
      throw new Error('caught');
    } catch {
      return undefined;
    }
  },
  'JSON there and back': (run) => JSON.parse(JSON.stringify({ run, list: [1, { two: 2 }] })) as unknown,
  'a regular expression': (run) => /run (\d+)/.exec(`run ${run}`),
  'a sort': () => [3, 1, 2].sort(),
  'a generator that ends': () => [
    ...(function* three(): Generator<number> {
      yield 1;
      yield 2;
    })(),
  ],
  'a finalizer': () => finalizers.register({}, 'held'),
  'a stack that is emptied': (run) => {
    for (let i = 0; i < 50; i++) stack.push(run);
    stack.length = 0;
  },
  'a string that stays short': (run) => (text = `${text}${run}`.slice(-20)),
  'a property that is overwritten': (run) => {
    record[`slot ${run % 3}`] = { run };
  },
  'typed arrays': () => new Uint8Array(5000),
  'asynchronous iteration': async () => {
    const chunks: number[] = [];
    for await (const chunk of (async function* two() {
      yield 1;
      yield 2;
    })())
      chunks.push(chunk);
    return chunks;
  },
  'an abort signal': () => {
    const controller = new AbortController();
    controller.signal.addEventListener('abort', () => undefined);
    controller.abort();
  },
  'an AsyncLocalStorage': () => storage.run({ request: 1 }, () => Promise.resolve(storage.getStore())),
  'a structured clone': (run) => structuredClone({ run, map: new Map([[run, [run]]]) }),
  'a date and a format': (run) => new Date(run).toISOString(),
  'a class that is made and dropped': () => new (class Passing {})(),
};
