// workerd, the engine of Cloudflare Workers: a Worker that runs one module of this repository, and heap snapshots of it
// over its inspector. Needs a Node with WebSocket (22 and later): callers on an earlier one run this by `runOnNode`.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { locate } from '../../.build/src/heap/capture.js';
import { SnapshotParser } from '../../.build/src/heap/snapshot-parser.js';
import { workerdBinary } from './binaries.mjs';

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker", esModule = embed "worker.js")],
    compatibilityDate = "2026-01-01"))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);
`;

/**
 * Starts a Worker that answers each request with what the module's function `run` returns for the request's JSON, and
 * hands it to
 * `work`: `call(input)`, `capture(key, count)` as for Chromium, and the `version` of workerd.
 */
export async function withWorkerd(module, work) {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-workerd-'));
  const version = execFileSync(workerdBinary(), ['--version'], { encoding: 'utf8' }).trim().split(' ').pop();
  try {
    await bundle(module, join(folder, 'worker.js'));
    writeFileSync(join(folder, 'config.capnp'), CONFIG);
    return await serve(folder, (ports) => work({ version, ...ports }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bundle(module, outfile) {
  const handler = `import { run } from ${JSON.stringify(module)};
    export default {
      async fetch(request) {
        return Response.json(await run(await request.json()));
      },
    };`;
  const stdin = { contents: handler, resolveDir: process.cwd(), loader: 'js' };
  return build({ stdin, outfile, bundle: true, format: 'esm', target: 'es2022', logLevel: 'error' });
}

async function serve(folder, work) {
  const options = ['serve', 'config.capnp', '--inspector-addr=127.0.0.1:0', '--control-fd=1'];
  const child = spawn(workerdBinary(), options, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  let socket;
  try {
    const { http, inspector } = await portsOf(child);
    socket = await open(`ws://127.0.0.1:${inspector}/main`);
    const call = async (input) => {
      const response = await fetch(`http://127.0.0.1:${http}/`, { method: 'POST', body: JSON.stringify(input) });
      if (!response.ok) throw new Error(`workerd: ${response.status} ${await response.text()}`);
      return response.json();
    };
    return await work({ call, capture: (key, count) => capture(socket, key, count) });
  } finally {
    socket?.close();
    // It waits for its connections to end if it is asked to stop.
    child.kill('SIGKILL');
  }
}

/** workerd writes one line of JSON for each socket that it listens on. */
function portsOf(child) {
  return new Promise((resolve, reject) => {
    let http;
    let inspector;
    let output = '';
    child.on('exit', (code) => reject(new Error(`workerd ended with code ${code}`)));
    child.stdout.on('data', (chunk) => {
      output += chunk;
      for (const line of output.split('\n').slice(0, -1)) {
        const { event, socket, port } = JSON.parse(line);
        if (event === 'listen' && socket === 'http') http = port;
        if (event === 'listen-inspector') inspector = port;
      }
      output = output.slice(output.lastIndexOf('\n') + 1);
      if (http !== undefined && inspector !== undefined) resolve({ http, inspector });
    });
  });
}

function open(url) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('error', () => reject(new Error(`no inspector at ${url}`)));
  });
}

async function capture(socket, key, count) {
  const parser = new SnapshotParser();
  const encoder = new TextEncoder();
  let id = 0;
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      const asked = ++id;
      const listen = ({ data }) => {
        const message = JSON.parse(data);
        if (message.method === 'HeapProfiler.addHeapSnapshotChunk' && method === 'HeapProfiler.takeHeapSnapshot')
          parser.write(encoder.encode(message.params.chunk));
        if (message.id !== asked) return;
        socket.removeEventListener('message', listen);
        if (message.error === undefined) resolve(message.result);
        else reject(new Error(`${method}: ${message.error.message}`));
      };
      socket.addEventListener('message', listen);
      socket.send(JSON.stringify({ id: asked, method, params }));
    });
  await send('HeapProfiler.enable');
  await send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await send('HeapProfiler.disable');
  const snapshot = parser.end();
  return { snapshot, ...locate(snapshot, key, count) };
}
