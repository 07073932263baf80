/**
 * What belongs to a value, told from the edges of V8's heap snapshot. This is the contract's definition written
 * for V8's own graph; it shares no code with the walker, so that each can judge the other.
 *
 * Edge and node names are those that V8's heap-snapshot-generator.cc writes. Chromium types some nodes otherwise than
 * Node, so V8's internal kinds ("system / X") are told by name.
 */
import { readOnlyNodes, realmOf } from './realm.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** The far node does not belong. */
export const FOREIGN = 0;
/** The far node belongs, as an object of its own. */
export const OWN = 1;
/** The far node belongs, as a private part (backing store) of the node the edge starts from. */
export const PART = 2;

/** Answers, for one snapshot, which edges lead to what a value owns. */
export interface Ownership {
  /** {@link FOREIGN}, {@link OWN} or {@link PART}. */
  follow(from: number, edge: number): 0 | 1 | 2;
  /** True for nodes that weigh nothing for anybody, though they be the root: the empty and one-character strings, V8's read-only objects. */
  isImmortal(node: number): boolean;
  /** True for memory that V8 keeps outside its heap. */
  isExternal(node: number): boolean;
}

/** What of a value's state plain JavaScript cannot reach. */
export interface OwnershipOptions {
  /** Follow private fields, promise results, weak map values, proxy targets, generator and iterator state. */
  readonly hidden: boolean;
}

// What a name says when it labels an edge.
const STORE = 1; // leads to a backing store
const VALUE = 2; // leads to a value
const STATE = 4; // leads to state that JavaScript cannot read
const PROTO = 8;
const PROTOTYPE = 16;
const PRIVATE = 32; // #x
const NAMELESS = 64; // a symbol without description: the user's or one of V8's own
const CALLEE = 256; // the accessor that throws, on a strict function's arguments
const STACK = 512; // an error's own accessor for its captured frames
const EPHEMERON = 128; // a weak map's value, seen from its table or from its key

const EDGE_FLAGS: Readonly<Record<string, number>> = {
  properties: STORE,
  elements: STORE,
  table: STORE,
  bindings: STORE | STATE,
  backing_store: STORE,
  parameters_and_registers: STORE | STATE,
  buffer: VALUE,
  getter: VALUE,
  setter: VALUE,
  first: VALUE,
  second: VALUE,
  parent: VALUE,
  actual: VALUE,
  name: VALUE,
  bound_this: VALUE | STATE,
  bound_function: VALUE | STATE,
  reactions_or_result: VALUE | STATE,
  // A property whose name is the empty text is labelled as an internal edge.
  '': VALUE,
  ['__proto__']: PROTO,
  prototype: PROTOTYPE,
  '<symbol>': NAMELESS,
  stack: STACK,
  'get stack': STACK,
  'set stack': STACK,
  'get callee': CALLEE,
  'set callee': CALLEE,
};

// What a name says when it labels a node.
const STRUCT = 1; // a part that holds values
const PROXY = 2;
const SYSTEM = 4; // any other of V8's own objects
const ITERATOR = 8;
const BOXED = 16;
const SLOPPY = 32;
const PAIR = 64;
const FIELDS = 256; // named properties, which property edges lead to as well
const BUFFER = 512;
const ARGUMENTS = 1024;
const MEMORY = 128;
const READ_ONLY = 2048; // as a string: one of those that V8 has anyway

const STRUCTS = [
  'PropertyArray',
  'AccessorPair',
  'RegExpData',
  'IrRegExpData',
  'AtomRegExpData',
  'RegExpDataWrapper',
  'SloppyArgumentsElements',
];
const HIDDEN_STRUCTS = ['PromiseReaction', 'SwissNameDictionary'];

function edgeFlagOf(name: string): number {
  if (Object.hasOwn(EDGE_FLAGS, name)) return EDGE_FLAGS[name];
  if (name[0] === '#') return PRIVATE;
  return name.includes(' / part of key (') ? EPHEMERON : 0;
}

function nodeFlagOf(name: string, hidden: boolean): number {
  if (isEmptyOrOneCharacter(name)) return READ_ONLY;
  if (name.length >= 100) return 0;
  if (name.startsWith('system / ')) {
    const kind = name.slice(9).split(' ')[0];
    if (kind === 'JSProxy') return PROXY;
    if (kind === 'SloppyArgumentsElements') return STRUCT | SLOPPY;
    if (kind === 'PropertyArray') return STRUCT | FIELDS;
    if (kind === 'AccessorPair') return STRUCT | PAIR;
    return STRUCTS.includes(kind) || (hidden && HIDDEN_STRUCTS.includes(kind)) ? STRUCT : SYSTEM;
  }
  if (name === '(object properties)') return FIELDS;
  if (name === 'Arguments') return ARGUMENTS;
  if (name.endsWith('Iterator')) return ITERATOR;
  if (name.endsWith('ArrayBuffer')) return BUFFER;
  if (name === 'Memory' || name === 'WebAssembly.Memory') return MEMORY;
  return name === 'String' || name === 'Symbol' || name === 'Number' || name === 'BigInt' || name === 'Boolean'
    ? BOXED
    : 0;
}

