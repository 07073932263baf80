/**
 * adviceIn: what a program could do about the bytes of its heap, from the answers to the other questions: what holds
 * much, what exists twice, what is empty, what is kept by mistake. Only findings of at least half a percent are listed.
 */
import { checkSnapshot } from '../heap/check-snapshot.ts';
import { internalTarget } from '../heap/names.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { escaped } from '../paths/path-text.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { formatCount, formatShare } from '../report/table.ts';
import { detachedIn } from './detached-in.ts';
import { dominatedTree } from './dominated.ts';
import { duplicatesIn } from './duplicates-in.ts';
import { holderOf } from './equal-strings.ts';
import { formatSteps } from './held-by.ts';
import { retentionOf } from './retention.ts';
import { shapesIn } from './shapes-in.ts';
import { suspectsIn } from './suspects-in.ts';

/** The kinds of findings. */
export type SnapshotFindingKind =
  | 'suspect'
  | 'detached'
  | 'equal-strings'
  | 'equal-objects'
  | 'empty-collections'
  | 'sliced-strings'
  | 'many-shapes';

/** One finding. */
export interface SnapshotFinding {
  /** Which kind of finding it is, for programs. */
  readonly kind: SnapshotFindingKind;
  /** What was found, and what to do. */
  readonly message: string;
  /** Bytes that it is about: what could be saved, or for suspects what is retained. */
  readonly bytes: number;
}

/** The plain data of advice. */
export interface SnapshotAdviceData {
  /** All bytes of the heap. */
  readonly bytes: number;
  /** Most bytes first. */
  readonly findings: readonly SnapshotFinding[];
}

/** Advice on a heap. Printing it gives a list; `JSON.stringify` gives the plain data. */
export class SnapshotAdvice extends Result<SnapshotAdviceData> {
  constructor(data: SnapshotAdviceData) {
    super(data);
  }

  /** One line per finding, without a trailing newline. */
  override toString(): string {
    const { bytes, findings } = this;
    if (findings.length === 0) return `nothing of note in ${formatBytes(bytes)}`;
    return findings
      .map((finding) => `${formatBytes(finding.bytes)} (${formatShare(finding.bytes, bytes)}): ${finding.message}`)
      .join('\n');
  }
}

/** A finding of a smaller share of the heap is not listed. */
const LEAST_SHARE = 0.005;

/** Objects of more hidden classes than this slow down the code that reads them. */
const MANY_SHAPES = 20;

/**
 * What could be done about the bytes of a heap.
 *
 * @example
 * ```ts
 * console.log(String(adviceIn(await openSnapshot('heap.heapsnapshot'))));
 * ```
 */
export function adviceIn(snapshot: HeapSnapshot): SnapshotAdvice {
  checkSnapshot(snapshot);
  const bytes = retentionOf(snapshot).retained[0];
  const findings = [
    ...suspectFindings(snapshot),
    ...detachedFindings(snapshot),
    ...duplicateFindings(snapshot),
    ...emptyCollections(snapshot),
    ...slicedStrings(snapshot),
    ...shapeFindings(snapshot),
  ].filter((finding) => finding.bytes >= bytes * LEAST_SHARE);
  return new SnapshotAdvice({ bytes, findings: findings.sort((a, b) => b.bytes - a.bytes) });
}

function suspectFindings(snapshot: HeapSnapshot): SnapshotFinding[] {
  return suspectsIn(snapshot).suspects.map(({ type, id, count, retainedBytes, mostly, steps }) => ({
    kind: 'suspect',
    message:
      `${id === undefined ? `${formatCount(count)} ${type}` : `${type} @${id}`} ` +
      `${mostly === undefined ? '' : `with ${formatCount(mostly.count)} ${mostly.type} `}` +
      `held by ${formatSteps(steps.slice(-3))}: set a limit, or remove what is no longer needed`,
    bytes: retainedBytes,
  }));
}

function detachedFindings(snapshot: HeapSnapshot): SnapshotFinding[] {
  return detachedIn(snapshot).byType.map(({ type, count, retainedBytes, steps }) => ({
    kind: 'detached',
    message:
      `${formatCount(count)} ${type} in no document, held by ${formatSteps(steps.slice(-3))}: ` + 'drop the reference',
    bytes: retainedBytes,
  }));
}

