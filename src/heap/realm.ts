/**
 * What in a snapshot belongs to the engine and not to a value: the built-ins of every realm, the global objects, and
 * V8's read-only roots.
 */
import { edgeName, flagsOfNames, isNamedLikeSystem } from './names.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** Names on a global object whose values belong to the platform. */
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

/** Native-context slots that lead out of the built-ins. */
const NOT_LIBRARY: ReadonlySet<string> = new Set([
  'embedder_data',
  'security_token',
  'script_context_table',
  'extension',
  'global_proxy_object',
  'global_object',
]);

// Meanings of a node's name.
const SYSTEM = 1;
const CONTEXT = 2;

/** The nodes of every realm's built-ins and global objects, and each realm's `Error.prototype`. */
export interface Realm {
  /** 1 for a node that is a built-in or a global object. */
  readonly realm: Uint8Array;
  /** Global objects and their proxies. */
  readonly globals: ReadonlySet<number>;
  readonly errorPrototypes: ReadonlySet<number>;
}

/** Finds the built-ins by native contexts' slots and by the well-known names on global objects. */
export function realmOf(snapshot: HeapSnapshot): Realm {
  const { nodeType, nodeTypes, nodeName, firstEdge, edgeType, edgeTypes, edgeTo, nodeCount } = snapshot;
  const object = nodeTypes.indexOf('object');
  const closure = nodeTypes.indexOf('closure');
  const internal = edgeTypes.indexOf('internal');
  const property = edgeTypes.indexOf('property');
  const nameFlag = flagsOfNames(snapshot, (name) =>
    name.startsWith('system / NativeContext') ? SYSTEM | CONTEXT : name.startsWith('system / ') ? SYSTEM : 0,
  );
  const realm = new Uint8Array(nodeCount);
  const errorPrototypes = new Set<number>();
  const work: number[] = [];
  const globals = new Set<number>();
  const mark = (node: number): void => {
    if (
      realm[node] === 1 ||
      nameFlag[nodeName[node]] & SYSTEM ||
      (nodeType[node] !== object && nodeType[node] !== closure)
    )
      return;
    realm[node] = 1;
    work.push(node);
  };
  for (let node = 0; node < nodeCount; node++) {
    if (!(nameFlag[nodeName[node]] & CONTEXT) || isNamedLikeSystem(snapshot, node)) continue;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] !== internal) continue;
      const name = edgeName(snapshot, edge);
      if (name === 'extension' || name === 'global_proxy_object' || name === 'global_object') globals.add(edgeTo[edge]);
      else if (!NOT_LIBRARY.has(name)) mark(edgeTo[edge]);
    }
  }
  for (const node of globals) {
    realm[node] = 1;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] !== property) continue;
      const name = edgeName(snapshot, edge);
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
  return { realm, globals, errorPrototypes };

  function collectPrototype(error: number): void {
    for (let edge = firstEdge[error]; edge < firstEdge[error + 1]; edge++) {
      if (edgeType[edge] === property && edgeName(snapshot, edge) === 'prototype') errorPrototypes.add(edgeTo[edge]);
    }
  }
}

/**
 * 1 for every node of V8's read-only space, which all values share and which is never freed: what is reachable from the
 * read-only roots. V8 13 and later give these nodes a self size of 0, older versions their real size.
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
