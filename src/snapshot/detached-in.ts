/**
 * detachedIn: DOM nodes that are in no document and that something of the program still refers to. Their state is known
 * to the browser for nodes with a wrapper; as in DevTools (`propagateDOMState`) it is passed on to the native nodes
 * that they refer to, where being attached takes precedence.
 */
import { checkSnapshot } from '../heap/check-snapshot.ts';
import { GrowingColumn } from '../heap/growing-column.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, formatTable } from '../report/table.ts';
import { dominatedTree } from './dominated.ts';
import { formatSteps, HeldPatterns } from './held-by.ts';
import type { HeldStep } from './held-by.ts';

/** Detached DOM nodes of one kind. */
export interface DetachedRow {
  /** The kind of node, such as `<div>`. */
  readonly type: string;
  /** How many. */
  readonly count: number;
  /** Bytes that would be freed with them; of nodes within each other, with the outer ones. */
  readonly retainedBytes: number;
  /** The way from the roots to the one that retains most. */
  readonly steps: readonly HeldStep[];
}

/** The plain data of a search for detached DOM nodes. */
export interface DetachedData {
  /** How many detached nodes there are. */
  readonly count: number;
  /** Bytes that would be freed with all of them. */
  readonly retainedBytes: number;
  /** One row per kind, most bytes first. */
  readonly byType: readonly DetachedRow[];
  /** False if the file does not have the states of DOM nodes, as files of Node and of browsers before 2020. */
  readonly isKnown: boolean;
}

const MAX_ROWS = 20;

/** Detached DOM nodes. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class Detached extends Result<DetachedData> {
  constructor(data: DetachedData) {
    super(data);
  }

  /** An aligned table, without a trailing newline. */
  override toString(): string {
    const { count, retainedBytes, byType, isKnown } = this;
    if (!isKnown) return 'the snapshot has no states of DOM nodes: it is not of a browser, or of one before 2020';
    if (count === 0) return 'no detached DOM nodes';
    const rows = byType
      .slice(0, MAX_ROWS)
      .map((row) => [
        shortName(row.type),
        formatCount(row.count),
        formatBytes(row.retainedBytes),
        formatSteps(row.steps),
      ]);
    if (byType.length > MAX_ROWS) rows.push([`(${byType.length - MAX_ROWS} more types)`]);
    return [
      `${formatCount(count)} detached DOM nodes retain ${formatBytes(retainedBytes)}`,
      formatTable([['type', 'count', 'retains', 'held by'], ...rows], ['left', 'right', 'right', 'left']),
    ].join('\n');
  }
}

const ATTACHED = 1;
const DETACHED = 2;

/**
 * DOM nodes that are in no document but alive, in a snapshot of a browser.
 *
 * @example
 * ```ts
 * console.log(String(detachedIn(await openSnapshot('heap.heapsnapshot'))));
 * ```
 */
export function detachedIn(snapshot: HeapSnapshot): Detached {
  checkSnapshot(snapshot);
  const { nodeCount, detachedness } = snapshot;
  if (detachedness === undefined) return new Detached({ count: 0, retainedBytes: 0, byType: [], isKnown: false });
  const state = spreadStates(snapshot, detachedness);
  const { retained, parent, owners } = dominatedTree(snapshot);
  const classes = nodeClasses(snapshot);
  const patterns = new HeldPatterns(snapshot);
  const rows = new Map<number, { count: number; retainedBytes: number; heaviest: number }>();
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (state[node] !== DETACHED || owners[node] !== node) continue;
    count++;
    const type = classes.of(node);
    let row = rows.get(type);
    if (row === undefined) rows.set(type, (row = { count: 0, retainedBytes: 0, heaviest: node }));
    row.count++;
    if (isOutermost(node)) row.retainedBytes += retained[node];
    if (retained[node] > retained[row.heaviest]) row.heaviest = node;
  }
  const byType = [...rows].map(([type, row]) => {
    const pattern = patterns.of(row.heaviest);
    return {
      type: classes.names[type].replace(/^Detached /, ''),
      count: row.count,
      retainedBytes: row.retainedBytes,
      steps: pattern < 0 ? [] : patterns.stepsOf(pattern),
    };
  });
  byType.sort((a, b) => b.retainedBytes - a.retainedBytes || b.count - a.count || (a.type < b.type ? -1 : 1));
  const retainedBytes = byType.reduce((sum, row) => sum + row.retainedBytes, 0);
  return new Detached({ count, retainedBytes, byType, isKnown: true });

  /** Whether no other detached node retains it; DOM trees are no deeper than a document. */
  function isOutermost(node: number): boolean {
    for (let at = parent[node]; at !== 0; at = parent[at]) if (state[at] === DETACHED) return false;
    return true;
  }
}

/** Passes the states on to native nodes: first that of attached ones, then that of detached ones. */
function spreadStates(snapshot: HeapSnapshot, known: Uint8Array): Uint8Array {
  const { nodeCount, nodeType, nodeTypes, firstEdge, edgeTo, edgeType, edgeTypes } = snapshot;
  const native = nodeTypes.indexOf('native');
  const [hidden, weak] = ['hidden', 'weak'].map((name) => edgeTypes.indexOf(name));
  const state = known.slice();
  for (const each of [ATTACHED, DETACHED]) {
    const work = new GrowingColumn(Uint32Array);
    for (let node = 0; node < nodeCount; node++) if (state[node] === each && nodeType[node] === native) work.push(node);
    while (work.length > 0) {
      const node = work.pop();
      for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
        const to = edgeTo[edge];
        if (edgeType[edge] === hidden || edgeType[edge] === weak) continue;
        if (nodeType[to] !== native || state[to] !== 0) continue;
        state[to] = each;
        work.push(to);
      }
    }
  }
  return state;
}
