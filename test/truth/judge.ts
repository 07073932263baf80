/** V8's own count for many values at once, from one heap snapshot of this process. */
import { captureSnapshot } from '../../src/heap/capture.ts';
import { ownedBy } from '../../src/heap/owned.ts';
import { ownershipOf } from '../../src/heap/ownership.ts';
import { countedBy } from '../../src/heap/snapshot-report.ts';
import type { SizeReport } from '../../src/index.ts';
import { reportOf } from '../../src/report/report-of.ts';

/** What the snapshot says belongs to each value; `hidden` follows what JavaScript cannot reach, too. */
export async function judge(values: readonly unknown[], hidden = false): Promise<SizeReport[]> {
  const { snapshot, nodes } = await captureSnapshot(values);
  const ownership = ownershipOf(snapshot, { hidden });
  return nodes.map((node) => reportOf(ownedBy(snapshot, ownership, [node]).totals, { layout: countedBy('V8') }));
}
