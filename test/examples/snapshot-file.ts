// Examples open a snapshot file that the reader has; here it is a small one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { literal } from '../heap/literal-snapshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'heapscale-examples-'));
const file = join(folder, 'heap.heapsnapshot');
writeFileSync(file, literal());
process.on('exit', () => rmSync(folder, { recursive: true }));

/** An example whose names of snapshot files are those of the small one. */
export function withSnapshotFile(code: string): string {
  return code.replace(/'[\w.]+\.heapsnapshot'/g, JSON.stringify(file));
}
