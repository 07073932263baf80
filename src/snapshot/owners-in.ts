/**
 * ownersIn: the bytes of a heap by npm package and by module. A node belongs to the module through which all ways to it
 * lead: functions, scopes and modules belong to their own file, and what they refer to belongs to them unless another
 * package refers to it as well. This is what modules and functions dominate, all of a package taken together.
 */
import { checkSnapshot } from '../heap/check-snapshot.ts';
import { GrowingColumn } from '../heap/growing-column.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, formatShare, formatTable } from '../report/table.ts';
import { essentialEdges } from './essential-edges.ts';
import { nodeModules, packageOf } from './modules.ts';

/** The bytes of one module. */
export interface ModuleRow {
  /** The module's path or URL; `''` for what several modules of the package share. */
  readonly module: string;
  /** Bytes that belong to it. */
  readonly bytes: number;
  /** How many nodes of the snapshot. */
  readonly nodes: number;
}

/** The bytes of one package. */
export interface OwnerRow {
  /**
   * The name of the package; `(program)` for files outside `node_modules`, `(node)` and `(deno)` for the platform's
   * own, `(shared)` for what several packages refer to, `(unattributed)` for what only V8 and global objects refer to.
   */
  readonly owner: string;
  /** Bytes that belong to it. */
  readonly bytes: number;
  /** How many nodes of the snapshot. */
  readonly nodes: number;
  /** Its modules, most bytes first. */
  readonly modules: readonly ModuleRow[];
}

/** The plain data of a heap's owners. */
export interface OwnersData {
  /** All bytes of the heap: the rows add up to it. */
  readonly bytes: number;
  /** One row per package, most bytes first. */
  readonly owners: readonly OwnerRow[];
}

const MAX_MODULES = 8;
const MAX_ROWS = 25;

/** The bytes of a heap by owner. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class OwnersIn extends Result<OwnersData> {
  constructor(data: OwnersData) {
    super(data);
  }

  /** One row per package, with the modules of the program; without a trailing newline. */
  override toString(): string {
    const { bytes, owners } = this;
    const rows = [['owner', 'bytes', 'share']];
    for (const { owner, bytes: own, modules } of owners.slice(0, MAX_ROWS)) {
      rows.push([shortName(owner), formatBytes(own), formatShare(own, bytes)]);
      if (owner !== '(program)') continue;
      for (const each of modules.slice(0, MAX_MODULES))
        rows.push([
          `  ${each.module === '' ? '(several modules)' : shortName(each.module)}`,
          formatBytes(each.bytes),
          formatShare(each.bytes, bytes),
        ]);
      if (modules.length > MAX_MODULES) rows.push([`  (${formatCount(modules.length - MAX_MODULES)} more modules)`]);
    }
    if (owners.length > MAX_ROWS) rows.push([`(${formatCount(owners.length - MAX_ROWS)} more)`]);
    return [`${formatBytes(bytes)} by owner`, formatTable(rows, ['left', 'right', 'right'])].join('\n');
  }
}

/** Labels that are neither modules nor packages. */
const NONE = 0;

/**
 * The bytes of a heap by npm package and module; the rows add up to the whole heap.
 *
 * @param snapshot a snapshot; opened with `locations: true`, objects that only V8 and global objects refer to belong to
 * the module of their class.
 * @example
 * ```ts
 * console.log(String(ownersIn(await openSnapshot('heap.heapsnapshot', { locations: true }))));
 * ```
 */
export function ownersIn(snapshot: HeapSnapshot): OwnersIn {
  checkSnapshot(snapshot);
  const { nodeCount, selfSize } = snapshot;
  const labels = labelsOf(snapshot);
  const { label, names, packages } = labels;
  const bytes = new Float64Array(names.length);
  const nodes = new Float64Array(names.length);
  let total = 0;
  for (let node = 0; node < nodeCount; node++) {
    bytes[label[node]] += selfSize[node];
    nodes[label[node]]++;
    total += selfSize[node];
  }
  const owners = new Map<string, { bytes: number; nodes: number; modules: ModuleRow[] }>();
  for (let i = 0; i < names.length; i++) {
    if (nodes[i] === 0) continue;
    let owner = owners.get(packages[i]);
    if (owner === undefined) owners.set(packages[i], (owner = { bytes: 0, nodes: 0, modules: [] }));
    owner.bytes += bytes[i];
    owner.nodes += nodes[i];
    owner.modules.push({ module: names[i], bytes: bytes[i], nodes: nodes[i] });
  }
  return new OwnersIn({
    bytes: total,
    owners: [...owners]
      .map(([owner, row]) => ({ owner, ...row, modules: row.modules.sort((a, b) => b.bytes - a.bytes) }))
      .sort((a, b) => b.bytes - a.bytes),
  });
}

