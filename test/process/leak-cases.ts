/** Steps that leak, each with what has to let go, and steps that do not. */
import { EventEmitter } from 'node:events';
import { AsyncLocalStorage } from 'node:async_hooks';

/** A step that leaks once per run. */
export interface LeakCase {
  readonly name: string;
  /** What of the leak is named: its class. */
  readonly type: string;
  /** The function that allocates it. */
  readonly by: string;
  /** Part of the path to it: the holder. */
  readonly holder: string;
  readonly step: (run: number) => unknown;
}

class Session {
  readonly user: string;
  constructor(run: number) {
    this.user = `user ${run}`;
  }
}
class Listener {
  readonly run: number;
  constructor(run: number) {
    this.run = run;
  }
  handle(): void {}
}
class Row {
  readonly cells = [1, 2, 3];
}
class Chain {
  readonly next: Chain | undefined;
  readonly value = {};
  constructor(next: Chain | undefined) {
    this.next = next;
  }
}
class TreeNode {
  readonly children: TreeNode[] = [];
  readonly parent: TreeNode | undefined;
  constructor(parent?: TreeNode) {
    this.parent = parent;
  }
}
class Registry {
  readonly #held: object[] = [];
  static readonly all: object[] = [];
  add(item: object): void {
    this.#held.push(item);
  }
}
class Plugin {
  readonly options = { on: true };
}
class Job {
  readonly payload = new Array<number>(20).fill(7);
}
class Doc {
  readonly text: string;
  constructor(run: number) {
    this.text = `document number ${run} with some text`;
  }
}

/** What the leaks are held by; properties, because V8 does not name the variables of every scope. */
export const held = {
  arrayCache: [] as Session[],
  mapCache: new Map<number, Doc>(),
  setCache: new Set<object>(),
  dictionary: {} as Record<string, object>,
  bareDictionary: Object.create(null) as Record<string, object>,
  emitter: new EventEmitter(),
  target: new EventTarget(),
  timers: [] as NodeJS.Timeout[],
  closures: [] as (() => unknown)[],
  bound: [] as (() => void)[],
  classes: [] as (new () => object)[],
  numbers: [] as number[],
  seenIds: new Set<number>(),
  strings: [] as string[],
  buffers: [] as Uint8Array[],
  weak: new WeakMap<object, Row[]>(),
  root: new TreeNode(),
  registry: new Registry(),
  waiting: [] as Promise<unknown>[],
  never: new Promise<void>(() => undefined),
  subscribers: new Map<string, Listener[]>([['topic', []]]),
  memo: new Map<string, number>(),
  generators: [] as Generator[],
  symbols: [] as symbol[],
  dates: [] as Date[],
  regexps: [] as RegExp[],
  errors: [] as Error[],
  urls: [] as URL[],
  history: { states: [] } as { readonly states: object[] },
  proxies: [] as object[],
  matrix: [] as number[][],
  snapshots: [] as unknown[],
  bigs: [] as bigint[],
  weakRefs: [] as WeakRef<object>[],
  head: undefined as Chain | undefined,
  storeList: [] as object[],
};
const longLived = { name: 'long-lived' };
Object.assign(held, { longLived });
const storage = new AsyncLocalStorage<object>();
held.emitter.setMaxListeners(0);
Object.assign(globalThis, { heldByLeakCases: held });

/** Stops what would keep the process alive. */
export function cleanUp(): void {
  for (const timer of held.timers) clearInterval(timer);
}

