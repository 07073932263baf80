// Sessions, rooms and pages, made by requests to the real servers.
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { metrics } from '@opentelemetry/api';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import express from 'express';
import session from 'express-session';
import fastify from 'fastify';
import { Hono } from 'hono';
import { register } from 'prom-client';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { holds, text } from './checks.mjs';
import { sizeOfSessions } from './express-session.mjs';
import CacheHandler, { cache } from './next-cache-handler.mjs';
import { roomsOf, sizeOfRooms } from './socket-io.mjs';

class Reader extends MetricReader {
  onShutdown = async () => {};
  onForceFlush = async () => {};
}
const reader = new Reader();
metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
// The recipes take the meter of the program when they are loaded.
const { cache: cacheOfGauges, gauges } = await import('./gauges.mjs');
const { inExpress, inFastify, inHono } = await import('./heap-page.mjs');

const require = createRequire(import.meta.url);

/** Starts a server on a free port and returns its address. */
async function listen(server) {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

async function checkSessions() {
  const store = new session.MemoryStore();
  const app = express().use(session({ store, secret: 'secret', resave: false, saveUninitialized: true }));
  app.get('/', (request, response) => {
    request.session.cart = Array.from({ length: 10 }, (_, i) => ({ sku: text(i, 20), price: i + 0.5 }));
    response.end();
  });
  const server = createServer(app);
  const url = await listen(server);
  for (let i = 0; i < 5; i++) await Promise.all(Array.from({ length: 30 }, async () => (await fetch(url)).text()));
  assert.equal(Object.keys(store.sessions).length, 150);
  holds('sessions of express-session', sizeOfSessions(store).bytes, store.sessions);
  server.close();
}

/** A namespace with sockets that clients have opened. */
async function openRooms(count) {
  const server = createServer();
  const namespace = new Server(server).of('/');
  let opened = 0;
  namespace.on('connection', (socket) => {
    socket.data = { user: text(opened++, 300), scores: Array.from({ length: 50 }, (_, i) => i + 0.5) };
    for (let i = 0; i < 5; i++) socket.join(`room ${i}`);
  });
  const url = await listen(server);
  const clients = Array.from({ length: count }, () => io(url, { transports: ['websocket'], forceNew: true }));
  await Promise.all(clients.map((client) => once(client, 'connect')));
  assert.equal(namespace.sockets.size, count);
  const close = () => {
    for (const client of clients) client.disconnect();
    server.close();
  };
  return { namespace, close };
}

/** What a calibration is made of. */
export async function typicalRooms() {
  const { namespace, close } = await openRooms(20);
  return { values: [roomsOf(namespace)], close };
}

async function checkRooms(calibration) {
  const { namespace, close } = await openRooms(50);
  holds('rooms of socket.io', sizeOfRooms(namespace, calibration).bytes, roomsOf(namespace));
  return close;
}

/** The page of sizes, asked for by HTTP, and what a scrape gets. */
async function checkPages() {
  cacheOfGauges.set('a key', { text: text(1, 100) });
  await gauges.measure();
  const [express5, fastify5, hono] = [express(), fastify(), new Hono()];
  inExpress(express5);
  inFastify(fastify5);
  inHono(hono);
  const server = createServer(express5);
  const url = await listen(server);
  const asked = await Promise.all([
    fetch(`${url}/heap?census`),
    fetch(`${url}/heap`),
    fetch(`${await fastify5.listen({ port: 0, host: '127.0.0.1' })}/heap`),
    hono.request('/heap'),
  ]);
  const pages = await Promise.all(asked.map((response) => response.text()));
  assert.match(pages[0], /census: [\d,]+ objects alive/);
  for (const page of pages) {
    assert.match(page, /^value +size +range +weighed in\ncache +\d+ B/);
    assert.ok(!page.includes(text(1, 100)));
  }
  server.close();
  await fastify5.close();
  assert.match(await register.metrics(), /^heapscale_deep_size_bytes\{value="cache"\} \d{3,}$/m);
  const { resourceMetrics } = await reader.collect();
  const [metric] = resourceMetrics.scopeMetrics[0].metrics;
  assert.equal(metric.descriptor.name, 'heapscale.deep_size');
  assert.deepEqual(metric.dataPoints[0].attributes, { value: 'cache' });
  assert.equal(metric.dataPoints[0].value, gauges.bytesOf('cache'));
  gauges.stop();
}

/** Pages as Next.js hands them to a handler. */
async function checkNext() {
  require('next/dist/server/node-environment');
  const { IncrementalCache } = require('next/dist/server/lib/incremental-cache');
  const manifest = { version: 4, routes: {}, dynamicRoutes: {}, notFoundRoutes: [], preview: {} };
  const next = new IncrementalCache({
    dev: false,
    requestHeaders: {},
    previewProps: {},
    prerenderManifest: manifest,
    CurCacheHandler: CacheHandler,
  });
  const route = { kind: 'APP_PAGE', sourceRoute: '/posts/[id]/page' };
  for (let i = 0; i < 300; i++) {
    const headers = { 'x-next-cache-tags': `posts,post-${i}` };
    const segmentData = new Map([
      ['/_tree', Buffer.alloc(300, i)],
      ['/_index', Buffer.from(text(i, 1000))],
    ]);
    const page = { kind: 'APP_PAGE', html: text(i, 300_000), rscData: Buffer.alloc(2000, i), headers, segmentData };
    await next.set(`/posts/${i}`, page, { route, cacheControl: { revalidate: 60, expire: 600 }, isFallback: false });
  }
  const get = (i) => next.get(`/posts/${i}`, { kind: 'APP_PAGE', route, isFallback: false });
  assert.equal((await get(299)).value.html, text(299, 300_000));
  assert.equal(await get(0), null);
  await next.revalidateTag('post-299');
  assert.equal(await get(299), null);
  assert.equal((await get(298)).isStale, undefined);
  holds("Next.js's cacheHandler", cache.maxSize, cache);
}

/** Returns what closes the server that the comparison still needs. */
export async function checkServers(calibration) {
  await checkSessions();
  await checkNext();
  await checkPages();
  return checkRooms(calibration);
}
