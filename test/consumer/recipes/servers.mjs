// Sessions, rooms and pages, made by requests to the real servers.
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import express from 'express';
import session from 'express-session';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { holds, text } from './checks.mjs';
import { sizeOfSessions } from './express-session.mjs';
import CacheHandler, { cache } from './next-cache-handler.mjs';
import { sizeOfRooms } from './socket-io.mjs';

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
    request.session.cart = [{ sku: text(1, 20), price: 1.5 }];
    response.end();
  });
  const server = createServer(app);
  const url = await listen(server);
  for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 30 }, async () => (await fetch(url)).text()));
  assert.equal(Object.keys(store.sessions).length, 300);
  holds('sessions of express-session', sizeOfSessions(store).bytes, store.sessions);
  server.close();
}

async function checkRooms() {
  const server = createServer();
  const namespace = new Server(server).of('/');
  let sockets = 0;
  namespace.on('connection', (socket) => {
    socket.data = { user: text(sockets++, 300), scores: Array.from({ length: 50 }, (_, i) => i + 0.5) };
    for (let i = 0; i < 5; i++) socket.join(`room ${i}`);
  });
  const url = await listen(server);
  const clients = Array.from({ length: 50 }, () => io(url, { transports: ['websocket'], forceNew: true }));
  await Promise.all(clients.map((client) => once(client, 'connect')));
  const { adapter } = namespace;
  assert.equal(namespace.sockets.size, 50);
  const data = [...namespace.sockets.values()].map((socket) => socket.data);
  holds('rooms of socket.io', sizeOfRooms(namespace).bytes, { rooms: adapter.rooms, sids: adapter.sids, data });
  return () => {
    for (const client of clients) client.disconnect();
    server.close();
  };
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

/** Returns what closes the servers that the comparison still needs. */
export async function checkServers() {
  await checkSessions();
  await checkNext();
  return checkRooms();
}
