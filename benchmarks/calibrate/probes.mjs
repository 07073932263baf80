// One sample of every built-in kind. The calibration measures the self size of each sample's own node in a heap
// snapshot; a kind that an engine lacks is left out of its table. Runs in Node, browsers and Deno.

const optional = (build) => {
  try {
    return build();
  } catch {
    return undefined;
  }
};

/** Builders by name; a layout table has each size under the same name, in `kinds`. */
export const probes = {
  plain: () => ({ a: 1, b: 2 }), // two in-object fields
  emptyPlain: () => ({}),
  array: () => [1, 2, {}],
  sloppyArguments: () => new Function('return arguments')(1, 2),
  strictArguments: () => new Function('"use strict"; return arguments')(1, 2),
  function: () => new Function('return 1'),
  arrow: () => () => 1,
  class: () => class A {},
  boundFunction: () => function () {}.bind(null),
  map: () => new Map(),
  set: () => new Set(),
  weakMap: () => new WeakMap(),
  weakSet: () => new WeakSet(),
  weakRef: () => new WeakRef({}),
  finalizationRegistry: () => new FinalizationRegistry(() => {}),
  arrayBuffer: () => new ArrayBuffer(100),
  sharedArrayBuffer: () =>
    optional(() => new SharedArrayBuffer(100)) ??
    optional(() => new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer),
  typedArray: () => new Uint8Array(1000),
  dataView: () => new DataView(new ArrayBuffer(100)),
  date: () => new Date(0),
  regexp: () => /ab+c/,
  error: () => new Error('a message'),
  number: () => Object(1),
  string: () => Object('some text'),
  boolean: () => Object(true),
  symbolObject: () => Object(Symbol('text')),
  bigintObject: () => Object(5n),
  promise: () => Promise.resolve(1),
  proxy: () => new Proxy({}, {}),
  generator: () => (function* () {})(),
  asyncGenerator: () => (async function* () {})(),
  arrayIterator: () => [1][Symbol.iterator](),
  mapIterator: () => new Map([[1, 2]]).entries(),
  setIterator: () => new Set([1]).values(),
  stringIterator: () => 'some text'[Symbol.iterator](),
  regexpStringIterator: () => 'some text'.matchAll(/e/g),
  iteratorHelper: () => optional(() => [1].values().map((x) => x)),
  wrapForValidIterator: () => optional(() => Iterator.from({ next() {} })),
  disposableStack: () => optional(() => new DisposableStack()),
  asyncDisposableStack: () => optional(() => new AsyncDisposableStack()),
  segmenter: () => optional(() => new Intl.Segmenter('en')),
  segments: () => optional(() => new Intl.Segmenter('en').segment('a b')),
  segmentIterator: () => optional(() => new Intl.Segmenter('en').segment('a b')[Symbol.iterator]()),
  collator: () => optional(() => new Intl.Collator('en')),
  dateTimeFormat: () => optional(() => new Intl.DateTimeFormat('en')),
  displayNames: () => optional(() => new Intl.DisplayNames('en', { type: 'region' })),
  durationFormat: () => optional(() => new Intl.DurationFormat('en')),
  listFormat: () => optional(() => new Intl.ListFormat('en')),
  locale: () => optional(() => new Intl.Locale('en')),
  numberFormat: () => optional(() => new Intl.NumberFormat('en')),
  pluralRules: () => optional(() => new Intl.PluralRules('en')),
  relativeTimeFormat: () => optional(() => new Intl.RelativeTimeFormat('en')),
  temporalInstant: () => optional(() => Temporal.Instant.fromEpochMilliseconds(0)),
  temporalDuration: () => optional(() => Temporal.Duration.from({ hours: 1 })),
  temporalPlainDate: () => optional(() => Temporal.PlainDate.from('2020-01-01')),
  temporalPlainDateTime: () => optional(() => Temporal.PlainDateTime.from('2020-01-01T00:00')),
  temporalPlainMonthDay: () => optional(() => Temporal.PlainMonthDay.from('01-01')),
  temporalPlainTime: () => optional(() => Temporal.PlainTime.from('00:00')),
  temporalPlainYearMonth: () => optional(() => Temporal.PlainYearMonth.from('2020-01')),
  temporalZonedDateTime: () => optional(() => Temporal.ZonedDateTime.from('2020-01-01T00:00[UTC]')),
  wasmMemory: () => optional(() => new WebAssembly.Memory({ initial: 1 })),
  wasmModule: () => optional(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
  wasmInstance: () =>
    optional(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])))),
  wasmTable: () => optional(() => new WebAssembly.Table({ initial: 1, element: 'anyfunc' })),
  wasmGlobal: () => optional(() => new WebAssembly.Global({ value: 'i32' }, 1)),
  heapNumber: () => 1.5 * Math.random(),
  symbol: () => Symbol(),
  bigint: () => BigInt(Number.MAX_SAFE_INTEGER), // one 64-bit digit
  oneByteString: () => JSON.parse('["sixteen letters!"]')[0], // 16 characters, and flat
};

/** Samples whose private parts, not whose own node, are measured: the size is that of the named edge's far end. */
export const partProbes = {
  tagged3: [() => [{}, 1, 2].map((x) => x), 'elements'], // header and three tagged slots
  double3: [() => [1.5, 2.5, 3.5].map((x) => x), 'elements'], // header and three doubles
  mapTable: [() => new Map(), 'table'],
  setTable: [() => new Set(), 'table'],
  weakTable: [() => new WeakMap(), 'table'],
  weakSetTable: [() => new WeakSet(), 'table'],
  emptyDictionary: [() => Object.create(null), 'properties'],
  sparseElements: [
    () => {
      const a = [];
      a[1e6] = 1;
      return a;
    },
    'elements',
  ],
  propertyArray: [
    () => {
      const o = {};
      for (const k of 'abcde') o[k] = k;
      return o;
    },
    'properties',
  ],
  bindings1: [() => function () {}.bind(null, 1), 'bindings'],
  onHeapBytes: [() => new Uint8Array(16), 'elements'],
  accessorPair: [() => Object.defineProperty({}, 'x', { get() {}, configurable: true }), 'x'],
  regexpData: [() => /ab+c/, 'regexp data'],
  atomData: [() => /abc/, 'regexp data'],
  dateValue: [() => new Date(1.7e12), 'number'],
  setFromIterable: [() => new Set([1]), 'table'],
  errorWithCause: [() => new Error('a message', { cause: {} }), 'properties'],
  generatorRegisters: [() => (function* () {})(), 'parameters_and_registers'],
};

/** Whether JSON.parse makes two equal strings of this many characters one: 1 or 0. */
export const jsonStringLengths = [8, 9, 10, 11, 12];
export const jsonStrings = (length) => JSON.parse(JSON.stringify(['q'.repeat(length), 'q'.repeat(length), {}]));
/** The same in a text with a character beyond Latin-1, which V8 reads two bytes at a time. */
export const jsonWideStrings = (length) =>
  JSON.parse(JSON.stringify(['q'.repeat(length), 'q'.repeat(length), {}, '\u0436']));
