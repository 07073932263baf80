/**
 * What belongs to a value, by the edges of V8's heap snapshot: the definition that exactSizeOf follows. It shares no
 * code with the walker, so that each can check the other.
 *
 * Of hidden state these belong: private fields, a promise's result, a WeakMap's values, a Proxy's target and handler, a
 * bound function's parts, and a generator's receiver, arguments and variables, including those that it shares with
 * closures (stored in a context). The reactions of a pending promise do not belong to it.
 */
import { EXTERNAL_HEADER } from './external-strings.ts';
import { Edge, edgeFlagOf, Named, nodeFlagOf, OF_SYSTEM } from './name-flags.ts';
import { edgeName, flagsOfNames, internalTarget, isNamedLikeSystem, nodeName as nameOf } from './names.ts';
import { readOnlyNodes, realmOf } from './realm.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** The target does not belong. */
export const FOREIGN = 0;
/** The target belongs, as an object of its own. */
export const OWN = 1;
/** The target belongs, as a private part (backing store) of the node that the edge starts from. */
export const PART = 2;

/** For one snapshot: which edges lead to what a value owns. */
export interface Ownership {
  /** {@link FOREIGN}, {@link OWN} or {@link PART}. */
  follow(from: number, edge: number): 0 | 1 | 2;
  /**
   * True for nodes that never count, not even as a root: the empty and one-character strings, V8's read-only objects.
   */
  isReadOnly(node: number): boolean;
  /** True for the global object of a realm. */
  isGlobal(node: number): boolean;
  /** Bytes of a node's self size that are outside V8's heap. */
  externalBytes(node: number): number;
}

/** Whether state that plain JavaScript cannot reach is followed. */
export interface OwnershipOptions {
  /** Follow private fields, promise results, weak map values, proxy targets, generator and iterator state. */
  readonly hidden: boolean;
}