function isEmptyOrOneCharacter(text: string): boolean {
  return text.length === 0 || (text.length === 1 && text.charCodeAt(0) < 256);
}

/** Reads a snapshot's node and edge kinds once, and answers for them from tables. */
export function ownershipOf(snapshot: HeapSnapshot, options: OwnershipOptions): Ownership {
  const { strings, nodeType, nodeName, firstEdge, edgeType, edgeNameOrIndex, edgeTo, nodeTypes, edgeTypes } = snapshot;
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
  const [array, code, closure, regexp, native, symbol, number, bigint] = [
    'array',
    'code',
    'closure',
    'regexp',
    'native',
    'symbol',
    'number',
    'bigint',
  ].map((name) => nodeTypes.indexOf(name));
  const [element, property, internal, hiddenEdge] = ['element', 'property', 'internal', 'hidden'].map((name) =>
    edgeTypes.indexOf(name),
  );

  const edgeFlag = new Uint16Array(strings.length);
  const nodeFlag = new Uint16Array(strings.length);
  /** Property arrays of buffers, whose values no property edge leads to. */
  const openStores = new Set<number>();
  strings.flags(edgeFlag, edgeFlagOf);
  strings.flags(nodeFlag, (text) => nodeFlagOf(text, options.hidden));
  const { realm, errorPrototypes } = realmOf(snapshot);
  const readOnly = readOnlyNodes(snapshot);

  function isImmortal(node: number): boolean {
    if (readOnly[node] === 1) return true;
    if (!stringType[nodeType[node]]) return false;
    return nodeType[node] === flatString && (nodeFlag[nodeName[node]] & READ_ONLY) !== 0;
  }

  /** Whether the far end of an edge between a value and one of its data is a thing that can belong. */
  function asValue(to: number): 0 | 1 | 2 {
    const flag = nodeFlag[nodeName[to]];
    if (flag & (STRUCT | PROXY | SYSTEM)) return flag & PROXY ? OWN : flag & STRUCT ? PART : FOREIGN;
    return typeFlag[nodeType[to]] && realm[to] === 0 && !isImmortal(to) ? OWN : FOREIGN;
  }

  function follow(from: number, edge: number): 0 | 1 | 2 {
    const kind = edgeType[edge];
    const to = edgeTo[edge];
    const fromType = nodeType[from];
    const fromFlag = nodeFlag[nodeName[from]];
    if (fromType === array || fromType === code || fromFlag & STRUCT) {
      // Inside a backing store every strong edge is content.
      if (kind !== internal && kind !== element && kind !== hiddenEdge) return FOREIGN;
      if (kind === internal && edgeFlag[edgeNameOrIndex[edge]] & EPHEMERON && !options.hidden) return FOREIGN;
      if (fromFlag & SLOPPY && nodeType[to] === array) return PART;
      // Values of named properties are followed by their property edges, which tell V8's own symbols from the
      // program's; what is left are boxes of numbers and a dictionary's keys.
      if (fromFlag & FIELDS && !openStores.has(from)) {
        const type = nodeType[to];
        if (type !== number && !(fromType === array && (stringType[type] || type === symbol))) return FOREIGN;
      }
      return asValue(to);
    }
    // Target and handler; what else hangs here is V8's own empty array.
    if (fromFlag & PROXY) return kind === hiddenEdge && options.hidden ? asValue(to) : FOREIGN;
    if (kind === element) return asValue(to);
    if (kind === property) {
      const flag = edgeFlag[edgeNameOrIndex[edge]];
      if (flag & CALLEE && fromFlag & ARGUMENTS) return FOREIGN;
      if (flag & PROTO && isLastProto(from, edge)) return FOREIGN;
      if (flag & PROTOTYPE && fromType === closure) return FOREIGN;
      if (flag & PRIVATE && !options.hidden && !hasStringKey(from, edgeNameOrIndex[edge])) return FOREIGN;
      // An error keeps its captured stack (and its message again) under V8's own nameless symbols.
      if (flag & NAMELESS && stringType[nodeType[to]] && isError(from)) return FOREIGN;
      if (flag & STACK && (nodeFlag[nodeName[to]] & PAIR || nodeType[to] === closure) && isError(from)) return FOREIGN;
      // A class keeps the function that initialises fields under another of these: it is the class's code.
      if (flag & NAMELESS && fromType === closure && nodeType[to] === closure) return FOREIGN;
      if (nodeFlag[nodeName[to]] & PAIR && isRealmPair(to)) return FOREIGN;
      return asValue(to);
    }
    if (kind === internal) return followInternal(fromType, edgeFlag[edgeNameOrIndex[edge]], edge);
    return kind === hiddenEdge ? followHidden(fromType, fromFlag, to) : FOREIGN;
  }

  function followInternal(fromType: number, flag: number, edge: number): 0 | 1 | 2 {
    const to = edgeTo[edge];
    if (flag & STATE && !options.hidden) return FOREIGN;
    if (flag & STORE) {
      const type = nodeType[to];
      if (nodeFlag[nodeName[to]] & STRUCT || type === array) return readOnly[to] === 1 ? FOREIGN : PART;
      if (type === native) return PART;
      // A literal's copy-on-write elements are typed as code; so is V8's shared empty dictionary, which is nobody's.
      return type === code && strings.get(edgeNameOrIndex[edge]) === 'elements' ? PART : FOREIGN;
    }
    if (!(flag & VALUE)) return FOREIGN;
    // "name" leads from a symbol to its description; from a function's shared data it is none of ours.
    return strings.get(edgeNameOrIndex[edge]) === 'name' && fromType !== symbol ? FOREIGN : asValue(to);
  }

  function followHidden(fromType: number, fromFlag: number, to: number): 0 | 1 | 2 {
    const type = nodeType[to];
    if (type === number || type === bigint) return asValue(to);
    if (fromType === regexp) return type === array ? PART : asValue(to);
    if (nodeFlag[nodeName[to]] & STRUCT) {
      if (fromFlag & BUFFER) openStores.add(to);
      return PART;
    }
    if (fromFlag & BOXED && (stringType[type] || type === symbol)) return asValue(to);
    // A WebAssembly.Memory's buffer is there for everyone to read.
    if (fromFlag & MEMORY && strings.get(nodeName[to]).endsWith('ArrayBuffer')) return asValue(to);
    if (!options.hidden || nodeFlag[nodeName[to]] & SYSTEM) return FOREIGN;
    return type === array ? (fromFlag & ITERATOR ? PART : FOREIGN) : type === symbol ? FOREIGN : asValue(to);
  }

  /** A property called `#x` by a string and not by a private name: the key stands in the hidden class or the dictionary. */
  function hasStringKey(from: number, name: number): boolean {
    for (const label of ['map', 'properties']) {
      let keys = target(from, label);
      if (label === 'map' && keys >= 0) keys = target(keys, 'descriptors');
      if (keys < 0) continue;
      for (let edge = firstEdge[keys]; edge < firstEdge[keys + 1]; edge++) {
        const to = edgeTo[edge];
        if (nodeName[to] === name && stringType[nodeType[to]]) return true;
      }
    }
    return false;
  }

  function target(from: number, label: string): number {
    for (let edge = firstEdge[from]; edge < firstEdge[from + 1]; edge++) {
      if (edgeType[edge] === internal && strings.get(edgeNameOrIndex[edge]) === label) return edgeTo[edge];
    }
    return -1;
  }

  /** The pair that throws for `callee` of every strict function's arguments: it is the language's own. */
  function isRealmPair(pair: number): boolean {
    let first = -1;
    for (let edge = firstEdge[pair]; edge < firstEdge[pair + 1]; edge++) {
      const to = edgeTo[edge];
      if (nodeType[to] !== closure || realm[to] === 1) continue;
      // The thrower is getter and setter in one.
      if (first === to) return true;
      if (first !== -1) return false;
      first = to;
    }
    return first === -1;
  }

  /** An object's prototype is its last `__proto__` edge; an own property of that name comes before it. */
  function isLastProto(from: number, edge: number): boolean {
    for (let next = edge + 1; next < firstEdge[from + 1]; next++) {
      if (edgeType[next] === property && edgeFlag[edgeNameOrIndex[next]] & PROTO) return false;
    }
    return true;
  }

  function prototypeOf(node: number): number {
    for (let edge = firstEdge[node + 1] - 1; edge >= firstEdge[node]; edge--) {
      if (edgeType[edge] === property && edgeFlag[edgeNameOrIndex[edge]] & PROTO) return edgeTo[edge];
    }
    return -1;
  }

  function isError(node: number): boolean {
    for (let at = prototypeOf(node), steps = 0; at >= 0 && steps < 20; at = prototypeOf(at), steps++) {
      if (errorPrototypes.has(at)) return true;
    }
    return false;
  }

  return { follow, isImmortal, isExternal: (node) => nodeType[node] === native };
}