interface Labels {
  /** By node, the number of its label. */
  readonly label: Uint32Array;
  /** By label, the module, or '' for a package and for the labels that are neither. */
  readonly names: readonly string[];
  /** By label, the package. */
  readonly packages: readonly string[];
}

/** Spreads the labels of modules along the references until nothing changes. */
function labelsOf(snapshot: HeapSnapshot): Labels {
  const { nodeCount } = snapshot;
  const modules = nodeModules(snapshot);
  const names = [...modules.names];
  const packages = names.map((name, i) => (i === NONE ? '(unattributed)' : packageOf(name)));
  // One more label for each package: what several of its modules refer to.
  const labelOfPackage = new Map<string, number>();
  for (const name of new Set(packages)) {
    labelOfPackage.set(name, names.length);
    names.push('');
    packages.push(name);
  }
  const shared = names.length;
  names.push('');
  packages.push('(shared)');
  const whole = packages.map((name) => labelOfPackage.get(name) ?? shared);
  const isPlatform = packages.map((name) => name === '(node)' || name === '(deno)');
  /** The label of a node that two labels lead to. The platform's own library gives way to what uses it. */
  const meet = (a: number, b: number): number => {
    if (a === b || b === NONE) return a;
    if (a === NONE) return b;
    if (whole[a] === whole[b]) return whole[a];
    if (isPlatform[a]) return b;
    return isPlatform[b] ? a : shared;
  };
  const label = modules.of.slice();
  const spread = spreader(snapshot, label, modules.of, meet);
  for (let node = 0; node < nodeCount; node++) if (label[node] !== NONE) spread.add(node);
  spread.run();
  if (modules.ofClass !== undefined) {
    for (let node = 0; node < nodeCount; node++) {
      if (label[node] !== NONE || modules.ofClass[node] === NONE) continue;
      label[node] = modules.ofClass[node];
      spread.add(node);
    }
    spread.run();
  }
  return { label, names, packages };
}

/** Passes labels on along references until nothing changes; a label changes a few times at most. */
function spreader(
  snapshot: HeapSnapshot,
  label: Uint32Array,
  fixed: Uint32Array,
  meet: (a: number, b: number) => number,
): { add(node: number): void; run(): void } {
  const { nodeCount, nodeType, nodeTypes, nodeName, strings, firstEdge, edgeTo, edgeType, edgeTypes } = snapshot;
  const { edgeNameOrIndex } = snapshot;
  const isEssential = essentialEdges(snapshot);
  const shape = nodeTypes.indexOf('object shape');
  const property = edgeTypes.indexOf('property');
  const proto = strings.indexOf('__proto__');
  // What all programs refer to: hidden classes, global objects and their contexts. A label ends there.
  const isEnd = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++)
    if (nodeType[node] === shape || strings.get(nodeName[node]).startsWith('system / NativeContext')) isEnd[node] = 1;
  for (let edge = firstEdge[0]; edge < firstEdge[1]; edge++) isEnd[edgeTo[edge]] = 1;
  const isQueued = new Uint8Array(nodeCount);
  const work = new GrowingColumn(Uint32Array);
  const add = (node: number): void => {
    if (isQueued[node] === 1) return;
    isQueued[node] = 1;
    work.push(node);
  };
  return {
    add,
    run() {
      while (work.length > 0) {
        const node = work.pop();
        isQueued[node] = 0;
        if (isEnd[node] === 1) continue;
        for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
          const to = edgeTo[edge];
          if (fixed[to] !== NONE || !isEssential(node, edge)) continue;
          // A prototype belongs to its class, whoever has objects of it.
          if (edgeType[edge] === property && edgeNameOrIndex[edge] === proto) continue;
          const next = meet(label[to], label[node]);
          if (next === label[to]) continue;
          label[to] = next;
          add(to);
        }
      }
    },
  };
}
