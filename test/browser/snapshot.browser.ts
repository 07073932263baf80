// The command line on a heap snapshot file of a real Chromium page, taken over the DevTools protocol as its "Save"
// button does.
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { chromiumBinary } from '../../benchmarks/engines/chromium.mjs';
import { heapscale, scratch } from '../cli/heapscale.ts';

const { folder, remove } = scratch();
afterAll(remove);

it('weighs a snapshot file of Chromium by type', async () => {
  const path = join(folder, 'page.heapsnapshot');
  const browser = await chromium.launch({ executablePath: chromiumBinary(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.evaluate(() => {
      class Ticket {
        owner = 1;
        place = 2;
      }
      (globalThis as unknown as { kept: unknown }).kept = Array.from({ length: 5000 }, () => new Ticket());
    });
    const protocol = await page.context().newCDPSession(page);
    const file = createWriteStream(path);
    protocol.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => file.write(chunk));
    await protocol.send('HeapProfiler.enable');
    await protocol.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    await new Promise((resolve) => file.end(resolve));
  } finally {
    await browser.close();
  }
  const { code, stdout, stderr } = await heapscale(['--json', path]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const report = JSON.parse(stdout) as {
    kind: string;
    bytes: number;
    byType: { type: string; count: number; bytes: number }[];
  };
  expect(report.kind).toBe('heapsnapshot');
  expect(report.bytes).toBeGreaterThan(500_000);
  // With pointers of four bytes: three words of header and two fields.
  expect(report.byType.find((row) => row.type === 'Ticket')).toMatchObject({ count: 5000, bytes: 5000 * 20 });
  const table = (await heapscale([path])).stdout;
  expect(table).toMatch(/^[^\n]*page\.heapsnapshot, [\d.]+ MiB of heap snapshot\n/);
  expect(table).toContain("layout: V8's own count, from ");
});