function duplicateFindings(snapshot: HeapSnapshot): SnapshotFinding[] {
  const { strings, objects } = duplicatesIn(snapshot);
  // One finding for each place that holds equal strings.
  const byHolder = new Map<string, { count: number; bytes: number; kinds: number; text: string }>();
  for (const { text, count, wastedBytes, heldBy } of strings) {
    if (heldBy === '') continue;
    let row = byHolder.get(heldBy);
    if (row === undefined) byHolder.set(heldBy, (row = { count: 0, bytes: 0, kinds: 0, text }));
    row.count += count;
    row.bytes += wastedBytes;
    row.kinds++;
  }
  return [
    ...[...byHolder].map(
      ([heldBy, { count, bytes, kinds, text }]): SnapshotFinding => ({
        kind: 'equal-strings',
        message:
          `${formatCount(count)} strings at ${heldBy} are ${formatCount(kinds)} different ones, ` +
          `such as "${escaped(text.slice(0, 40))}": keep one of each`,
        bytes,
      }),
    ),
    ...objects.map(
      ({ type, count, wastedBytes, heldBy }): SnapshotFinding => ({
        kind: 'equal-objects',
        message: `${formatCount(count)} equal objects ${type} at ${heldBy}: share one of them`,
        bytes: wastedBytes,
      }),
    ),
  ];
}

/** Maps and Sets whose table refers to nothing but V8's own objects; they may hold small integers. */
function emptyCollections(snapshot: HeapSnapshot): SnapshotFinding[] {
  const { nodeCount, firstEdge, edgeTo, nodeType, nodeTypes } = snapshot;
  const classes = nodeClasses(snapshot);
  const { retained, owners } = dominatedTree(snapshot);
  const [object, hidden] = ['object', 'hidden'].map((name) => nodeTypes.indexOf(name));
  const empty = new Map<string, number[]>();
  for (let node = 0; node < nodeCount; node++) {
    const name = nodeType[node] === object && owners[node] === node ? classes.names[classes.of(node)] : '';
    if (name !== 'Map' && name !== 'Set') continue;
    const table = internalTarget(snapshot, node, 'table');
    if (table < 0 || owners[table] !== node) continue;
    let isEmpty = true;
    for (let edge = firstEdge[table]; edge < firstEdge[table + 1]; edge++)
      if (nodeType[edgeTo[edge]] !== hidden) isEmpty = false;
    if (!isEmpty) continue;
    const alike = empty.get(name);
    if (alike === undefined) empty.set(name, [node]);
    else alike.push(node);
  }
  return [...empty].map(([name, nodes]) => ({
    kind: 'empty-collections',
    message:
      `${formatCount(nodes.length)} empty ${name}s, most at ${holderOf(snapshot, classes, nodes)}: ` +
      'make them when the first entry is added',
    bytes: nodes.reduce((sum, node) => sum + retained[node], 0),
  }));
}

/** Strings that keep a larger one alive of which they are a part. */
function slicedStrings(snapshot: HeapSnapshot): SnapshotFinding[] {
  const { nodeCount, nodeType, nodeTypes, selfSize } = snapshot;
  const classes = nodeClasses(snapshot);
  const { idom } = retentionOf(snapshot);
  const sliced = nodeTypes.indexOf('sliced string');
  const nodes: number[] = [];
  let bytes = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== sliced) continue;
    const parent = internalTarget(snapshot, node, 'parent');
    if (parent < 0 || idom[parent] !== node) continue;
    nodes.push(node);
    bytes += selfSize[parent];
  }
  if (nodes.length === 0) return [];
  return [
    {
      kind: 'sliced-strings',
      message:
        `${formatCount(nodes.length)} strings each keep a larger one alive of which they are a part, ` +
        `most at ${holderOf(snapshot, classes, nodes)}: copy them, as by JSON.parse(JSON.stringify(part))`,
      bytes,
    },
  ];
}

function shapeFindings(snapshot: HeapSnapshot): SnapshotFinding[] {
  return shapesIn(snapshot)
    .byType.filter(({ shapes, count }) => shapes >= MANY_SHAPES && shapes > count / 10)
    .map(({ type, count, shapes, bytes }) => ({
      kind: 'many-shapes',
      message:
        `${formatCount(count)} ${type} have ${formatCount(shapes)} hidden classes: ` +
        'use a Map for dictionaries, and assign the properties of other objects in one order',
      bytes,
    }));
}
