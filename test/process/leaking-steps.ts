/** Steps that leak, each with what has to let go. */
import { Session, Listener, Row, Chain, TreeNode, Registry, Plugin, Job, Doc, held, longLived } from './leak-stores.ts';

/** A step that leaks once per run. */
export interface LeakCase {
  readonly name: string;
  /** What of the leak is named: its class; empty if that differs between versions of Node. */
  readonly type: string;
  /** The function that allocates it; empty for several. */
  readonly by: string;
  /** Part of the path to it: the holder. */
  readonly holder: string;
  readonly step: (run: number) => unknown;
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
    holder: '(WeakMap value)',
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
    type: '',
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
