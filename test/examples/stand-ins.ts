/** What examples in the documentation talk about without making it: the reader's cache, session, workers. */
import { readFileSync } from 'node:fs';
import { LRUCache } from 'lru-cache';
import pino from 'pino';
import { deepSizeOf } from '../../src/index.ts';

/** Made anew for each example; the class too, since a timer of another example may hold its instances. */
export function standIns(): Readonly<Record<string, unknown>> {
  class Logger {
    lines = ['a line'];
  }
  const config = { debug: false };
  const leaked = { session: 'leaked' };
  const cache = new Map(Array.from({ length: 5000 }, (_, i) => [`key ${i}`, { at: i, body: `the body of ${i}` }]));
  const session = { user: 'ann', tags: ['a', 'b'] };
  const a = { shared: session, own: 1 };
  const b = { shared: session, own: 2 };
  return {
    Logger,
    LRUCache,
    pino,
    readFileSync,
    before: deepSizeOf(a, { paths: true }),
    after: deepSizeOf(b, { paths: true }),
    config,
    leaked,
    cache,
    session,
    a,
    b,
    value: session,
    state: { logger: new Logger(), config, session },
    store: { session },
    bigCache: cache,
    huge: Array.from({ length: 20_000 }, (_, i) => ({ i })),
    createSession: () => ({ user: 'ann' }),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    writeFileSync: () => undefined,
    build: (count: number) => Array.from({ length: count }, (_, i) => ({ i })),
    load: () => {
      throw new Error('nothing to load');
    },
    reportsOfWorkers: [deepSizeOf(a).toJSON(), deepSizeOf(b).toJSON()],
    workers: [a, b],
    handleRequests: async () => undefined,
    server: { state: { session } },
    askForReport: async (of: unknown) => deepSizeOf(of).toJSON(),
  };
}
