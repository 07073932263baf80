/** The estimate beside V8's own count, by type, with what V8's snapshot shows to be the reason for each difference. */
import { deepSizeOf } from '../measure/deep-size-of.ts';
import { formatBytes } from '../report/bytes.ts';
import type { SizeReport } from '../report/size-report.ts';
import { formatCount, formatTable } from '../report/table.ts';
import { captureSnapshot } from './capture.ts';
import type { Capture } from './capture.ts';
import { ownedBy, typeNameOf } from './owned.ts';
import type { Owned } from './owned.ts';
import { ownershipOf } from './ownership.ts';
import { readOptionsOf } from './read-snapshot.ts';
import type { ReadOptions } from './read-snapshot.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** One type: what the estimate says and what V8 has. */
export interface VerifiedRow {
  readonly type: string;
  readonly estimatedBytes: number;
  /** V8's bytes of what JavaScript can reach, and beside it what it cannot. */
  readonly exactBytes: number;
  readonly hiddenBytes: number;
  /** Why the two differ; empty if they do not. */
  readonly reasons: readonly string[];
}

/** An estimate that was held against V8's count. */
export interface Verification {
  readonly estimate: SizeReport;
  /** V8's count of what JavaScript can reach: what the estimate is an estimate of. */
  readonly exactBytes: number;
  /** V8's count of what belongs to the value and cannot be reached: private fields, weak map entries and so on. */
  readonly hiddenBytes: number;
  /** V8's count lies inside the estimate's range. */
  readonly inRange: boolean;
  /** Largest difference first. */
  readonly rows: readonly VerifiedRow[];
  /** An aligned table. */
  toString(): string;
}

/**
 * Weighs a value both ways, by the portable estimate and by V8's heap snapshot, and tells the differences by type with
 * their reasons: spare capacity, dictionary mode, ropes and slices, shared strings, boxed numbers, hidden references.
 *
 * @throws {TypeError} (as a rejection, like all that follows) if an option is invalid.
 * @throws {SnapshotFormatError} if V8's stream cannot be read; the signal's reason if it was aborted.
 * @example
 * ```ts
 * console.log(String(await verify(cache)));
 * ```
 */
export function verify(value: unknown, options?: ReadOptions): Promise<Verification> {
  try {
    const own = readOptionsOf('verify', options);
    const estimate = deepSizeOf(value);
    return captureSnapshot([value], own).then((capture) => compare(estimate, capture));
  } catch (error) {
    return Promise.reject(error as Error);
  }
}

function compare(estimate: SizeReport, { snapshot, nodes }: Capture): Verification {
  const plain = ownedBy(snapshot, ownershipOf(snapshot, { hidden: false }), nodes);
  const whole = ownedBy(snapshot, ownershipOf(snapshot, { hidden: true }), nodes);
  const exactBytes = plain.heapBytes + plain.externalBytes;
  const hiddenBytes = whole.heapBytes + whole.externalBytes - exactBytes;
  const found = evidenceOf(snapshot, plain);
  const types = new Set([...estimate.byType, ...plain.byType, ...whole.byType].map((row) => row.type));
  const rows = [...types].map((type): VerifiedRow => {
    const ours = estimate.byType.find((row) => row.type === type);
    const theirs = plain.byType.find((row) => row.type === type);
    const hidden = (whole.byType.find((row) => row.type === type)?.bytes ?? 0) - (theirs?.bytes ?? 0);
    const difference = (theirs?.bytes ?? 0) - (ours?.bytes ?? 0);
    const counts = { ours: ours?.count ?? 0, theirs: theirs?.count ?? 0 };
    const reasons = difference === 0 ? [] : reasonsFor(type, difference, counts, found.get(type));
    if (hidden > 0) reasons.push(`${formatBytes(hidden)} behind hidden references`);
    return { type, estimatedBytes: ours?.bytes ?? 0, exactBytes: theirs?.bytes ?? 0, hiddenBytes: hidden, reasons };
  });
  const weight = (row: VerifiedRow): number => Math.abs(row.exactBytes - row.estimatedBytes) + row.hiddenBytes;
  rows.sort((a, b) => weight(b) - weight(a) || b.exactBytes - a.exactBytes);
  const inRange = estimate.range.min <= exactBytes && exactBytes <= estimate.range.max;
  return {
    estimate,
    exactBytes,
    hiddenBytes,
    inRange,
    rows,
    toString: () => textOf(estimate, exactBytes, hiddenBytes, inRange, rows),
  };
}

/** What in the snapshot explains a type's bytes. */
interface Evidence {
  ropes: number;
  ropeBytes: number;
  slices: number;
  dictionaries: number;
  dictionaryBytes: number;
}

