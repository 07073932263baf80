/**
 * A second way to V8's count, which shares no line with src/heap: the snapshot is read by JSON.parse, and what belongs
 * to a value is told by what does not. Every strong reference is followed, except those to hidden classes, code and
 * contexts, to V8's own objects, and to the language's own objects, which JavaScript itself lists here and hands over
 * to be found.
 */
import { setImmediate } from 'node:timers/promises';
import { getHeapSnapshot } from 'node:v8';

interface RawSnapshot {
  snapshot: {
    meta: { node_fields: string[]; node_types: [string[]]; edge_fields: string[]; edge_types: [string[]] };
    node_count: number;
  };
  nodes: number[];
  edges: number[];
  strings: string[];
}

/** The whole snapshot as V8 wrote it, parsed at once. */
async function rawSnapshot(): Promise<RawSnapshot> {
  await setImmediate();
  const chunks: Buffer[] = [];
  for await (const chunk of getHeapSnapshot()) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as RawSnapshot;
}

/** V8's own objects that are parts or values of the program's. */
const SYSTEM_PARTS =
  /^system \/ (?:JSProxy|PropertyArray|AccessorPair|RegExpData|IrRegExpData|AtomRegExpData|RegExpDataWrapper|SloppyArgumentsElements|PromiseReaction)/;

/** The language's own objects: what the global names and the prototypes of literals lead to. */
function realmObjects(): object[] {
  const found = new Set<object>();
  const work: unknown[] = [
    function* () {},
    async function () {},
    async function* () {},
    [].values(),
    new Map().keys(),
    new Set().keys(),
    ''[Symbol.iterator](),
    'a'.matchAll(/a/g),
  ].map((item) => Object.getPrototypeOf(item) as unknown);
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
    if (
      /^[A-Z]/.test(name) ||
      (typeof value === 'function' && /\{ \[native code\] \}$/.test(Function.prototype.toString.call(value)))
    )
      work.push(value);
  }
  work.push(
    (function (this: unknown) {
      'use strict';
      return Object.getOwnPropertyDescriptor(arguments, 'callee')?.get;
    })(),
  );
  while (work.length > 0) {
    const item = work.pop();
    if ((typeof item !== 'object' || item === null) && typeof item !== 'function') continue;
    if (found.has(item)) continue;
    found.add(item);
    for (const key of Reflect.ownKeys(item)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(item, key)!;
      work.push(value, get, set);
    }
    work.push(Object.getPrototypeOf(item));
  }
  for (const item of [globalThis, process, console]) found.add(item);
  return [...found];
}