/** Reads a snapshot's node and edge kinds once into tables. */
export function ownershipOf(snapshot: HeapSnapshot, options: OwnershipOptions): Ownership {
  const { nodeType, nodeName, firstEdge, edgeType, edgeNameOrIndex, edgeTo, nodeTypes, edgeTypes } = snapshot;
  const typeFlag = nodeTypes.map((name) =>
    [
      'object',
      'closure',
      'regexp',
      'string',
      'concatenated string',
      'sliced string',
      'symbol',
      'bigint',
      'number',
    ].includes(name),
  );
  const stringType = nodeTypes.map(
    (name) => name === 'string' || name === 'concatenated string' || name === 'sliced string',
  );
  const flatString = nodeTypes.indexOf('string');
  const [object, array, code, closure, regexp, native, symbol, number, bigint] = [
    'object',
    'array',
    'code',
    'closure',
    'regexp',
    'native',
    'symbol',
    'number',
    'bigint',
  ].map((name) => nodeTypes.indexOf(name));
  const [element, property, internal, hiddenEdge, variable] = [
    'element',
    'property',
    'internal',
    'hidden',
    'context',
  ].map((name) => edgeTypes.indexOf(name));

  const edgeFlag = flagsOfNames(snapshot, edgeFlagOf);
  const nodeFlag = flagsOfNames(snapshot, (name) => nodeFlagOf(name, options.hidden));
  /** Property arrays of buffers, whose values no property edge reaches. */
  const openStores = new Set<number>();
  /** Contexts that hold a generator's variables. */
  const generatorContexts = new Set<number>();
  const { realm, globals, errorPrototypes } = realmOf(snapshot);
  const readOnly = readOnlyNodes(snapshot);

  function flagOf(node: number): number {
    const flag = nodeFlag[nodeName[node]];
    return flag & OF_SYSTEM && nodeType[node] === object && isNamedLikeSystem(snapshot, node) ? 0 : flag;
  }

  function isReadOnly(node: number): boolean {
    return readOnly[node] === 1 || (nodeType[node] === flatString && (nodeFlag[nodeName[node]] & Named.single) !== 0);
  }

  /** The namespace of a loaded module refers to V8's record of it, a SourceTextModule or SyntheticModule. */
  function isNamespace(node: number): boolean {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      if (
        edgeType[edge] === hiddenEdge &&
        nameOf(snapshot, edgeTo[edge]).match(/^system \/ (?:SourceText|Synthetic)Module/) !== null
      )
        return true;
    return false;
  }

  /** Whether the target of an edge from a value to its data can belong to it. */
  function asValue(to: number): 0 | 1 | 2 {
    const flag = flagOf(to);
    if (flag & (Named.struct | Named.proxy | Named.system))
      return flag & Named.proxy ? OWN : flag & Named.struct ? PART : FOREIGN;
    if (flag & Named.module && isNamespace(to)) return FOREIGN;
    // An object of the platform that V8 lists together with its C++ part has a hidden class.
    if (nodeType[to] === native) return internalTarget(snapshot, to, 'map') < 0 ? FOREIGN : OWN;
    return typeFlag[nodeType[to]] && realm[to] === 0 && !isReadOnly(to) ? OWN : FOREIGN;
  }

  function follow(from: number, edge: number): 0 | 1 | 2 {
    const kind = edgeType[edge];
    const to = edgeTo[edge];
    const fromType = nodeType[from];
    const fromFlag = flagOf(from);
    if (fromType === array || fromType === code || fromFlag & Named.struct) {
      // Inside a backing store every strong edge is content.
      if (kind !== internal && kind !== element && kind !== hiddenEdge) return FOREIGN;
      if (kind === internal && edgeFlag[edgeNameOrIndex[edge]] & Edge.ephemeron && !options.hidden) return FOREIGN;
      if (fromFlag & Named.sloppy && nodeType[to] === array) return PART;
      // Values of named properties are followed by their property edges, which distinguish V8's own symbols from the
      // program's; heap numbers and a dictionary's keys remain.
      if (fromFlag & Named.fields && !openStores.has(from)) {
        const type = nodeType[to];
        if (type !== number && !(fromType === array && (stringType[type] || type === symbol))) return FOREIGN;
      }
      return asValue(to);
    }
    // A realm's global object counts without its properties.
    if (globals.has(from)) return FOREIGN;
    if (generatorContexts.has(from)) return followContext(kind, edge);
    // Target and handler; the other reference is to V8's empty array.
    if (fromFlag & Named.proxy) return kind === hiddenEdge && options.hidden ? asValue(to) : FOREIGN;
    if (kind === element) return asValue(to);
    if (kind === property) {
      const flag = edgeFlag[edgeNameOrIndex[edge]];
      if (flag & Edge.embedder) return FOREIGN;
      if (flag & Edge.asyncContext && isAsyncResource(from)) return FOREIGN;
      if (flag & Edge.callee && fromFlag & Named.arguments) return FOREIGN;
      if (flag & Edge.proto && isLastProto(from, edge)) return FOREIGN;
      if (flag & Edge.prototype && fromType === closure) return FOREIGN;
      if (flag & Edge.private && !options.hidden && !hasStringKey(from, edgeNameOrIndex[edge])) return FOREIGN;
      // An error keeps its captured stack (and its message again) under nameless symbols of V8.
      if (flag & Edge.nameless && stringType[nodeType[to]] && isError(from)) return FOREIGN;
      if (flag & Edge.stack && (flagOf(to) & Named.accessors || nodeType[to] === closure) && isError(from))
        return FOREIGN;
      // A class keeps its field initialiser under another of these symbols: that is the class's code.
      if (flag & Edge.nameless && fromType === closure && nodeType[to] === closure) return FOREIGN;
      if (flagOf(to) & Named.accessors && isRealmPair(to)) return FOREIGN;
      return asValue(to);
    }
    if (kind === internal) return followInternal(from, edgeFlag[edgeNameOrIndex[edge]], edge);
    return kind === hiddenEdge ? followHidden(fromType, fromFlag, to) : FOREIGN;
  }

  function followInternal(from: number, flag: number, edge: number): 0 | 1 | 2 {
    const to = edgeTo[edge];
    if (flag & Edge.state && !options.hidden) return FOREIGN;
    if (flag & Edge.store) {
      const type = nodeType[to];
      if (flagOf(to) & Named.struct || type === array) return readOnly[to] === 1 ? FOREIGN : PART;
      if (type === native) return PART;
      // A literal's copy-on-write elements are typed as code; so is V8's shared empty dictionary, which no value owns.
      return type === code && edgeName(snapshot, edge) === 'elements' ? PART : FOREIGN;
    }
    // What a DisposableStack disposes of, an array that V8 14 names; before that, the edge is a hidden one.
    if (flag & Edge.stack)
      return options.hidden && flagOf(from) & Named.iterator && nodeType[to] === array && readOnly[to] === 0
        ? PART
        : FOREIGN;
    if (flag & Edge.context) return nodeType[from] !== closure && options.hidden ? ownContext(from, to) : FOREIGN;
    if (!(flag & Edge.value)) return FOREIGN;
    // "name" leads from a symbol to its description; from a function's shared data to its code.
    return edgeName(snapshot, edge) === 'name' && nodeType[from] !== symbol ? FOREIGN : asValue(to);
  }

  /**
   * The context of a generator, if it holds the generator's own variables: it and the contexts between it and its
   * function's context.
   */
  function ownContext(generator: number, context: number): 0 | 1 | 2 {
    const fn = internalTarget(snapshot, generator, 'function');
    const outer = fn < 0 ? -1 : internalTarget(snapshot, fn, 'context');
    if (outer < 0 || context === outer) return FOREIGN;
    for (let at = context; at >= 0 && at !== outer; at = internalTarget(snapshot, at, 'previous'))
      generatorContexts.add(at);
    return PART;
  }

  function followContext(kind: number, edge: number): 0 | 1 | 2 {
    // V8 names the variables of functions, but not those of blocks.
    if (kind === variable || kind === hiddenEdge) return asValue(edgeTo[edge]);
    return kind === internal && generatorContexts.has(edgeTo[edge]) ? PART : FOREIGN;
  }

  function followHidden(fromType: number, fromFlag: number, to: number): 0 | 1 | 2 {
    const type = nodeType[to];
    if (type === number || type === bigint) return asValue(to);
    if (fromType === regexp) return type === array ? PART : asValue(to);
    if (flagOf(to) & Named.struct) {
      if (fromFlag & Named.arrayBuffer) openStores.add(to);
      return PART;
    }
    if (fromFlag & Named.wrapper && (stringType[type] || type === symbol)) return asValue(to);
    // A WebAssembly.Memory's buffer is public.
    if (fromFlag & Named.memory && flagOf(to) & Named.arrayBuffer) return asValue(to);
    if (!options.hidden || flagOf(to) & Named.system) return FOREIGN;
    return type === array ? (fromFlag & Named.iterator ? PART : FOREIGN) : type === symbol ? FOREIGN : asValue(to);
  }

  /**
   * A property whose key is the string `#x` and not a private name: the key is in the hidden class or the dictionary.
   */
  function hasStringKey(from: number, name: number): boolean {
    return hasKey(from, (key) => nodeName[key] === name && stringType[nodeType[key]]);
  }

  /** Whether one of the keys in an object's hidden class or dictionary is the wanted one. */
  function hasKey(from: number, isWanted: (key: number) => boolean): boolean {
    for (const label of ['map', 'properties']) {
      let keys = internalTarget(snapshot, from, label);
      if (label === 'map' && keys >= 0) keys = internalTarget(snapshot, keys, 'descriptors');
      if (keys < 0) continue;
      for (let edge = firstEdge[keys]; edge < firstEdge[keys + 1]; edge++) if (isWanted(edgeTo[edge])) return true;
    }
    return false;
  }

  /** What Node has created in an asynchronous context: it has a number under a symbol, or is a handle or a request. */
  function isAsyncResource(node: number): boolean {
    const isId = (key: number): boolean => {
      const description = nodeType[key] === symbol ? internalTarget(snapshot, key, 'name') : -1;
      return description >= 0 && (nodeFlag[nodeName[description]] & Named.asyncId) !== 0;
    };
    if (hasKey(node, isId)) return true;
    for (let at = node, steps = 0; at >= 0 && steps < 20; at = prototypeOf(at), steps++)
      if (nodeFlag[nodeName[at]] & Named.asyncHandle) return true;
    return false;
  }

  /** The throwing accessor pair for `callee` of every strict function's arguments: a built-in. */
  function isRealmPair(pair: number): boolean {
    let first = -1;
    for (let edge = firstEdge[pair]; edge < firstEdge[pair + 1]; edge++) {
      const to = edgeTo[edge];
      if (nodeType[to] !== closure || realm[to] === 1) continue;
      // One function is both getter and setter.
      if (first === to) return true;
      if (first !== -1) return false;
      first = to;
    }
    return first === -1;
  }

  /** An object's prototype is its last `__proto__` edge; an own property of that name comes before it. */
  function isLastProto(from: number, edge: number): boolean {
    for (let next = edge + 1; next < firstEdge[from + 1]; next++) {
      if (edgeType[next] === property && edgeFlag[edgeNameOrIndex[next]] & Edge.proto) return false;
    }
    return true;
  }

  function prototypeOf(node: number): number {
    for (let edge = firstEdge[node + 1] - 1; edge >= firstEdge[node]; edge--) {
      if (edgeType[edge] === property && edgeFlag[edgeNameOrIndex[edge]] & Edge.proto) return edgeTo[edge];
    }
    return -1;
  }

  function isError(node: number): boolean {
    for (let at = prototypeOf(node), steps = 0; at >= 0 && steps < 20; at = prototypeOf(at), steps++) {
      if (errorPrototypes.has(at)) return true;
    }
    return false;
  }

  function externalBytes(node: number): number {
    if (nodeType[node] === native) return snapshot.selfSize[node];
    if (nodeType[node] !== flatString || snapshot.selfSize[node] <= EXTERNAL_HEADER) return 0;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      if (flagOf(edgeTo[edge]) & Named.externalMap) return snapshot.selfSize[node] - EXTERNAL_HEADER;
    return 0;
  }

  return { follow, isReadOnly, isGlobal: (node) => globals.has(node), externalBytes };
}
