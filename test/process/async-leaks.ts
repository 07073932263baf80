/** More steps that leak: by what is asynchronous, by the platform, and through V8's less visible references. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import type { LeakCase } from './leaking-steps.ts';

class Store {
  readonly request: number;
  constructor(request: number) {
    this.request = request;
  }
}
class Target {
  readonly ref = new WeakRef(this);
}
class Draft {
  readonly pages = [1, 2];
}

const never = (): Promise<unknown> => new Promise(() => undefined);

/** What these leaks are held by. */
const kept = {
  storage: new AsyncLocalStorage<Store>(),
  stored: never(),
  controller: new AbortController(),
  finalizers: new FinalizationRegistry(() => undefined),
  targets: new Set<Target>(),
  awaited: never(),
  raced: never(),
  closureChain: undefined as (() => unknown) | undefined,
  ports: [] as MessagePort[],
  onceEmitter: new EventEmitter(),
  readers: [] as ReadableStreamDefaultReader[],
  lastError: undefined as Error | undefined,
  inherited: {} as object,
  accessors: {} as object,
  sparse: [] as object[],
  lines: '',
};
kept.onceEmitter.setMaxListeners(0);
Object.assign(globalThis, { heldByAsyncLeaks: kept });

/** Stops what would keep the process alive. */
export function endAsyncLeaks(): void {
  for (const port of kept.ports) port.close();
  performance.clearMarks();
}

export const ASYNC_LEAKS: readonly LeakCase[] = [
  {
    name: 'the store of a request whose continuation never runs',
    type: '',
    by: '',
    holder: '.stored Promise',
    step: function continueRequest(run) {
      void kept.storage.run(new Store(run), () => void kept.stored.then(() => run));
    },
  },
  {
    name: 'listeners of the signal of the whole program',
    type: 'Listener',
    by: 'listenToSignal',
    holder: '[Symbol(kEvents)]',
    step: function listenToSignal(run) {
      kept.controller.signal.addEventListener('abort', () => run);
    },
  },
  {
    name: 'what a FinalizationRegistry holds for a target that lives on',
    type: 'Object',
    by: 'registerValue',
    holder: 'FinalizationRegistry',
    step: function registerValue(run) {
      kept.finalizers.register(kept, { registered: run });
    },
  },
  {
    name: 'targets of WeakRefs that a Set keeps',
    type: 'Target',
    by: 'keepTarget',
    holder: '.targets Set',
    step: function keepTarget() {
      kept.targets.add(new Target());
    },
  },
  {
    name: 'functions that wait for ever',
    type: '',
    by: 'waitWithDraft',
    holder: '.awaited Promise',
    step: function step() {
      void (async function waitWithDraft() {
        const draft = new Draft();
        await kept.awaited;
        return draft;
      })();
    },
  },
  {
    name: 'races against a promise that never settles',
    type: '',
    by: 'race',
    holder: '.raced Promise',
    step: async function race() {
      await Promise.race([kept.raced, Promise.resolve()]);
    },
  },
  {
    name: 'a chain of closures',
    type: 'Function',
    by: 'wrapAgain',
    holder: '.closureChain',
    step: function wrapAgain() {
      const before = kept.closureChain;
      kept.closureChain = () => before;
    },
  },
  {
    // The event loop holds an open port, as the list does.
    name: 'ports of channels that are never closed',
    type: 'MessagePort',
    by: 'openChannel',
    holder: 'MessagePort',
    step: function openChannel() {
      kept.ports.push(new MessageChannel().port1);
    },
  },
  {
    name: 'waiting for an event that never comes',
    type: 'Function',
    by: 'waitForEvent',
    holder: '_events',
    step: function waitForEvent() {
      void once(kept.onceEmitter, 'never');
    },
  },
  {
    name: 'streams with a read that never ends',
    type: 'ReadableStreamDefaultReader',
    by: 'startReading',
    holder: '.readers Array',
    step: function startReading() {
      const reader = new ReadableStream().getReader();
      void reader.read();
      kept.readers.push(reader);
    },
  },
  {
    name: 'errors, each with the one before as its cause',
    type: 'Error',
    by: 'wrapError',
    holder: '.lastError Error',
    step: function wrapError(run) {
      kept.lastError = new Error(`failed again in ${run}`, { cause: kept.lastError });
    },
  },
  {
    name: 'objects that inherit from one another',
    type: 'Object',
    by: 'inherit',
    holder: '.inherited Object',
    step: function inherit(run) {
      kept.inherited = Object.create(kept.inherited, { level: { value: run } }) as object;
    },
  },
  {
    name: 'accessors',
    type: 'Function',
    by: 'addAccessor',
    holder: '.accessors Object',
    step: function addAccessor(run) {
      Object.defineProperty(kept.accessors, `accessor ${run}`, { get: () => run });
    },
  },
  {
    name: 'elements of a sparse array',
    type: 'Object',
    by: 'setSparse',
    holder: '.sparse Array',
    step: function setSparse(run) {
      kept.sparse[run * 5000] = { sparse: run };
    },
  },
  {
    name: 'timers that are started and forgotten',
    type: 'Timeout',
    by: 'forgetTimer',
    holder: 'TimersList',
    step: function forgetTimer(run) {
      setInterval(() => run, 123_456_789).unref();
    },
  },
  {
    name: 'marks of the performance timeline',
    type: 'PerformanceMark',
    by: 'markTime',
    holder: 'Array',
    step: function markTime(run) {
      performance.mark(`mark ${run}`);
    },
  },
  {
    name: 'a string that grows',
    type: 'string',
    by: 'appendLine',
    holder: '.lines',
    step: function appendLine(run) {
      kept.lines += `line ${run} of a log\n`;
    },
  },
];
