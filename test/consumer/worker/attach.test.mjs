// What `heapscale attach` cannot ask of a Worker, and that it says so.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { Miniflare } from 'miniflare';

test('a census without a snapshot is refused between two requests', async () => {
  const script = 'export default { fetch: () => new Response() };';
  const worker = new Miniflare({ modules: true, script, compatibilityDate: '2026-01-01', inspectorPort: 0 });
  try {
    const { host } = new URL(await worker.getInspectorURL());
    const command = ['node_modules/heapscale/dist/cli/main.js', 'attach', host, '--census'];
    const refused = promisify(execFile)(process.execPath, command);
    await assert.rejects(refused, { stderr: /has no JavaScript context now, as a Worker.* a heap snapshot/ });
  } finally {
    await worker.dispose();
  }
});
