// A wrong argument of a native aborts the process, and a private getter would run: every fact is asked about every odd
// value, each kind in a process of its own.
import { describe, expect, it } from 'vitest';
import { runChild } from './children.ts';

/** Expressions that make values; `boom` ends a test if it is called. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  primitives: [
    '0',
    '1.5',
    '-0',
    'NaN',
    '2 ** 31',
    '2 ** 53',
    'true',
    'null',
    'undefined',
    '10n',
    '2n ** 70n',
    'Symbol("s")',
    '""',
    '"a"',
  ],
  strings: [
    '"x".repeat(1000)',
    '"left part of it " + process.pid + " right"',
    '"a slice of a text that is long".slice(3, 25)',
    '"\\u4e00"',
    'Buffer.alloc(2e6, 97).toString("latin1")',
  ],
  proxies: [
    'new Proxy({}, new Proxy({}, { get: boom }))',
    'new Proxy([], new Proxy({}, { get: boom }))',
    'new Proxy(function () {}, new Proxy({}, { get: boom }))',
    '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()',
    '(() => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy; })()',
    'new Proxy(new Proxy({}, { get: boom }), {})',
  ],
  arrays: [
    '[]',
    '[, , 1]',
    '[1, , 2.5]',
    'new Array(1e6)',
    'Object.freeze([1.5, 2])',
    'Object.seal([{}])',
    'Object.preventExtensions([1])',
    'Object.defineProperty([1, 2], 0, { get: boom })',
    'Object.setPrototypeOf([1], null)',
    'Object.setPrototypeOf([1, , 2], { get 1() { boom(); } })',
    'new (class extends Array {})(3)',
    '[1, 2, 3].concat("x")',
    'Array.from({ length: 1e5 }, (_, i) => i)',
  ],
  objects: [
    'Object.create(null)',
    'Object.freeze({ a: 1.5 })',
    '{ get a() { return boom(); } }',
    'globalThis',
    'process.env',
    'process',
    'Object.prototype',
    'Array.prototype',
    'Function.prototype',
    'Reflect',
    'JSON',
    'Math',
    'Intl',
    'WebAssembly',
    'import.meta',
    'await import("node:fs")',
    'vm.createContext({})',
    'vm.runInNewContext("this")',
    'vm.runInNewContext("[1.5, {}, new Map([[1, 2]])]")',
    '(function () { return arguments; })(1, 2)',
    '(() => { "use strict"; return (function () { return arguments; })(1); })()',
  ],
  exotic: [
    'new Uint8Array(8)',
    'new Float64Array(1000)',
    'Buffer.from("abc")',
    'new DataView(new ArrayBuffer(8))',
    'new SharedArrayBuffer(8)',
    'new Map([[{}, 1]])',
    'new Set([1.5])',
    'new WeakMap()',
    'new WeakRef({})',
    'new FinalizationRegistry(boom)',
    'Promise.resolve({})',
    'new Date(1.5)',
    '/a(b)/g',
    'new Error("e")',
    'new AggregateError([new Error("e")])',
    'Object(1.5)',
    'Object("text")',
    'Object(Symbol())',
    'Object(1n)',
    'new Intl.Collator()',
    'new URL("http://a.b/c")',
    'new AbortController()',
    'new Response("body")',
    'new Blob(["x"])',
    'structuredClone(new Map([[1, { a: 1 }]]))',
    'performance',
    'new EventTarget()',
    'new MessageChannel()',
  ],
  functions: [
    '() => 1',
    'function* () {}',
    'async () => {}',
    'async function* () {}',
    'class { static #s = 1; static { this.x = 1; } }',
    'boom.bind(null, {})',
    '(function* () { yield 1; })()',
    '(async function* () {})()',
    'Math.max',
    'Proxy',
  ],
  wasm: [
    'new WebAssembly.Memory({ initial: 1 })',
    'new WebAssembly.Table({ element: "anyfunc", initial: 2 })',
    'new WebAssembly.Global({ value: "i32" }, 1)',
    'new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))',
    'new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])))',
    'new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))).exports',
    'new WebAssembly.Tag({ parameters: ["i32"] })',
    'struct()',
  ],
  private: [
    'new (class { #a = 1; get #b() { return boom(); } set #b(v) { boom(); } #m() { boom(); } x = 1; })()',
    'new (class A extends class { #a = { deep: 1 }; } { #a = 2; })()',
    'stamped(new Proxy({}, new Proxy({}, { get: boom })))',
    'stamped([1.5])',
    'stamped(() => 1)',
    'stamped(new Error("e"))',
    'stamped(new Uint8Array(4))',
    'stamped(Object.create(null))',
    'stamped(Object.create(Plain.prototype))',
    'Object.create(Plain.prototype)',
    'new Plain()',
  ],
};

const PRELUDE = `
const boom = () => { throw new Error('code of the value ran'); };
class Plain { #a = { kept: 'text of a private field' }; read() { return this.#a; } }
class Stamp extends (function (value) { return value; }) { get #a() { ran = true; return boom(); } #own = { b: 1 }; constructor(value) { super(value); } }
let ran = false;
const stamped = (value) => new Stamp(value);
// (type (struct (field (mut i32)))), and a function that makes one; engines without garbage-collected types have none.
const struct = () => {
  const code = [0, 97, 115, 109, 1, 0, 0, 0, 1, 10, 2, 95, 1, 127, 1, 96, 0, 1, 100, 0, 3, 2, 1, 1, 7, 5, 1, 1, 109, 0, 0, 10, 7, 1, 5, 0, 251, 1, 0, 11];
  try { return new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(code))).exports.m(); } catch { return {}; }
};
`;

const ASK = `
const facts = engineFacts();
const values = [VALUES];
let answers = 0;
const failures = [];
for (const value of values) {
  const others = [value, {}, 'text', 1];
  for (const [name, ask] of Object.entries(facts)) {
    if (typeof ask !== 'function' || name === 'privateFieldOf') continue;
    for (const other of others) { ask(value, other); ask(other, value); answers++; }
  }
  // Asked only for fields that exist, or for none: an accessor of this name would run.
  facts.privateFieldOf(value, '#none');
  facts.privateFieldOf(value, 1);
  for (const reveal of [undefined, true]) {
    const report = deepSizeOf([value, value, { value }, { value }, { value }], { facts, reveal });
    if (!(report.range.min >= 0 && report.bytes > 0)) failures.push(String(report));
  }
}
print([failures, answers > 0, ran]);
`;

describe('hostile values', () => {
  it.each(Object.keys(VALUES))('%s', (kind) => {
    const code =
      PRELUDE +
      ASK.replace('VALUES', VALUES[kind].map((text) => (text.startsWith('{') ? `(${text})` : text)).join(', '));
    expect(runChild(code)).toEqual([[], true, false]);
  });
});

describe('private fields', () => {
  it('are read by the engine where the inspector has shown that none of their names is an accessor', () => {
    const found = runChild(`
      let ran = 0;
      class Field { #a; constructor(i) { this.i = i; this.#a = i === 0 ? undefined : { text: 'private text ' + i % 7 }; } }
      class Getter extends (function (value) { return value; }) { get #a() { ran++; return 1; } constructor(value) { super(value); } }
      const fields = Array.from({ length: 50 }, (_, i) => new Field(i));
      // Objects that look like the others, but their #a is a getter of another class.
      const getters = Array.from({ length: 50 }, (_, i) => new Getter(Object.assign(Object.create(Field.prototype), { i })));
      const by = (options) => deepSizeOf([fields, getters], options);
      const facts = engineFacts();
      const [inspected, known] = [by({ reveal: true }), by({ reveal: true, facts })];
      print([ran, known.objects === inspected.objects, known.hidden.filter(({ kind }) => kind !== 'string-parents').length]);`);
    expect(found).toEqual([0, true, 0]);
  });
});
