// Builds the application, starts it, and asks each route once.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';

const next = 'node_modules/next/dist/bin/next';
const build = spawnSync(process.execPath, [next, 'build'], { stdio: 'inherit' });
assert.equal(build.status, 0);

const server = spawn(process.execPath, [next, 'start', '-p', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  let printed = '';
  for await (const chunk of server.stdout) {
    printed += chunk;
    if (/localhost:\d+[^]*Ready/.test(printed)) break;
  }
  const [, port] = /localhost:(\d+)/.exec(printed);
  const answer = async (route) => {
    const response = await fetch(`http://localhost:${port}/${route}`);
    const body = await response.text();
    assert.equal(response.status, 200, body);
    console.log(route, body);
    return JSON.parse(body);
  };
  const onServer = await answer('node');
  assert.match(onServer.layout.id, /^node\d+$/);
  assert.equal(onServer.layout.assumption, undefined);
  assert.equal(onServer.bytes, onServer.exact);
  const onEdge = await answer('edge');
  assert.match(onEdge.layout.assumption, /^assumed: this engine is not V8 or does not say so$/);
  assert.match(onEdge.summary, /assumed/);
  assert.equal(onEdge.bytes, onServer.bytes);
} finally {
  server.kill();
}