/** For each value the sum of self sizes. */
export async function sumsOf(values: readonly unknown[]): Promise<number[]> {
  const mark = `independent ${Math.random()}`;
  const holder = { [mark]: [realmObjects(), ...values] };
  const raw = await rawSnapshot();
  if (holder[mark].length === 0) throw new Error('kept alive until here');
  const { meta } = raw.snapshot;
  const N = Object.fromEntries(meta.node_fields.map((name, i) => [name, i]));
  const E = Object.fromEntries(meta.edge_fields.map((name, i) => [name, i]));
  const width = meta.node_fields.length;
  const edgeWidth = meta.edge_fields.length;
  const count = raw.snapshot.node_count;
  const first = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) first[i + 1] = first[i] + raw.nodes[i * width + N['edge_count']];
  const typeOf = (i: number): string => meta.node_types[0][raw.nodes[i * width + N['type']]];
  const nameOf = (i: number): string => raw.strings[raw.nodes[i * width + N['name']]];
  const edgesOf = (i: number): { type: string; name: string; to: number }[] => {
    const list = [];
    for (let e = first[i]; e < first[i + 1]; e++) {
      const type = meta.edge_types[0][raw.edges[e * edgeWidth + E['type']]];
      const label = raw.edges[e * edgeWidth + E['name_or_index']];
      list.push({
        type,
        name: type === 'element' || type === 'hidden' ? `#${label}` : raw.strings[label],
        to: raw.edges[e * edgeWidth + E['to_node']] / width,
      });
    }
    return list;
  };
  const isReadOnly = new Uint8Array(count);
  for (let i = 0; i < count; i++)
    if (nameOf(i) === '(Read-only roots)') for (const { to } of edgesOf(i)) isReadOnly[to] = 1;
  const isReadOnlyRoot = (i: number): boolean =>
    isReadOnly[i] === 1 || (typeOf(i) === 'string' && nameOf(i).length < 2 && nameOf(i) < '\u0100');

  function belongs(from: number, edge: { type: string; name: string; to: number }, isLastProto: boolean): boolean {
    const { type, name, to } = edge;
    if (type === 'weak' || type === 'shortcut' || type === 'context' || isReadOnlyRoot(to)) return false;
    const fromType = typeOf(from);
    const toType = typeOf(to);
    const toName = nameOf(to);
    if (toType === 'object shape') return false;
    if (realm.has(to)) return false;
    if (toType === 'code' && !(type === 'internal' && name === 'elements') && !SYSTEM_PARTS.test(toName)) return false;
    // What must be known to detach a buffer is the platform's.
    if (nameOf(from).endsWith('ArrayBuffer') && toType === 'symbol' && type !== 'property') return false;
    if (toName.startsWith('system / ') && toType !== 'native' && !SYSTEM_PARTS.test(toName)) return false;
    // The pair that throws for a strict function's `callee` is the language's; a generator's function is its code.
    if (toName.includes('AccessorPair') && edgesOf(to).some((end) => realm.has(end.to))) return false;
    if (fromType === 'object' && type === 'internal' && name === 'function') return false;
    // Functions that a class keeps for itself; those of the program have property edges of their own.
    if (nameOf(from).includes('PropertyArray') && toType === 'closure') return false;
    if (/^(?:WebAssembly\.)?Table$/.test(nameOf(from)) && name !== 'properties' && name !== 'elements') return false;
    // An instance's module and exports are internal data from V8 13 on.
    if (
      /^(?:WebAssembly\.)?Instance$/.test(nameOf(from)) &&
      type === 'internal' &&
      /^(?:module_object|exports)$/.test(name)
    )
      return false;
    if (fromType === 'array' || fromType === 'code' || SYSTEM_PARTS.test(nameOf(from)))
      return type !== 'property' || nameOf(from).includes('JSProxy');
    if (type === 'property')
      return (
        !(name === '__proto__' && isLastProto) &&
        !(fromType === 'closure' && (name === 'prototype' || name === '<symbol>'))
      );
    if (fromType === 'closure')
      return (
        (type === 'internal' &&
          (name === 'properties' || name === 'elements' || name === 'bindings' || name.startsWith('bound_'))) ||
        type === 'element'
      );
    if (fromType === 'regexp')
      return (
        type === 'element' ||
        type === 'hidden' ||
        (type === 'internal' && (name === 'properties' || name === 'elements'))
      );
    return true;
  }

  function isError(node: number): boolean {
    for (let at: number | undefined = node, steps = 0; at !== undefined && steps < 20; steps++) {
      const protos: { name: string; to: number }[] = edgesOf(at).filter(
        (edge) => edge.type === 'property' && edge.name === '__proto__',
      );
      at = protos.at(-1)?.to;
      if (at !== undefined && edgesOf(at).some((edge) => edge.name === 'constructor' && nameOf(edge.to) === 'Error'))
        return true;
    }
    return false;
  }

  function sum(root: number): number {
    if (isReadOnlyRoot(root)) return 0;
    const seen = new Set([root]);
    const work = [root];
    let bytes = 0;
    while (work.length > 0) {
      const node = work.pop()!;
      bytes += raw.nodes[node * width + N['self_size']];
      const edges = edgesOf(node);
      const lastProto = edges.findLastIndex((edge) => edge.type === 'property' && edge.name === '__proto__');
      const error =
        typeOf(node) === 'object' &&
        edges.some((edge) => edge.name === '<symbol>' || edge.name.endsWith('stack')) &&
        isError(node);
      edges.forEach((edge, i) => {
        if (seen.has(edge.to) || !belongs(node, edge, i === lastProto)) return;
        // An error keeps its captured stack and a copy of its message under nameless symbols.
        if (
          error &&
          (edge.name === '<symbol>' || (/^(?:[gs]et )?stack$/.test(edge.name) && typeOf(edge.to) !== 'string'))
        )
          return;
        seen.add(edge.to);
        work.push(edge.to);
      });
    }
    return bytes;
  }

  const realm = new Set<number>();
  const nodes = findItems();
  return values.map((_, i) => (nodes.has(i) ? sum(nodes.get(i)!) : 0));

  /** The values' nodes by index; and those of the language's own objects. */
  function findItems(): Map<number, number> {
    for (let i = 0; i < count; i++) {
      for (const edge of edgesOf(i)) {
        if (edge.type !== 'property' || edge.name !== mark) continue;
        const found = new Map<number, number>();
        for (const item of edgesOf(edge.to)) {
          if (item.type !== 'element') continue;
          if (item.name === '#0') for (const own of edgesOf(item.to)) realm.add(own.to);
          else found.set(Number(item.name.slice(1)) - 1, item.to);
        }
        return found;
      }
    }
    throw new Error('the holder is not in the snapshot');
  }
}
