/** A heap snapshot as a report: all bytes by type, and the form that every report of V8's own count has. */
import { runningLayout } from '../layout/detect.ts';
import type { ReportLayout } from '../report/report-data.ts';
import { reportOf } from '../report/report-of.ts';
import type { SizeReport } from '../report/size-report.ts';
import type { TypeTotal } from '../weigh/size-estimate.ts';
import { Totals } from '../weigh/totals.ts';
import { shallowOwners } from './shallow-owners.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** Bytes of the embedder's that no node has. */
const EXTRA_NATIVE = '(extra native memory)';

/**
 * The whole heap of a snapshot by type, each object with its private backing stores, as in DevTools' column "shallow
 * size". Native objects are rows by their names and count as external memory, V8's own objects as heap memory. Rows in
 * parentheses are V8's: `(code)`, `(hidden)`, `(context)` for the scopes of closures.
 *
 * @param title where the figures are from, in the report's last line. Reports with the same text can be compared.
 * @example
 * ```ts
 * console.log(String(snapshotReport(await openSnapshot('heap.heapsnapshot'))));
 * ```
 */
export function snapshotReport(snapshot: HeapSnapshot, title = "V8's own count, from a heap snapshot"): SizeReport {
  const { nodeCount, selfSize, extraNativeBytes } = snapshot;
  const owners = shallowOwners(snapshot);
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

/** Rows of the node types whose nodes' names are contents, or too many to be types. */
const ROW_OF_TYPE: Readonly<Record<string, string>> = {
  string: 'string',
  'concatenated string': 'string',
  'sliced string': 'string',
  closure: 'Function',
  regexp: 'RegExp',
  number: 'number',
  bigint: 'bigint',
  symbol: 'symbol',
};

/** Finds the row of a node. A name is decoded once for each class, and not for each of its objects. */
function rowsByNode({ nodeType, nodeTypes, nodeName, strings }: HeapSnapshot, totals: Totals) {
  const ofType: (TypeTotal | undefined)[] = [];
  const ofName = nodeTypes.map((type) =>
    type === 'object' || type === 'native' ? new Map<number, TypeTotal>() : undefined,
  );
  return (node: number): TypeTotal => {
    const type = nodeType[node];
    const byName = ofName[type];
    if (byName === undefined)
      return (ofType[type] ??= totals.of(ROW_OF_TYPE[nodeTypes[type]] ?? `(${nodeTypes[type]})`));
    let row = byName.get(nodeName[node]);
    if (row === undefined) byName.set(nodeName[node], (row = totals.of(classNameOf(strings.get(nodeName[node])))));
    return row;
  };
}

/** The class that a name stands for: each scope has a name of its own in Chromium, and none is a class. */
function classNameOf(name: string): string {
  return name.startsWith('system / Context') ? '(context)' : name;
}

/** Native memory that is not V8's heap: Chromium gives V8's own objects the type of native ones, too. */
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

/** Data that V8 owns and does not have on its heap. */
const OFF_HEAP: ReadonlySet<string> = new Set(['system / JSArrayBufferData', 'system / ExternalStringData']);

/** What is in the place of a layout in a report of V8's own count, for which no table of sizes was used. */
export function countedBy(title: string): ReportLayout {
  return { id: 'heap-snapshot', title };
}

/** The running engine's layout, named as the source of figures that a snapshot gave. */
export function snapshotTitle(): string {
  return `${runningLayout().title}, from a heap snapshot`;
}
