/** More steps that leave nothing behind in the long run: the clean counterparts of async-leaks.ts. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';

const storage = new AsyncLocalStorage<object>();
const controller = new AbortController();
const emitter = new EventEmitter();
const finalizers = new FinalizationRegistry(() => undefined);
const patterns = new Map<string, RegExp>();
const recent = new Map<number, object>();
const circular = new Float64Array(16);
const weakly = new WeakMap<object, object>();
const key = {};
const lines: string[] = [];
const loaded: { settings?: object } = {};
const never = new Promise(() => undefined);
let numberFormat: Intl.NumberFormat | undefined;
let previous: { readonly run: number; readonly before: unknown } | undefined;

export const MORE_CLEAN: Readonly<Record<string, (run: number) => unknown>> = {
  'an interval that is cleared': () => clearInterval(setInterval(() => undefined, 1e6)),
  'a least recently used cache at its bound': (run) => {
    recent.delete(run % 11);
    recent.set(run % 11, { run });
    if (recent.size > 7) recent.delete(recent.keys().next().value!);
  },
  'a memoised regular expression': (run) => {
    const source = `item ${run % 3}`;
    if (!patterns.has(source)) patterns.set(source, new RegExp(source));
    return patterns.get(source)!.test(`item ${run}`);
  },
  'something made when it is first needed': (run) => (loaded.settings ??= { run }),
  'a list of lines that is joined and emptied': (run) => {
    for (let i = 0; i < 30; i++) lines.push(`line ${run}.${i}`);
    return lines.splice(0).join('\n').length;
  },
  'a circular buffer of numbers': (run) => (circular[run % 16] = run / 3),
  'a listener of a long-lived signal that is removed': () => {
    const listener = (): void => undefined;
    controller.signal.addEventListener('abort', listener);
    controller.signal.removeEventListener('abort', listener);
  },
  'an event that comes': async () => {
    const waiting = once(emitter, 'comes');
    emitter.emit('comes', {});
    return waiting;
  },
  'a channel that is closed': async () => {
    const { port1, port2 } = new MessageChannel();
    const closed = once(port2 as unknown as EventEmitter, 'close').catch(() => undefined);
    port1.close();
    return closed;
  },
  'a stream that is read to its end': async () => {
    const chunks: unknown[] = [];
    const stream = new ReadableStream({
      start(control) {
        control.enqueue({ chunk: 1 });
        control.close();
      },
    });
    for await (const chunk of stream) chunks.push(chunk);
    return chunks;
  },
  'a registration that is undone': (run) => {
    const token = {};
    finalizers.register(key, { run }, token);
    finalizers.unregister(token);
  },
  'a generator that is ended early': () => {
    const numbers = (function* endless(): Generator<number> {
      for (let i = 0; ; i++) yield i;
    })();
    numbers.next();
    return numbers.return(undefined);
  },
  'a WeakMap entry that is replaced': (run) => weakly.set(key, { run }),
  'a WeakRef': () => new WeakRef({}).deref(),
  'a request with its store': (run) =>
    storage.run({ run }, async () => {
      await Promise.resolve();
      return storage.getStore();
    }),
  'a race between two that settle': () => Promise.race([Promise.resolve(1), Promise.resolve(2)]),
  'a promise that never settles and is dropped': () => void new Promise(() => undefined).then(() => undefined),
  'a formatter that is kept': (run) => (numberFormat ??= new Intl.NumberFormat('en')).format(run),
  'a value with the one before it': (run) => (previous = { run, before: previous?.run }),
  'a hash': (run) => createHash('sha256').update(`run ${run}`).digest('hex'),
  'a mark of the performance timeline that is cleared': () => {
    performance.mark('clean');
    performance.clearMarks('clean');
  },
  'a pooled buffer': (run) => Buffer.from(`run ${run}`).toString('base64'),
  'an immediate': () => new Promise((resolve) => setImmediate(resolve)),
  'a microtask': () => queueMicrotask(() => undefined),
  'a proxy that can be revoked': () => Proxy.revocable({}, {}).revoke(),
  'a promise that is only looked at': () => Promise.race([never.constructor]),
};
