/**
 * What in a snapshot belongs to the engine and not to a value: the built-ins of every realm, the global objects, and
 * V8's read-only roots.
 */
import { LANGUAGE_NAMES, SCRIPTED_FUNCTIONS } from '../walk/boundary-names.ts';
import { edgeName, flagsOfNames, internalTarget, isNamedLikeSystem, nodeName as nameOf } from './names.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** Names on a global object from which the built-ins of the language are found. */
const LANGUAGE: ReadonlySet<string> = new Set(LANGUAGE_NAMES.split(' '));

/** Functions of the platform that have a script. */
const SCRIPTED: ReadonlySet<string> = new Set(SCRIPTED_FUNCTIONS.split(' '));

/** What the scripts are named that Node's and Deno's own functions come from. */
const PLATFORM_SCRIPT = /^(?:node|ext):/;

/** Native-context slots that lead out of the built-ins. */
const NOT_LIBRARY: ReadonlySet<string> = new Set([
  'embedder_data',
  'security_token',
  'script_context_table',
  'extension',
  'global_proxy_object',
  'global_object',
  'continuation_preserved_embedder_data',
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

/**
 * Finds the built-ins by native contexts' slots and by names on global objects; walk/boundary.ts states the rule. From
 * a built-in of the language the search goes on to native functions and prototypes, so that what the program attached
 * to it is left to the program.
 */
export function realmOf(snapshot: HeapSnapshot): Realm {
  const { nodeType, nodeTypes, nodeName, firstEdge, edgeType, edgeTypes, edgeTo, nodeCount } = snapshot;
  const object = nodeTypes.indexOf('object');
  const closure = nodeTypes.indexOf('closure');
  const internal = edgeTypes.indexOf('internal');
  const property = edgeTypes.indexOf('property');
  const variable = edgeTypes.indexOf('context');
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
      else if (!NOT_LIBRARY.has(name) && !isScripted(edgeTo[edge])) mark(edgeTo[edge]);
    }
  }
  for (const node of globals) {
    realm[node] = 1;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] === property) markGlobal(edgeName(snapshot, edge), edgeTo[edge]);
    }
  }
  while (work.length > 0) {
    const node = work.pop()!;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] !== property) continue;
      const to = edgeTo[edge];
      if (isPrototypeEdge(edgeName(snapshot, edge)) || (nodeType[to] === closure && !isScripted(to))) mark(to);
    }
  }
  return { realm, globals, errorPrototypes };

  /** What a global object holds under a name. */
  function markGlobal(name: string, to: number): void {
    if (LANGUAGE.has(name)) {
      mark(to);
      if (name === 'Error') errorPrototypes.add(prototypeOf(to));
    } else if (name === 'console' || name === 'process') {
      if (nodeType[to] === object && !(nameFlag[nodeName[to]] & SYSTEM)) realm[to] = 1;
    } else if (name === 'get process' && nodeType[to] === closure) {
      markProcess(internalTarget(snapshot, to, 'context'));
    } else if (nodeType[to] === closure && ownName(to) === name && isOfPlatform(name, to)) {
      realm[to] = 1;
      const prototype = prototypeOf(to);
      if (prototype >= 0) realm[prototype] = 1;
    }
  }

  /** Node keeps the process in a variable of the getter; V8 14 puts a cell between them. */
  function markProcess(context: number): void {
    if (context < 0) return;
    for (let edge = firstEdge[context]; edge < firstEdge[context + 1]; edge++) {
      if (edgeType[edge] !== variable) continue;
      const to = edgeTo[edge];
      if (nameOf(snapshot, to) === 'process') realm[to] = 1;
      else if (nameFlag[nodeName[to]] & SYSTEM)
        for (let inner = firstEdge[to]; inner < firstEdge[to + 1]; inner++)
          if (nameOf(snapshot, edgeTo[inner]) === 'process' && nodeType[edgeTo[inner]] === object)
            realm[edgeTo[inner]] = 1;
    }
  }

  /** The name of a function, which may have been redefined. */
  function ownName(fn: number): string {
    const redefined = propertyOf(fn, 'name');
    return nameOf(snapshot, redefined < 0 ? fn : redefined);
  }

  /** Of a function that the global object has under the function's own name. */
  function isOfPlatform(name: string, fn: number): boolean {
    const script = scriptOf(fn);
    return (
      script === undefined || SCRIPTED.has(name) || PLATFORM_SCRIPT.test(script) || isTagged(prototypeOf(fn), name)
    );
  }

  function isScripted(node: number): boolean {
    return nodeType[node] === closure && scriptOf(node) !== undefined;
  }

  /** The name of the script that a function comes from; undefined for a native function. */
  function scriptOf(fn: number): string | undefined {
    const shared = internalTarget(snapshot, fn, 'shared');
    if (shared < 0) return undefined;
    for (let edge = firstEdge[shared]; edge < firstEdge[shared + 1]; edge++)
      if (edgeType[edge] === internal && edgeName(snapshot, edge).startsWith('script'))
        return nameOf(snapshot, edgeTo[edge]);
    return undefined;
  }

  function prototypeOf(fn: number): number {
    return propertyOf(fn, 'prototype');
  }

  /** Whether a prototype has the tag of a class, as those of Web APIs have. */
  function isTagged(prototype: number, name: string): boolean {
    const tag = prototype < 0 ? -1 : propertyOf(prototype, '<symbol Symbol.toStringTag>');
    return tag >= 0 && nameOf(snapshot, tag) === name;
  }

  function propertyOf(node: number, name: string): number {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      if (edgeType[edge] === property && edgeName(snapshot, edge) === name) return edgeTo[edge];
    return -1;
  }
}

function isPrototypeEdge(name: string): boolean {
  return name === 'prototype' || name === '__proto__';
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
