/**
 * snapshotTree: what retains the bytes of a heap, as a tree of places from the roots. It grows from the root, always at
 * the place that retains most, until it has the wanted number of rows; children of the same class that are held alike
 * are one row.
 */
import { ownOptions } from '../platform/own-options.ts';
import { checkSnapshot } from '../heap/check-snapshot.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import type { NodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { reportByOwners } from '../heap/snapshot-report.ts';
import { PATH_NAMES, toTreeShape } from '../paths/path-options.ts';
import type { PathOptions, TreeShape } from '../paths/path-options.ts';
import type { PathRow } from '../paths/path-row.ts';
import { plainDataOf } from '../report/printable.ts';
import { SizeReport } from '../report/size-report.ts';
import type { SizeReportData } from '../report/report-data.ts';
import { GrowingColumn } from '../heap/growing-column.ts';
import { edgeText } from '../heap/edge-text.ts';
import { dominatedTree, NO_NODE } from './dominated.ts';
import type { DominatedTree } from './dominated.ts';
import { nodeText } from './node-text.ts';

/**
 * A snapshot's report with its places: the dominator tree from the roots, with retained sizes as DevTools has them.
 * `toTree()` prints it; `toHtml`, `toSvg`, `toSpeedscope` and `toFoldedStacks` draw it.
 *
 * A row is held by the one above it. Objects of one class that are held in the same way are one row, unless one of them
 * retains a tenth of what they retain together. `(shared)` is what several parts of the row above hold together; where
 * everything can be reached in two ways, such as a program's classes, that is much of the heap. Backing stores count
 * with their objects. `bytes` of a row is its retained size: in a heap nearly everything reaches nearly everything.
 *
 * @param options the size of the tree; `depth` is 8 by default, `name` `'heap'`.
 * @throws {TypeError | RangeError} if an option is invalid.
 * @example
 * ```ts
 * const snapshot = await openSnapshot('heap.heapsnapshot');
 * console.log(snapshotTree(snapshot).toTree());
 * ```
 */
export function snapshotTree(snapshot: HeapSnapshot, options?: PathOptions): SizeReport {
  checkSnapshot(snapshot);
  const shape = toTreeShape({ depth: 8, name: 'heap', ...definedOptions(options) })!;
  const paths = new Tree(snapshot, shape).rows();
  const data = plainDataOf<SizeReportData>(reportByOwners(snapshot, dominatedTree(snapshot).owners));
  return new SizeReport({ ...data, paths });
}

/** Checks the names; options that are undefined have their defaults. */
function definedOptions(options: PathOptions | undefined): PathOptions {
  if (options !== undefined) ownOptions('snapshotTree', PATH_NAMES, options);
  toTreeShape(options ?? true);
  return Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined));
}

interface Group {
  readonly nodes: Uint32Array;
  readonly step: string;
  readonly type: string;
  readonly path: string;
  readonly depth: number;
  readonly retained: number;
  readonly isSum: boolean;
  parts: Group[];
}

/** Children of one class that are held in the same way. */
interface Kind {
  readonly step: string;
  readonly nodes: GrowingColumn<Uint32Array>;
  retained: number;
}

/** References by which one class is held that are distinguished; the rest is of a dictionary. */
const MAX_STEPS = 256;

/** A node that retains at least this share of its group has a row of its own. */
const OWN_ROW = 0.1;

/** A smaller share of the heap has no row of its own. */
const LEAST_SHARE = 1 / 1000;

class Tree {
  readonly #snapshot: HeapSnapshot;
  readonly #shape: TreeShape;
  readonly #classes: NodeClasses;
  readonly #tree: DominatedTree;
  readonly #root: Group;
  readonly #width: number;
  #left: number;

