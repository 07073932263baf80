/**
 * The meaning of names in V8's heap snapshots, as bits: of edges (`elements`, `getter`, `#field`) and of nodes ("system
 * / JSProxy"). V8 writes them in src/profiler/heap-snapshot-generator.cc. Some node types differ between Chromium and
 * Node, so V8's internal kinds are recognised by name.
 */

import { isExternalMap } from './external-strings.ts';

/** Meanings of an edge's name. */
export const Edge = {
  /** Leads to a backing store. */
  store: 1,
  /** Leads to a value. */
  value: 2,
  /** Leads to state that JavaScript cannot read. */
  state: 4,
  proto: 8,
  prototype: 16,
  /** A private field, `#x`. */
  private: 32,
  /** A symbol without description, of the program or of V8. */
  nameless: 64,
  /** The value of a WeakMap entry, from its table or from its key. */
  ephemeron: 128,
  /** The throwing accessor of a strict function's arguments object. */
  callee: 256,
  /** An error's own accessor for its captured frames; what a DisposableStack disposes of. */
  stack: 512,
  /** A function's or generator's context. */
  context: 1024,
  /** A symbol of Node that leads to surroundings, such as from a sandbox to its context. */
  embedder: 2048,
  /** A symbol under which Node stores the context of an AsyncLocalStorage in what it has created. */
  asyncContext: 4096,
} as const;

const EDGES: Readonly<Record<string, number>> = {
  properties: Edge.store,
  elements: Edge.store,
  table: Edge.store,
  bindings: Edge.store | Edge.state,
  backing_store: Edge.store,
  parameters_and_registers: Edge.store | Edge.state,
  buffer: Edge.value,
  getter: Edge.value,
  setter: Edge.value,
  first: Edge.value,
  second: Edge.value,
  parent: Edge.value,
  actual: Edge.value,
  name: Edge.value,
  bound_this: Edge.value | Edge.state,
  bound_function: Edge.value | Edge.state,
  reactions_or_result: Edge.value | Edge.state,
  receiver: Edge.value | Edge.state,
  context: Edge.context,
  // A property with an empty name gets the label of an internal edge.
  '': Edge.value,
  ['__proto__']: Edge.proto,
  prototype: Edge.prototype,
  '<symbol>': Edge.nameless,
  '<symbol kResourceStore>': Edge.asyncContext,
  '<symbol kAsyncContextFrame>': Edge.asyncContext,
  '<symbol context_frame>': Edge.asyncContext,
  stack: Edge.stack,
  'get stack': Edge.stack,
  'set stack': Edge.stack,
  'get callee': Edge.callee,
  'set callee': Edge.callee,
};

/** The bits of an edge's name. */
export function edgeFlagOf(name: string): number {
  if (Object.hasOwn(EDGES, name)) return EDGES[name];
  if (name[0] === '#') return Edge.private;
  if (name.startsWith('<symbol node:')) return Edge.embedder;
  return name.includes(' / part of key (') ? Edge.ephemeron : 0;
}

/** Meanings of a node's name. */
export const Named = {
  /** A part that holds values. */
  struct: 1,
  proxy: 2,
  /** Any other internal object of V8. */
  system: 4,
  /** An iterator, or a DisposableStack: the array that it holds is a part of it. */
  iterator: 8,
  /** A primitive in a wrapper object. */
  wrapper: 16,
  /** The elements of a sloppy function's arguments object. */
  sloppy: 32,
  accessors: 64,
  /** A WebAssembly.Memory. */
  memory: 128,
  /** Named properties, which property edges reach as well. */
  fields: 256,
  arrayBuffer: 512,
  arguments: 1024,
  /** The empty string or one Latin-1 character: V8 stores each of these once, in its read-only space. */
  single: 2048,
  /** The map of strings whose characters are outside the heap. */
  externalMap: 4096,
  /** The description of the symbol under which Node keeps an asynchronous resource's number. */
  asyncId: 8192,
  /** The class of handles and requests, which are asynchronous resources. */
  asyncHandle: 16384,
  /** A module namespace, or an object of a class of that name. */
  module: 32768,
} as const;

/** The bits of the names of V8's internal objects. */
export const OF_SYSTEM: number =
  Named.struct | Named.proxy | Named.system | Named.sloppy | Named.accessors | Named.fields;

const STRUCTS: readonly string[] = [
  'PropertyArray',
  'AccessorPair',
  'RegExpData',
  'IrRegExpData',
  'AtomRegExpData',
  'RegExpDataWrapper',
  'SloppyArgumentsElements',
];

/** The bits of a node's name; `hidden`: state that JavaScript cannot read counts with the value. */
export function nodeFlagOf(name: string, hidden: boolean): number {
  if (name.length === 0 || (name.length === 1 && name.charCodeAt(0) < 256)) return Named.single;
  // Only strings are as long as this; no name with a meaning is.
  if (name.length >= 100) return 0;
  if (name.startsWith('system / ')) {
    const kind = name.slice(9).split(' ')[0];
    if (kind === 'JSProxy') return Named.proxy;
    if (kind === 'SloppyArgumentsElements') return Named.struct | Named.sloppy;
    if (kind === 'PropertyArray') return Named.struct | Named.fields;
    if (kind === 'AccessorPair') return Named.struct | Named.accessors;
    if (isExternalMap(name)) return Named.system | Named.externalMap;
    return STRUCTS.includes(kind) || (hidden && kind === 'SwissNameDictionary') ? Named.struct : Named.system;
  }
  if (name === '(object properties)') return Named.fields;
  if (name === 'async_id_symbol' || name === 'asyncId') return Named.asyncId;
  if (name === 'AsyncWrap' || name === 'MessagePort' || name === 'HTTPServerAsyncResource') return Named.asyncHandle;
  if (name === 'Arguments') return Named.arguments;
  if (name === 'Module') return Named.module;
  if (name.endsWith('Iterator') || name.endsWith('DisposableStack')) return Named.iterator;
  if (name.endsWith('ArrayBuffer')) return Named.arrayBuffer;
  if (name === 'Memory' || name === 'WebAssembly.Memory') return Named.memory;
  return name === 'String' || name === 'Symbol' || name === 'Number' || name === 'BigInt' || name === 'Boolean'
    ? Named.wrapper
    : 0;
}