function evidenceOf(snapshot: HeapSnapshot, { nodes, owners }: Owned): Map<string, Evidence> {
  const { nodeType, nodeTypes, nodeName, strings, selfSize } = snapshot;
  const rope = nodeTypes.indexOf('concatenated string');
  const slice = nodeTypes.indexOf('sliced string');
  const array = nodeTypes.indexOf('array');
  const found = new Map<string, Evidence>();
  nodes.forEach((node, i) => {
    const type = nodeType[node];
    const isDictionary = type === array && strings[nodeName[node]] === '(object properties)';
    if (type !== rope && type !== slice && !isDictionary) return;
    const name = typeNameOf(snapshot, owners[i]);
    let evidence = found.get(name);
    if (evidence === undefined)
      found.set(name, (evidence = { ropes: 0, ropeBytes: 0, slices: 0, dictionaries: 0, dictionaryBytes: 0 }));
    if (type === rope) {
      evidence.ropes++;
      evidence.ropeBytes += selfSize[node];
    } else if (type === slice) {
      evidence.slices++;
    } else {
      evidence.dictionaries++;
      evidence.dictionaryBytes += selfSize[node];
    }
  });
  return found;
}

function reasonsFor(
  type: string,
  difference: number,
  counts: { readonly ours: number; readonly theirs: number },
  evidence: Evidence | undefined,
): string[] {
  const reasons: string[] = [];
  if (evidence !== undefined && evidence.ropes > 0)
    reasons.push(`${formatCount(evidence.ropes)} ropes of ${formatBytes(evidence.ropeBytes)} beside their parts`);
  if (evidence !== undefined && evidence.slices > 0)
    reasons.push(`${formatCount(evidence.slices)} slices that keep larger texts`);
  if (evidence !== undefined && evidence.dictionaries > 0)
    reasons.push(
      `${formatCount(evidence.dictionaries)} in dictionary mode, ${formatBytes(evidence.dictionaryBytes)} of tables`,
    );
  if (type === 'string') {
    if (counts.theirs < counts.ours)
      reasons.push(`${formatCount(counts.ours - counts.theirs)} equal strings are one in V8`);
    else if (counts.theirs > counts.ours && reasons.length === 0)
      reasons.push(`${formatCount(counts.theirs - counts.ours)} equal strings are kept apart, or keys of dictionaries`);
    else if (reasons.length === 0)
      reasons.push(difference > 0 ? 'Latin-1 texts kept in two bytes a character' : 'texts that V8 has anyway');
  } else if (type === 'number') {
    reasons.push(difference > 0 ? 'numbers in boxes of their own' : 'numbers that share boxes or have none');
  } else if (counts.ours !== counts.theirs) {
    reasons.push(
      counts.ours === 0 || counts.theirs === 0
        ? 'V8 gives the type another name'
        : `${formatCount(counts.ours)} counted where V8 has ${formatCount(counts.theirs)}`,
    );
  } else if (reasons.length === 0) {
    if (type === 'Array')
      reasons.push(
        difference > 0
          ? 'spare capacity of elements'
          : 'elements shared or without the spare capacity that was assumed',
      );
    else if (type === 'Map' || type === 'Set') reasons.push('capacity of the hash table');
    else
      reasons.push(
        difference > 0 ? 'slots to spare (slack) or a property array' : 'fewer slots than its class promises',
      );
  }
  return reasons;
}

function textOf(
  estimate: SizeReport,
  exactBytes: number,
  hiddenBytes: number,
  inRange: boolean,
  rows: readonly VerifiedRow[],
): string {
  const off = exactBytes === 0 ? 0 : (estimate.bytes / exactBytes - 1) * 100;
  const head = `estimate ${formatBytes(estimate.bytes)}, V8 ${formatBytes(exactBytes)} (${off >= 0 ? '+' : ''}${off.toFixed(2)} %), ${inRange ? 'inside' : 'outside'} the range ${formatBytes(estimate.range.min)} to ${formatBytes(estimate.range.max)}`;
  const table = [['type', 'estimate', 'V8', 'difference', 'hidden', 'why']];
  for (const row of rows) {
    const difference = row.estimatedBytes - row.exactBytes;
    table.push([
      row.type,
      formatBytes(row.estimatedBytes),
      formatBytes(row.exactBytes),
      `${difference > 0 ? '+' : ''}${difference}`,
      row.hiddenBytes > 0 ? formatBytes(row.hiddenBytes) : '-',
      row.reasons.join('; '),
    ]);
  }
  const lines = [head, formatTable(table, ['left', 'right', 'right', 'right', 'right', 'left'])];
  if (hiddenBytes > 0) lines.push(`and ${formatBytes(hiddenBytes)} that only V8 can see`);
  return lines.join('\n');
}
