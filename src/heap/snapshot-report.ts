/** A heap snapshot as a report: all bytes by type; also the parts common to all reports of V8's own count. */
import { checkSnapshot } from './check-snapshot.ts';
import { runningLayout } from '../layout/detect.ts';
import type { ReportLayout } from '../report/report-data.ts';
import { reportOf } from '../report/report-of.ts';
import type { SizeReport } from '../report/size-report.ts';
import type { TypeTotal } from '../weigh/size-estimate.ts';
import { Totals } from '../weigh/totals.ts';
import { nodeClasses } from './node-classes.ts';
import { shallowOwners } from './shallow-owners.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** Native memory that the embedder reports and no node has. */
const EXTRA_NATIVE = '(extra native memory)';

const FROM_SNAPSHOT = "V8's own count, from a heap snapshot";

/**
 * The whole heap of a snapshot by type, each object with its private backing stores, as in DevTools' column "shallow
 * size". Native objects are listed by name and count as external memory, V8's own objects as heap memory. Rows in
 * parentheses are V8's own: `(code)`, `(hidden)`, `(context)` for the scopes of closures.
 *
 * @param title the source of the figures, printed in the report's last line. Reports with the same title can be
 * compared.
 * @example
 * ```ts
 * console.log(String(snapshotReport(await openSnapshot('heap.heapsnapshot'))));
 * ```
 */
export function snapshotReport(snapshot: HeapSnapshot, title = FROM_SNAPSHOT): SizeReport {
  checkSnapshot(snapshot);
  return reportByOwners(snapshot, shallowOwners(snapshot), title);
}

/** The same where it is known with which node each node's bytes count. */
export function reportByOwners(snapshot: HeapSnapshot, owners: Uint32Array, title = FROM_SNAPSHOT): SizeReport {
  const { nodeCount, selfSize, extraNativeBytes } = snapshot;
  const totals = new Totals();
  const rowOf = rowsByNode(snapshot, totals);
  const isExternal = externalNodes(snapshot);
  for (let node = 0; node < nodeCount; node++) {
    const row = rowOf(owners[node]);
    if (owners[node] === node) row.count++;
    if (isExternal(node)) row.external += selfSize[node];
    else row.exact(selfSize[node]);
  }
  if (extraNativeBytes > 0) totals.of(EXTRA_NATIVE).external += extraNativeBytes;
  return reportOf(totals, { layout: countedBy(title) });
}

/** Finds the row of a node. */
function rowsByNode(snapshot: HeapSnapshot, totals: Totals): (node: number) => TypeTotal {
  const classes = nodeClasses(snapshot);
  const rows: TypeTotal[] = [];
  return (node) => {
    const number = classes.of(node);
    return (rows[number] ??= totals.of(classes.names[number]));
  };
}

/** Native memory outside V8's heap: Chromium gives the type of native objects to V8's own objects as well. */
function externalNodes({ nodeType, nodeTypes, nodeName, strings }: HeapSnapshot): (node: number) => boolean {
  const native = nodeTypes.indexOf('native');
  const known = new Map<number, boolean>();
  return (node) => {
    if (nodeType[node] !== native) return false;
    let isExternal = known.get(nodeName[node]);
    if (isExternal === undefined) {
      const name = strings.get(nodeName[node]);
      isExternal = !name.startsWith('system / ') || OFF_HEAP.has(name);
      known.set(nodeName[node], isExternal);
    }
    return isExternal;
  };
}

/** Data that V8 owns outside its heap. */
const OFF_HEAP: ReadonlySet<string> = new Set(['system / JSArrayBufferData', 'system / ExternalStringData']);

/** Takes the place of the layout in a report of V8's own count, which uses no table of sizes. */
export function countedBy(title: string): ReportLayout {
  return { id: 'heap-snapshot', title };
}

/** The running engine's layout, for figures that come from a snapshot. */
export function snapshotTitle(): string {
  return `${runningLayout().title}, from a heap snapshot`;
}
