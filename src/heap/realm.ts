/**
 * What in a snapshot belongs to the engine and so to no value: the standard library of every realm,
 * the global objects, and V8's read-only roots.
 */
import type { HeapSnapshot } from './snapshot.ts';

/** Names on a global object whose values are the platform's own. */
const LIBRARY_NAMES: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z]/.test(name)),
  'Intl',
  'Temporal',
  'WebAssembly',
  'Iterator',
  'SharedArrayBuffer',
  'eval',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'decodeURI',
  'decodeURIComponent',
  'encodeURI',
  'encodeURIComponent',
  'escape',
  'unescape',
  'console',
  'process',
  'globalThis',
]);

/** Native-context slots that lead out of the library. */
const NOT_LIBRARY: ReadonlySet<string> = new Set([
  'embedder_data',
  'security_token',
  'script_context_table',
  'extension',
  'global_proxy_object',
  'global_object',
]);

/** The nodes of every realm's library, and each realm's `Error.prototype`. */
export interface Realm {
  /** 1 for a node that is the library's or a global object. */
  readonly realm: Uint8Array;
  readonly errorPrototypes: ReadonlySet<number>;
}

/** Finds the library by native contexts' slots and by the well-known names on global objects. */
export function realmOf(snapshot: HeapSnapshot): Realm {
  const { strings, nodeType, nodeTypes, nodeName, firstEdge, edgeType, edgeTypes, edgeNameOrIndex, edgeTo, nodeCount } =
    snapshot;
  const object = nodeTypes.indexOf('object');
  const closure = nodeTypes.indexOf('closure');
  const internal = edgeTypes.indexOf('internal');
  const property = edgeTypes.indexOf('property');
  const isContext = strings.flags(new Uint8Array(strings.length), (text) =>
    text.startsWith('system / NativeContext') ? 1 : 0,
  );
  const isSystem = strings.flags(new Uint8Array(strings.length), (text) => (text.startsWith('system / ') ? 1 : 0));
  const realm = new Uint8Array(nodeCount);
  const errorPrototypes = new Set<number>();
  const work: number[] = [];
  const globals: number[] = [];
  const mark = (node: number): void => {
    if (
      realm[node] === 1 ||
      isSystem[nodeName[node]] === 1 ||
      (nodeType[node] !== object && nodeType[node] !== closure)
    )
      return;
    realm[node] = 1;
    work.push(node);
  };
  for (let node = 0; node < nodeCount; node++) {
    if (isContext[nodeName[node]] === 0) continue;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] !== internal) continue;
      const name = strings.get(edgeNameOrIndex[edge]);
      if (name === 'extension' || name === 'global_proxy_object' || name === 'global_object')
        globals.push(edgeTo[edge]);
      else if (!NOT_LIBRARY.has(name)) mark(edgeTo[edge]);
    }
  }
  for (const node of globals) {
    realm[node] = 1;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] !== property) continue;
      const name = strings.get(edgeNameOrIndex[edge]);
      if (LIBRARY_NAMES.has(name)) mark(edgeTo[edge]);
      if (name === 'Error') collectPrototype(edgeTo[edge]);
    }
  }
  while (work.length > 0) {
    const node = work.pop()!;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] === property) mark(edgeTo[edge]);
    }
  }
  return { realm, errorPrototypes };

  function collectPrototype(error: number): void {
    for (let edge = firstEdge[error]; edge < firstEdge[error + 1]; edge++) {
      if (edgeType[edge] === property && strings.get(edgeNameOrIndex[edge]) === 'prototype')
        errorPrototypes.add(edgeTo[edge]);
    }
  }
}

/**
 * 1 for every node of V8's read-only space, which is shared by all and immortal: what is reachable from the read-only
 * roots. V8 13 and later give these nodes a self size of 0, older ones their real size.
 */
export function readOnlyNodes(snapshot: HeapSnapshot): Uint8Array {
  const { strings, nodeName, firstEdge, edgeTo, nodeCount } = snapshot;
  const marked = new Uint8Array(nodeCount);
  const rootName = strings.indexOf('(Read-only roots)');
  const work: number[] = [];
  for (let node = 0; node < nodeCount; node++) if (nodeName[node] === rootName) work.push(node);
  while (work.length > 0) {
    const node = work.pop()!;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge];
      if (marked[to] === 0) {
        marked[to] = 1;
        work.push(to);
      }
    }
  }
  return marked;
}
