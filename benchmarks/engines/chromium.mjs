// Chromium: a page of this repository served on localhost, and heap snapshots of it over the DevTools protocol.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { locate } from '../../.build/src/heap/capture.js';
import { SnapshotParser } from '../../.build/src/heap/snapshot-parser.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const TYPES = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.html': 'text/html',
  '.json': 'application/json',
};
const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser's binary, or undefined where none is installed. */
export function chromiumBinary() {
  return PLACES.find((path) => path !== undefined && existsSync(path));
}

/** Serves the repository's files; gives the address and how to stop. */
function serve() {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
    if (path === '/') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html' });
      response.end('<!doctype html><title>heapscale</title>');
      return;
    }
    try {
      const body = readFileSync(join(root, path));
      response.writeHead(200, { ...headers, 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() }),
    );
  });
}

/** Opens a page in headless Chromium and hands it to `work` with a function that takes snapshots. `flags` are V8's. */
export async function withChromium(work, flags = '') {
  const executablePath = chromiumBinary();
  if (executablePath === undefined)
    throw new Error(`no Chromium at ${PLACES.slice(1).join(', ')}: install it, or name it in CHROMIUM`);
  const server = await serve();
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', ...(flags === '' ? [] : [`--js-flags=${flags}`])],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.stack}`));
    await page.goto(server.url);
    const protocol = await page.context().newCDPSession(page);
    return await work({ page, version: browser.version(), capture: (key, count) => capture(protocol, key, count) });
  } finally {
    await browser.close();
    server.stop();
  }
}

/** A snapshot of the page in which the values are located that a holder has under `key`, first the list itself. */
async function capture(protocol, key, count) {
  const parser = new SnapshotParser();
  const encoder = new TextEncoder();
  const take = ({ chunk }) => parser.write(encoder.encode(chunk));
  protocol.on('HeapProfiler.addHeapSnapshotChunk', take);
  await protocol.send('HeapProfiler.enable');
  await protocol.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  protocol.off('HeapProfiler.addHeapSnapshotChunk', take);
  const snapshot = parser.end();
  return { snapshot, ...locate(snapshot, key, count) };
}
