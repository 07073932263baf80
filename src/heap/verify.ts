/** verify: compares the estimate with V8's own count by type, with the reasons for differences from V8's snapshot. */
import { deepSizeOf } from '../measure/deep-size-of.ts';
import { formatBytes } from '../report/bytes.ts';
import type { SizeReport } from '../report/size-report.ts';
import { reportOf } from '../report/report-of.ts';
import { formatCount } from '../report/table.ts';
import type { Totals } from '../weigh/totals.ts';
import { rejected } from '../platform/rejected.ts';
import { countSnapshot } from './capture.ts';
import type { Capture } from './capture.ts';
import { ownedBy, typeNameOf } from './owned.ts';
import type { Owned } from './owned.ts';
import { ownershipOf } from './ownership.ts';
import { readOptionsOf } from './read-snapshot.ts';
import type { ReadOptions } from './read-snapshot.ts';
import type { HeapSnapshot } from './snapshot.ts';
import { countedBy } from './snapshot-report.ts';
import { Verification } from './verification.ts';
import type { VerifiedRow } from './verification.ts';

/**
 * Measures a value by the portable estimate and by V8's heap snapshot, and reports the differences by type with
 * reasons: spare capacity, dictionary mode, ropes and slices, shared strings, heap numbers, hidden references.
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
    return countSnapshot([value], own, (capture) => compare(estimate, capture));
  } catch (error) {
    return rejected(error);
  }
}

function compare(estimate: SizeReport, { snapshot, nodes }: Capture): Verification {
  const plain = ownedBy(snapshot, ownershipOf(snapshot, { hidden: false }), nodes);
  const whole = ownedBy(snapshot, ownershipOf(snapshot, { hidden: true }), nodes).totals;
  const exactBytes = plain.totals.bytes;
  const found = evidenceOf(snapshot, plain);
  const estimated = new Map(estimate.byType.map((row) => [row.type, row]));
  const exact = rowsOf(plain.totals);
  const all = rowsOf(whole);
  const rows = [...new Set([...estimated.keys(), ...exact.keys(), ...all.keys()])].map((type): VerifiedRow => {
    const ours = estimated.get(type) ?? NOTHING;
    const theirs = exact.get(type) ?? NOTHING;
    const hiddenBytes = (all.get(type) ?? NOTHING).bytes - theirs.bytes;
    const difference = theirs.bytes - ours.bytes;
    const counts = { ours: ours.count, theirs: theirs.count };
    const reasons = difference === 0 ? [] : reasonsFor(type, difference, counts, found.get(type));
    if (hiddenBytes > 0) reasons.push(`${formatBytes(hiddenBytes)} behind hidden references`);
    return { type, estimatedBytes: ours.bytes, exactBytes: theirs.bytes, hiddenBytes, reasons };
  });
  const weight = (row: VerifiedRow): number => Math.abs(row.exactBytes - row.estimatedBytes) + row.hiddenBytes;
  rows.sort((a, b) => weight(b) - weight(a) || b.exactBytes - a.exactBytes);
  return new Verification({
    estimate,
    exactBytes,
    hiddenBytes: whole.bytes - exactBytes,
    inRange: estimate.range.min <= exactBytes && exactBytes <= estimate.range.max,
    rows,
  });
}

const NOTHING = { count: 0, bytes: 0 };

/** Count and bytes by type. */
function rowsOf(totals: Totals): Map<string, { readonly count: number; readonly bytes: number }> {
  return new Map(reportOf(totals, { layout: countedBy('') }).byType.map((row) => [row.type, row]));
}

/** Evidence in the snapshot that explains a type's bytes. */
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
    const isDictionary = type === array && strings.get(nodeName[node]) === '(object properties)';
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
    reasons.push(
      `${formatCount(evidence.ropes)} ropes of ${formatBytes(evidence.ropeBytes)} in addition to their parts`,
    );
  if (evidence !== undefined && evidence.slices > 0)
    reasons.push(`${formatCount(evidence.slices)} slices that keep larger strings alive`);
  if (evidence !== undefined && evidence.dictionaries > 0)
    reasons.push(
      `${formatCount(evidence.dictionaries)} in dictionary mode, ${formatBytes(evidence.dictionaryBytes)} of tables`,
    );
  if (type === 'string') {
    if (counts.theirs < counts.ours)
      reasons.push(`${formatCount(counts.ours - counts.theirs)} equal strings are shared in V8`);
    else if (counts.theirs > counts.ours && reasons.length === 0)
      reasons.push(
        `${formatCount(counts.theirs - counts.ours)} duplicate strings are not shared, or are keys of dictionaries`,
      );
    else if (reasons.length === 0)
      reasons.push(difference > 0 ? 'Latin-1 strings stored in two bytes per character' : 'read-only root strings');
  } else if (type === 'number') {
    reasons.push(difference > 0 ? 'heap numbers that are not shared' : 'numbers that share heap numbers or need none');
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
        difference > 0 ? 'unused slots (slack) or a property array' : 'fewer slots than assumed for its class',
      );
  }
  return reasons;
}
