// The global object of every realm is a boundary that is recognised without looking at its properties: Node defines
// many of them lazily, and asking for one from within another vm context ends the process. So much of this runs in
// child processes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deepSizeOf, describeLayout, sizeOf } from '../../src/index.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heapscale-realms-'));
  buildSync({
    entryPoints: [fileURLToPath(new URL('../../src/index.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    globalName: 'heapscale',
    outfile: join(folder, 'bundle.js'),
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What a program writes to standard output as JSON; `bundle` holds the source of the package there. */
function run(program: string, flags: readonly string[] = []): unknown {
  const file = join(folder, 'program.cjs');
  writeFileSync(
    file,
    `const vm = require('node:vm');
    const bundle = require('node:fs').readFileSync(${JSON.stringify(join(folder, 'bundle.js'))}, 'utf8');
    ${program}`,
  );
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...flags, file], { encoding: 'utf8' });
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: expect.not.stringContaining('Error') });
  return JSON.parse(stdout);
}

const inContext = `
  const context = vm.createContext({ seen: { x: 1 } });
  vm.runInContext(bundle, context);
  const within = (source) => vm.runInContext(source, context);
`;

describe('from within a vm context', () => {
  it("the main realm's global object is a boundary", () => {
    const program = `${inContext}
      context.main = globalThis;
      console.log(JSON.stringify({
        held: within('heapscale.deepSizeOf({ main }).objects'),
        root: within('heapscale.deepSizeOf(main).objects'),
        paths: within('heapscale.deepSizeOf({ main }, { paths: true }).objects'),
        sampled: within('heapscale.deepSizeOf([main, main, main, main, main, main], { sample: 2 }).bytes > 0'),
      }));`;
    expect(run(program)).toEqual({ held: 1, root: 1, paths: 1, sampled: true });
  });

  it("so is the context's own, and the sandbox is not", () => {
    const program = `${inContext}
      console.log(JSON.stringify({
        held: within('heapscale.deepSizeOf({ own: globalThis }).objects'),
        root: within('heapscale.deepSizeOf(globalThis).objects'),
        sandbox: (context.sandbox = { seen: {} }, within('heapscale.deepSizeOf(sandbox).objects')),
      }));`;
    expect(run(program)).toEqual({ held: 1, root: 1, sandbox: 2 });
  });

  it('a class with the name of a lazily defined global is met', () => {
    // Here the context shows the properties of the main realm's global object.
    const program = `
      const context = vm.createContext(globalThis);
      vm.runInContext(bundle, context);
      console.log(vm.runInContext('heapscale.deepSizeOf([class DOMException {}]).objects', context));`;
    expect(run(program)).toBe(2);
  });
});

describe('lazily defined globals', () => {
  const program = `
    eval(bundle + '; globalThis.heapscale = heapscale');
    heapscale.deepSizeOf(globalThis.heapscale.deepSizeOf({ warm: [1.5] }, { paths: true }));
    class File {}
    class FormData { a = 1; }
    class DOMException {}
    const before = process.moduleLoadList.length;
    const classes = heapscale.deepSizeOf([File, FormData, DOMException]).objects;
    heapscale.deepSizeOf(globalThis);
    heapscale.deepSizeOf({ globalThis });
    heapscale.deepSizeOf(globalThis, { paths: true });
    heapscale.sizeOf(globalThis);
    heapscale.describeLayout(globalThis);
    heapscale.advise(globalThis);
    console.log(JSON.stringify({ classes, loaded: process.moduleLoadList.slice(before) }));`;

  it('are not loaded', () => {
    expect(run(program)).toEqual({ classes: 4, loaded: [] });
  });

  it('are not loaded where WebAssembly is missing, either', () => {
    expect(run(program, ['--jitless'])).toEqual({ classes: 4, loaded: [] });
  });

  it("are the platform's once somebody holds them", () => {
    for (const held of [URL, FormData, TextEncoderStream, BroadcastChannel, DOMException, setTimeout])
      expect(deepSizeOf([held]).objects, held.name).toBe(1);
  });
});

describe('a global object', () => {
  const context = createContext({ seen: { x: 1 } });
  const other = runInContext('globalThis', context) as object;

  it('is one object without its properties as a root', () => {
    for (const root of [globalThis, other]) {
      const report = deepSizeOf(root);
      expect(report.objects).toBe(1);
      expect(report.hidden.map((row) => row.kind)).toEqual(['host-objects']);
      expect(sizeOf(root)).toBe(report.bytes);
      expect(describeLayout(root).bytes).toBe(report.bytes);
      expect(deepSizeOf(root, { paths: true }).bytes).toBe(report.bytes);
    }
  });

  it('belongs to nobody', () => {
    expect(deepSizeOf({ other, globalThis }).objects).toBe(1);
    expect(deepSizeOf([[other], new Map([[globalThis, other]])]).objects).toBe(3);
  });

  it('is recognised where the context was made from a class instance with a globalThis of its own', () => {
    class SimulatedWindow {
      globalThis = this;
      Object = Object;
      document = { body: {} };
    }
    const simulated = new SimulatedWindow();
    const global = runInContext('this', createContext(simulated)) as object;
    expect(global).not.toBe(simulated);
    for (const window of [simulated, global]) {
      expect(deepSizeOf(window).objects).toBe(1);
      expect(deepSizeOf({ window }).objects).toBe(1);
    }
  });

  it('is recognised among objects of the same prototype', () => {
    const prototype = {};
    const make = (): object => Object.create(prototype) as object;
    const plain = Object.assign(make(), { a: {} });
    const window = Object.assign(make(), { a: {}, globalThis: undefined as unknown });
    window.globalThis = window;
    for (let i = 0; i < 3; i++) {
      expect(deepSizeOf([plain, window]).objects).toBe(3);
      expect(deepSizeOf([window, plain]).objects).toBe(3);
    }
  });

  it('is not what merely holds one', () => {
    expect(deepSizeOf({ globalThis, own: {} }).objects).toBe(2);
    expect(deepSizeOf({ globalThis: {}, Object, own: {} }).objects).toBe(3);
  });
});

describe("another realm's own objects", () => {
  const realm = (source: string): unknown => runInNewContext(source);

  it('belong to nobody', () => {
    const natives =
      '[Array, Map, Int8Array, Object.prototype.toString, eval, Map.prototype, Array.prototype, Function.prototype]';
    expect(deepSizeOf(realm(natives)).objects).toBe(1);
    const namespaces = '[Math, JSON, Reflect, Intl, WebAssembly, Atomics, Object.getPrototypeOf([].values())]';
    expect(deepSizeOf(realm(namespaces)).objects).toBe(1);
  });

  it('are not what only has the tag of one', () => {
    const tagged = "Object.defineProperty({ parse: JSON.parse.bind(0) }, Symbol.toStringTag, { value: 'JSON' })";
    expect(deepSizeOf(realm(`[${tagged}]`)).objects).toBe(4);
  });

  it('are not what the program made there', () => {
    expect(deepSizeOf(realm('[class A {}, () => 1, parseInt.bind(null), { constructor: Map }, [1, 2]]')).objects).toBe(
      6,
    );
  });

  it('are the same whatever was weighed before', () => {
    const source = 'Object.create(Function.prototype)';
    const first = deepSizeOf([realm(source)]).bytes;
    const [fn, object] = realm(`[function f() {}, ${source}]`) as [unknown, object];
    deepSizeOf(fn);
    expect(deepSizeOf([object]).bytes).toBe(first);
    class Callable extends Function {}
    deepSizeOf(new Callable(''));
    expect(deepSizeOf(Object.create(Callable.prototype)).byType.map(({ type }) => type)).toEqual(['Callable']);
  });
});

describe('an object of the platform', () => {
  it('is weighed where one of its properties throws when it is read', () => {
    const sizes = run(
      `vm.runInThisContext(bundle);
      const unlinked = new vm.SourceTextModule('export const a = 1');
      const key = Object.getOwnPropertySymbols(unlinked).find((key) => typeof unlinked[key] === 'object');
      const wrap = unlinked[key];
      const { deepSizeOf, sizeOf } = vm.runInThisContext('heapscale');
      console.log(JSON.stringify([
        deepSizeOf(unlinked).bytes > 0,
        deepSizeOf({ wrap }, { paths: true }).bytes > 0,
        sizeOf(wrap) > 0,
      ]));`,
      ['--experimental-vm-modules', '--no-warnings'],
    );
    expect(sizes).toEqual([true, true, true]);
  });
});