export const LEAKS: readonly LeakCase[] = [
  {
    name: 'a module-level array',
    type: 'Session',
    by: 'pushSession',
    holder: 'arrayCache',
    step: function pushSession(run) {
      held.arrayCache.push(new Session(run));
    },
  },
  {
    name: 'a Map without a bound',
    type: 'Doc',
    by: 'cacheDoc',
    holder: 'mapCache',
    step: function cacheDoc(run) {
      held.mapCache.set(run, new Doc(run));
    },
  },
  {
    name: 'a Set',
    type: 'Plugin',
    by: 'addPlugin',
    holder: 'setCache',
    step: function addPlugin() {
      held.setCache.add(new Plugin());
    },
  },
  {
    name: 'a plain object as a dictionary',
    type: 'Object',
    by: 'fillDictionary',
    holder: 'dictionary',
    step: function fillDictionary(run) {
      held.dictionary[`key ${run}`] = { run };
    },
  },
  {
    name: 'a dictionary without a prototype',
    type: 'Object',
    by: 'fillBare',
    holder: 'bareDictionary',
    step: function fillBare(run) {
      held.bareDictionary[`bare ${run}`] = { run };
    },
  },
  {
    name: 'listeners of an EventEmitter',
    type: 'Function',
    by: 'listen',
    holder: '_events',
    step: function listen(run) {
      held.emitter.on('event', () => run);
    },
  },
  {
    name: 'listeners of an EventTarget',
    type: 'Listener',
    by: 'listenToTarget',
    holder: 'target EventTarget',
    step: function listenToTarget(run) {
      held.target.addEventListener('event', () => run);
    },
  },
  {
    name: 'timers that are never cleared',
    type: 'Timeout',
    by: 'startTimer',
    holder: 'timers',
    step: function startTimer() {
      held.timers.push(setInterval(() => undefined, 1e8));
    },
  },
  {
    name: 'closures',
    type: 'Function',
    by: 'keepClosure',
    holder: 'closures',
    step: function keepClosure(run) {
      const data = { run };
      held.closures.push(() => data);
    },
  },
  {
    name: 'numbers in an array',
    type: 'entry',
    by: '',
    holder: 'numbers',
    step: function pushNumber(run) {
      held.numbers.push(run);
    },
  },
  {
    name: 'numbers in a Set',
    type: 'entry',
    by: '',
    holder: 'seenIds',
    step: function addId(run) {
      held.seenIds.add(run);
    },
  },
  {
    name: 'strings',
    type: 'string',
    by: 'pushString',
    holder: 'strings',
    step: function pushString(run) {
      held.strings.push(`a string that is made in run ${run}`);
    },
  },
  {
    name: 'typed arrays',
    type: 'Uint8Array',
    by: 'keepBuffer',
    holder: 'buffers',
    step: function keepBuffer() {
      held.buffers.push(new Uint8Array(1000));
    },
  },
  {
    name: 'WeakMap misuse: a list that grows under a key that lives on',
    type: 'Row',
    by: 'addRow',
    holder: 'longLived',
    step: function addRow() {
      const rows = held.weak.get(longLived) ?? [];
      held.weak.set(longLived, rows);
      rows.push(new Row());
    },
  },
  {
    name: 'a detached tree: children that are never removed',
    type: 'TreeNode',
    by: 'attachChild',
    holder: 'root',
    step: function attachChild() {
      held.root.children.push(new TreeNode(held.root));
    },
  },
  {
    name: 'a private field',
    type: 'Object',
    by: 'register',
    holder: '#held',
    step: function register(run) {
      held.registry.add({ registered: run });
    },
  },
  {
    name: 'a static field',
    type: 'Object',
    by: 'registerStatic',
    holder: 'all',
    step: function registerStatic(run) {
      Registry.all.push({ id: run });
    },
  },
  {
    name: 'promises that never settle, in a list',
    type: 'Promise',
    by: 'waitForever',
    holder: 'waiting',
    step: function waitForever() {
      held.waiting.push(new Promise(() => undefined));
    },
  },
  {
    name: 'reactions to a promise that never settles',
    type: 'Function',
    by: 'reactToNever',
    holder: 'never',
    step: function reactToNever(run) {
      void held.never.then(() => run);
    },
  },
  {
    name: 'a linked list',
    type: 'Chain',
    by: 'prepend',
    holder: 'head',
    step: function prepend() {
      held.head = new Chain(held.head);
    },
  },
  {
    name: 'subscribers of a topic',
    type: 'Listener',
    by: 'subscribe',
    holder: 'subscribers',
    step: function subscribe(run) {
      held.subscribers.get('topic')!.push(new Listener(run));
    },
  },
  {
    name: 'a memo table with keys that differ in every run',
    type: 'string',
    by: 'memoize',
    holder: 'memo',
    step: function memoize(run) {
      held.memo.set(`argument ${run} of a call`, run);
    },
  },
  {
    name: 'bound methods',
    type: 'Function',
    by: 'keepBound',
    holder: 'bound',
    step: function keepBound(run) {
      held.bound.push(new Listener(run).handle.bind(longLived));
    },
  },
  {
    name: 'suspended generators',
    type: 'counting',
    by: 'counting',
    holder: 'generators',
    step: function suspend() {
      const generator = (function* counting(): Generator<number> {
        yield 1;
        yield 2;
      })();
      generator.next();
      held.generators.push(generator);
    },
  },
  {
    name: 'symbols',
    type: 'symbol',
    by: 'keepSymbol',
    holder: 'symbols',
    step: function keepSymbol() {
      held.symbols.push(Symbol());
    },
  },
  {
    name: 'dates',
    type: 'Date',
    by: 'keepDate',
    holder: 'dates',
    step: function keepDate(run) {
      held.dates.push(new Date(run));
    },
  },
  {
    name: 'regular expressions',
    type: 'RegExp',
    by: 'keepRegExp',
    holder: 'regexps',
    step: function keepRegExp(run) {
      held.regexps.push(new RegExp(`run ${run}`));
    },
  },
  {
    name: 'errors',
    type: 'Error',
    by: 'keepError',
    holder: 'errors',
    step: function keepError(run) {
      held.errors.push(new Error(`failed in run ${run}`));
    },
  },
  {
    name: 'objects of the platform',
    type: 'URL',
    by: 'keepUrl',
    holder: 'urls',
    step: function keepUrl(run) {
      held.urls.push(new URL(`https://example.com/${run}`));
    },
  },
  {
    name: 'a history of states',
    type: 'Object',
    by: 'recordState',
    holder: 'states',
    step: function recordState(run) {
      held.history.states.push({ state: run, at: run * 2 });
    },
  },
  {
    name: 'proxies',
    type: 'Object',
    by: 'keepProxy',
    holder: 'proxies',
    step: function keepProxy(run) {
      held.proxies.push(new Proxy({ run }, longLived as object));
    },
  },
  {
    name: 'arrays of numbers',
    type: 'Array',
    by: 'addMatrixRow',
    holder: 'matrix',
    step: function addMatrixRow(run) {
      held.matrix.push([run, run + 1, run + 2]);
    },
  },
  {
    name: 'two objects per run',
    type: 'Job',
    by: 'enqueueTwice',
    holder: 'snapshots',
    step: function enqueueTwice() {
      held.snapshots.push(new Job(), new Job());
    },
  },
  {
    name: 'classes',
    type: 'Function',
    by: 'keepClass',
    holder: 'classes',
    step: function keepClass() {
      held.classes.push(class Made {});
    },
  },
  {
    name: 'bigints',
    type: 'bigint',
    by: 'keepBigint',
    holder: 'bigs',
    step: function keepBigint(run) {
      held.bigs.push(10n ** 40n + BigInt(run));
    },
  },
  {
    name: 'WeakRefs, though not their targets',
    type: 'WeakRef',
    by: 'keepWeakRef',
    holder: 'weakRefs',
    step: function keepWeakRef() {
      held.weakRefs.push(new WeakRef({}));
    },
  },
  {
    name: 'an asynchronous step',
    type: 'Object',
    by: 'storeLater',
    holder: 'storeList',
    step: async function storeLater(run) {
      await Promise.resolve();
      held.storeList.push({ later: run });
    },
  },
];

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

/** Steps that leave nothing behind in the long run. */
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
