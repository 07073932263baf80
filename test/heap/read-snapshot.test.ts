// Snapshots from files and streams: aborted, compressed, missing; and what they are as a report.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openSnapshot, readSnapshot } from '../../src/heap/read-snapshot.ts';
import { SnapshotFormatError } from '../../src/heap/snapshot-format-error.ts';
import { snapshotReport } from '../../src/heap/snapshot-report.ts';
import type { SizeReport } from '../../src/report/size-report.ts';
import { literal, NODES, STRINGS, withNumber } from './literal-snapshot.ts';

const folder = mkdtempSync(join(tmpdir(), 'heapscale-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, bytes: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const reportOf = async (text: string): Promise<SizeReport> =>
  snapshotReport(await readSnapshot(inChunks(Buffer.from(text), 100)));

describe('openSnapshot', () => {
  const file = write('good.heapsnapshot', literal());

  it('reads a file, and one that is compressed', async () => {
    const plain = await openSnapshot(file);
    expect(plain.strings.toArray()).toEqual(STRINGS);
    const packed = await openSnapshot(write('good.heapsnapshot.gz', gzipSync(literal())));
    expect(String(snapshotReport(packed))).toBe(String(snapshotReport(plain)));
  });

  // Linux lists a process's descriptors.
  it('rejects when it was aborted, and leaves no file open', async () => {
    const descriptors = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);
    const before = descriptors();
    const missing = join(folder, 'missing.heapsnapshot');
    for (let i = 0; i < 20; i++) {
      await expect(openSnapshot(file, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
      await expect(openSnapshot(missing, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
      const controller = new AbortController();
      const opened = openSnapshot(file, { signal: controller.signal });
      controller.abort(new Error('no longer wanted'));
      await expect(opened).rejects.toThrow('no longer wanted');
      const whileRead = new AbortController();
      await expect(
        openSnapshot(file, { signal: whileRead.signal, onProgress: () => whileRead.abort(new Error('seen enough')) }),
      ).rejects.toThrow('seen enough');
    }
    expect(descriptors()).toBe(before);
  });

  it('rejects for what cannot be read', async () => {
    await expect(openSnapshot(join(folder, 'missing.heapsnapshot'))).rejects.toThrow('ENOENT');
    await expect(openSnapshot(folder)).rejects.toThrow('EISDIR');
    await expect(openSnapshot(write('cut.gz', gzipSync(literal()).subarray(0, 200)))).rejects.toThrow(
      'unexpected end of file',
    );
    await expect(openSnapshot(write('other.gz', gzipSync('[]')))).rejects.toThrow(SnapshotFormatError);
  });

  it('reports progress', async () => {
    const seen: number[] = [];
    await readSnapshot(inChunks(Buffer.from(literal()), 1e6), { onProgress: ({ fraction }) => seen.push(fraction) });
    expect(seen).toEqual([1]);
  });
});

describe('snapshotReport', () => {
  const rowsOf = ({ byType }: SizeReport): unknown[] =>
    byType.map(({ type, count, heapBytes, externalBytes }) => [type, count, heapBytes, externalBytes]);

  it('counts tables with the object that alone has them, and native objects by name', async () => {
    const report = await reportOf(literal());
    expect([report.bytes, report.externalBytes, report.objects]).toEqual([1160, 1000, 5]);
    expect(rowsOf(report)).toEqual([
      ['Buffer', 1, 0, 1000],
      ['Cache', 1, 96, 0],
      ['body', 1, 40, 0],
      ['string', 1, 24, 0],
      ['(synthetic)', 1, 0, 0],
    ]);
  });

  it('counts a table of two objects as a row of its own', async () => {
    // The body has the same table as the cache.
    const edges = [2, 1, 6, 3, 2, 12, 2, 5, 24, 1, 0, 18, 1, 1, 24, 3, 2, 12, 2, 4, 30];
    const nodes = withNumber(NODES, 28, 2);
    const report = await reportOf(literal({ nodes, edges, snapshot: { edge_count: 7 } }));
    expect(rowsOf(report)).toContainEqual(['(array)', 1, 64, 0]);
    expect(rowsOf(report)).toContainEqual(['Cache', 1, 32, 0]);
  });

  it("has V8's own objects on the heap, scopes in one row, and native memory that no node has", async () => {
    const named = (names: readonly string[]): Promise<SizeReport> =>
      reportOf(
        literal({
          strings: STRINGS.map((name, i) => (i === 1 ? names[0] : i === 4 ? names[1] : name)),
          snapshot: { extra_native_bytes: 500 },
        }),
      );
    expect(rowsOf(await named(['system / Context / scope @65627', 'system / PropertyCell']))).toEqual([
      ['system / PropertyCell', 1, 1000, 0],
      ['(extra native memory)', 0, 0, 500],
      ['(context)', 1, 96, 0],
      ['body', 1, 40, 0],
      ['string', 1, 24, 0],
      ['(synthetic)', 1, 0, 0],
    ]);
    expect(rowsOf(await named(['system / Context', 'system / JSArrayBufferData'])).slice(0, 3)).toEqual([
      ['system / JSArrayBufferData', 1, 0, 1000],
      ['(extra native memory)', 0, 0, 500],
      ['(context)', 1, 96, 0],
    ]);
  });
});
