// Firefox: opens a page that imports a module of this repository and posts the result of its function `run`. No
// protocol is needed.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PLACES = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** The browser's binary, or undefined where none is installed. */
export function firefoxBinary() {
  return PLACES.find((path) => path !== undefined && existsSync(path));
}

/** Gives the version and what `run` of the module at this path of the repository returns, as JSON. */
export async function runInFirefox(module, limit = 120_000) {
  const binary = firefoxBinary();
  if (binary === undefined)
    throw new Error(`no Firefox at ${PLACES.slice(1).join(', ')}: install it, or name it in FIREFOX`);
  const profile = mkdtempSync(join(tmpdir(), 'heapscale-firefox-'));
  const version = /\d+[\d.]*/.exec(execFileSync(binary, ['--version'], { encoding: 'utf8' }))[0];
  let child;
  let server;
  try {
    const result = await new Promise((resolve, reject) => {
      server = createServer((request, response) => answer(request, response, module, resolve));
      server.listen(0, '127.0.0.1', () => {
        const url = `http://127.0.0.1:${server.address().port}/`;
        child = spawn(binary, ['--headless', '--no-remote', '--profile', profile, url], { stdio: 'ignore' });
        child.on('error', reject);
      });
      setTimeout(() => reject(new Error('Firefox did not answer')), limit).unref();
    });
    if (result.error !== undefined) throw new Error(`Firefox: ${result.error}`);
    return { version, value: result.value };
  } finally {
    child?.kill();
    server?.closeAllConnections();
    server?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function answer(request, response, module, resolve) {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (request.method === 'POST') {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      response.end();
      resolve(JSON.parse(body));
    });
    return;
  }
  if (pathname === '/') {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><script type="module">
      const post = (result) => fetch('/', { method: 'POST', body: JSON.stringify(result) });
      try {
        const { run } = await import('/${module}');
        await post({ value: await run() });
      } catch (error) {
        await post({ error: String(error) });
      }
    </script>`);
    return;
  }
  try {
    const body = readFileSync(join(root, pathname));
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}
