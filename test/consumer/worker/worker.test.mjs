// The Worker under miniflare, bundled as wrangler does it: its cache keeps within a budget, in bytes of workerd.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { buildSync } from 'esbuild';
import { Miniflare } from 'miniflare';

const { outputFiles } = buildSync({ entryPoints: ['worker.js'], bundle: true, write: false, format: 'esm' });
const worker = new Miniflare({ modules: true, script: outputFiles[0].text, compatibilityDate: '2026-01-01' });
after(() => worker.dispose());

test('a hundred pages take less than 20 KiB', async () => {
  for (let i = 0; i < 100; i++) await (await worker.dispatchFetch(`http://localhost/page/${i}`)).text();
  const heap = await (await worker.dispatchFetch('http://localhost/heap')).json();
  assert.equal(heap.layout, 'workerd');
  assert.ok(heap.bytes > 8000 && heap.bytes < 20 * 1024, heap.size);
});