  constructor(snapshot: HeapSnapshot, shape: TreeShape) {
    this.#snapshot = snapshot;
    this.#shape = shape;
    this.#classes = nodeClasses(snapshot);
    this.#tree = dominatedTree(snapshot);
    this.#left = shape.rows - 1;
    this.#width = Math.max(4, Math.floor(shape.rows / 4));
    const retained = this.#tree.retained[0];
    const { name } = shape;
    this.#root = {
      nodes: Uint32Array.of(0),
      step: name,
      type: '(roots)',
      path: name,
      depth: 0,
      retained,
      isSum: false,
      parts: [],
    };
    this.#grow();
  }

  #grow(): void {
    const open = this.#shape.depth > 0 ? [this.#root] : [];
    const least = this.#root.retained * LEAST_SHARE;
    while (this.#left > 0 && open.length > 0) {
      let at = 0;
      for (let i = 1; i < open.length; i++) if (open[i].retained > open[at].retained) at = i;
      const [next] = open.splice(at, 1);
      this.#expand(next, least);
      for (const part of next.parts)
        if (!part.isSum && part.depth < this.#shape.depth && part.retained >= least) open.push(part);
    }
  }

  #expand(group: Group, least: number): void {
    const parts = this.#partsOf(group).sort((a, b) => b.retained - a.retained || (a.path < b.path ? -1 : 1));
    const room = Math.min(this.#width, this.#left);
    let shown = parts.findIndex(({ retained }) => retained < least);
    if (shown < 0) shown = parts.length;
    // The last row sums up the rest.
    if (shown < parts.length || shown > room) shown = Math.min(shown, Math.max(0, room - 1));
    group.parts = parts.slice(0, shown);
    this.#left -= shown;
    const rest = parts.slice(shown);
    const bytes = rest.reduce((sum, { retained }) => sum + retained, 0);
    if (bytes < least || this.#left < 1) return;
    const step = `(${rest.length} more)`;
    const nodes = Uint32Array.from(rest, (part) => part.nodes[0]);
    group.parts.push({
      ...rest[0],
      nodes,
      step,
      type: '',
      path: `${group.path} ${step}`,
      retained: bytes,
      isSum: true,
    });
    this.#left--;
  }

  /** The children of all nodes of a group: alike ones together. */
  #partsOf(group: Group): Group[] {
    const { firstChild, nextSibling, retained } = this.#tree;
    const kinds: Kind[] = [];
    // By class and then by reference.
    const byClass = new Map<number, Map<string, Kind>>();
    const single: Group[] = [];
    const heavy = group.retained * OWN_ROW;
    for (const node of group.nodes) {
      for (let child = firstChild[node]; child !== NO_NODE; child = nextSibling[child]) {
        if (retained[child] === 0) continue;
        if (retained[child] >= heavy) {
          const step = this.#stepOf(child, group.nodes.length === 1);
          single.push(this.#group(group, step, Uint32Array.of(child), retained[child]));
          continue;
        }
        const type = this.#classes.of(child);
        let bySteps = byClass.get(type);
        if (bySteps === undefined) byClass.set(type, (bySteps = new Map()));
        const step = bySteps.size < MAX_STEPS ? this.#stepOf(child, false) : '.*';
        let kind = bySteps.get(step);
        if (kind === undefined) {
          kind = { step, nodes: new GrowingColumn(Uint32Array, 8), retained: 0 };
          bySteps.set(step, kind);
          kinds.push(kind);
        }
        kind.nodes.push(child);
        kind.retained += retained[child];
      }
    }
    const parts = kinds.map((kind) => this.#group(group, kind.step, kind.nodes.finish(), kind.retained));
    return [...single, ...this.#folded(group, parts)];
  }

  /** Where an object has many properties of one class, like a dictionary, they are one row. */
  #folded(group: Group, parts: readonly Group[]): Group[] {
    const byType = new Map<string, Group[]>();
    for (const part of parts) {
      const key = part.step.startsWith('.') || part.step.startsWith('["') ? part.type : `${part.type} ${part.step}`;
      const alike = byType.get(key);
      if (alike === undefined) byType.set(key, [part]);
      else alike.push(part);
    }
    return [...byType.values()].flatMap((alike) =>
      alike.length <= this.#shape.fold
        ? alike
        : [
            this.#group(
              group,
              '.*',
              joined(alike.map(({ nodes }) => nodes)),
              alike.reduce((sum, { retained }) => sum + retained, 0),
            ),
          ],
    );
  }

  #group(parent: Group, step: string, nodes: Uint32Array, retained: number): Group {
    const type =
      nodes.length === 1
        ? nodeText(this.#snapshot, this.#classes, nodes[0])
        : this.#classes.names[this.#classes.of(nodes[0])];
    const path = `${parent.path}${/^[.[]/.test(step) ? '' : ' '}${step}`;
    return { nodes, step, type, path, depth: parent.depth + 1, retained, isSum: false, parts: [] };
  }

  /** How a node's parent holds it; without the index where alike ones are to be one row. */
  #stepOf(node: number, isSingle: boolean): string {
    const { heldBy, parent } = this.#tree;
    const { edgeType, edgeTypes } = this.#snapshot;
    const edge = heldBy[node] - 1;
    if (edge < 0) return '(shared)';
    const kind = edgeTypes[edgeType[edge]];
    // References from backing stores, and those of the root, have numbers for names.
    const folded = parent[node] === 0 ? '(root)' : '[*]';
    if (kind === 'hidden' || (kind === 'element' && (!isSingle || parent[node] === 0))) return folded;
    const step = edgeText(this.#snapshot, edge);
    return step === '' ? folded : step;
  }

  rows(): PathRow[] {
    const rows: PathRow[] = [];
    const work = [this.#root];
    while (work.length > 0) {
      const { path, step, depth, type, retained, nodes, parts, isSum } = work.pop()!;
      const id = nodes.length === 1 && !isSum ? this.#snapshot.nodeId[nodes[0]] : undefined;
      rows.push({ path, step, depth, type, bytes: retained, retainedBytes: retained, count: nodes.length, id });
      for (let i = parts.length - 1; i >= 0; i--) work.push(parts[i]);
    }
    return rows;
  }
}

function joined(lists: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
