// The Worker under miniflare, bundled as wrangler does it: its cache keeps within a budget, in bytes of workerd.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { Miniflare } from 'miniflare';

const { outputFiles } = buildSync({ entryPoints: ['worker.js'], bundle: true, write: false, format: 'esm' });
const worker = new Miniflare({
  modules: true,
  script: outputFiles[0].text,
  compatibilityDate: '2026-01-01',
  inspectorPort: 0,
});
after(() => worker.dispose());
const get = (path) => worker.dispatchFetch(`http://localhost${path}`);

test('a hundred pages take less than 12 KiB', async () => {
  for (let i = 0; i < 100; i++) await (await get(`/page/${i}`)).text();
  const heap = await (await get('/heap')).json();
  assert.equal(heap.layout, 'workerd');
  assert.ok(heap.bytes > 8000 && heap.bytes < 12 * 1024, heap.table);
});

test('the inspector shows all that is alive', async () => {
  const { host } = new URL(await worker.getInspectorURL());
  const command = ['node_modules/heapscale/dist/cli/main.js', 'attach', host];
  const run = (...args) => promisify(execFile)(process.execPath, [...command, ...args]);
  assert.match((await run()).stdout, /^Page +100 /m);
  assert.match((await run('--retainers', 'Page')).stdout, /Map/);
});
