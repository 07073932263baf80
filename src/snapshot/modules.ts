/**
 * Which module a node is of, as far as the node itself shows: functions and their code have a script, scopes those of
 * their functions, modules a file name; an object of a class has the script of its class, if locations were kept.
 */
import { internalTarget, nodeName } from '../heap/names.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';

/** Modules by number, from 1; 0 is none. */
export interface NodeModules {
  /** Names of modules, by number: paths, URLs, `node:fs`. */
  readonly names: readonly string[];
  /** By node, the number of the module that it is of. */
  readonly of: Uint32Array;
  /** By node, the number of the module of its class; undefined unless the snapshot was opened with `locations`. */
  readonly ofClass: Uint32Array | undefined;
}

const SCRIPT_PREFIX = 'system / Script / ';
const SCRIPT_EDGES = ['script', 'script_or_debug_info'];

const known = new WeakMap<HeapSnapshot, NodeModules>();

/** The modules of a snapshot's nodes; read once. */
export function nodeModules(snapshot: HeapSnapshot): NodeModules {
  let modules = known.get(snapshot);
  if (modules === undefined) known.set(snapshot, (modules = readModules(snapshot)));
  return modules;
}

function readModules(snapshot: HeapSnapshot): NodeModules {
  const { nodeCount, nodeType, nodeTypes, locations } = snapshot;
  const [closure, object, code, hidden] = ['closure', 'object', 'code', 'hidden'].map((name) =>
    nodeTypes.indexOf(name),
  );
  const names = [''];
  const numbers = new Map<string, number>();
  const of = new Uint32Array(nodeCount);
  const numberOf = (name: string): number => {
    const path = name.startsWith('file://') ? decoded(name.slice('file://'.length)) : name;
    let number = numbers.get(path);
    if (number === undefined) {
      number = path === '' ? 0 : names.push(path) - 1;
      numbers.set(path, number);
    }
    return number;
  };
  // By node of a script, the number of its module plus one.
  const scripts = new Map<number, number>();
  const scriptNumber = (script: number): number => {
    let number = scripts.get(script);
    if (number === undefined) {
      const name = nodeName(snapshot, script);
      number = numberOf(name.startsWith(SCRIPT_PREFIX) ? name.slice(SCRIPT_PREFIX.length) : isName(name) ? name : '');
      scripts.set(script, number);
      of[script] = number;
    }
    return number;
  };
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== code && nodeType[node] !== hidden) continue;
    const script = scriptOf(snapshot, node);
    if (script >= 0) of[node] = scriptNumber(script);
  }
  const moduleOfScript = new Map<number, number>();
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== closure) continue;
    const shared = internalTarget(snapshot, node, 'shared');
    if (shared < 0 || of[shared] === 0) continue;
    of[node] = of[shared];
    const context = internalTarget(snapshot, node, 'context');
    if (context >= 0 && nodeType[context] === object && of[context] === 0) of[context] = of[node];
  }
  for (let node = 0; node < nodeCount; node++) {
    if (of[node] !== 0) continue;
    const name = nodeType[node] === object || nodeType[node] === hidden ? nodeName(snapshot, node) : '';
    if (name === 'Module') of[node] = numberOf(stringProperty(snapshot, node, 'filename'));
    else if (name === 'ModuleWrap') of[node] = numberOf(stringProperty(snapshot, node, 'url'));
    else if (name.startsWith('system / SourceTextModule')) {
      const own = internalTarget(snapshot, node, 'code');
      if (own >= 0) of[node] = of[own];
    }
  }
  if (locations === undefined) return { names, of, ofClass: undefined };
  const ofClass = new Uint32Array(nodeCount);
  for (let i = 0; i < locations.count; i++)
    if (of[locations.node[i]] !== 0) moduleOfScript.set(locations.scriptId[i], of[locations.node[i]]);
  for (let i = 0; i < locations.count; i++)
    if (nodeType[locations.node[i]] === object)
      ofClass[locations.node[i]] = moduleOfScript.get(locations.scriptId[i]) ?? 0;
  return { names, of, ofClass };
}

/** The script of a function's shared data; -1 for other nodes. */
function scriptOf(snapshot: HeapSnapshot, node: number): number {
  const { firstEdge, edgeType, edgeTypes, edgeTo, edgeNameOrIndex, strings } = snapshot;
  const internal = edgeTypes.indexOf('internal');
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
    if (edgeType[edge] !== internal || !SCRIPT_EDGES.includes(strings.get(edgeNameOrIndex[edge]))) continue;
    const to = edgeTo[edge];
    // While a function is debugged, its debug information is in between.
    const script = internalTarget(snapshot, to, 'script');
    return script >= 0 ? script : to;
  }
  return -1;
}

/** The characters of a property that is a flat string or the rope of two; '' for anything else. */
function stringProperty(snapshot: HeapSnapshot, node: number, wanted: string): string {
  const { firstEdge, edgeType, edgeTypes, edgeTo, edgeNameOrIndex, strings } = snapshot;
  const property = edgeTypes.indexOf('property');
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
    if (edgeType[edge] === property && strings.get(edgeNameOrIndex[edge]) === wanted)
      return stringOf(snapshot, edgeTo[edge], 0);
  return '';
}

function stringOf(snapshot: HeapSnapshot, node: number, depth: number): string {
  const { nodeTypes, nodeType } = snapshot;
  const type = nodeTypes[nodeType[node]];
  if (type === 'string') return nodeName(snapshot, node);
  if (type !== 'concatenated string' || depth > 16) return '';
  const [first, second] = ['first', 'second'].map((name) => internalTarget(snapshot, node, name));
  return first < 0 || second < 0 ? '' : stringOf(snapshot, first, depth + 1) + stringOf(snapshot, second, depth + 1);
}

/** V8 names a script without a file by its kind. */
function isName(name: string): boolean {
  return !name.startsWith('system / ') && !name.startsWith('(');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The package of a module: the last folder of a `node_modules`, `(node)` or `(deno)`, or `(program)`. */
export function packageOf(module: string): string {
  if (module.startsWith('node:')) return '(node)';
  if (/^(?:ext|checkin):/.test(module)) return '(deno)';
  const at = module.lastIndexOf('node_modules/');
  if (at < 0) return '(program)';
  const [first, second] = module.slice(at + 'node_modules/'.length).split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}
