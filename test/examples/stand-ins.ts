/** What examples in the documentation talk about without making it: the reader's cache, session, workers. */
import { readFileSync } from 'node:fs';
import { LRUCache } from 'lru-cache';
import pino from 'pino';
import { deepSizeOf } from '../../src/index.ts';

/** Those that are large, made only where they are named: each heap snapshot of an example would contain them. */
const LARGE: Readonly<Record<string, () => unknown>> = {
  cache: cacheOf,
  bigCache: cacheOf,
  huge: () => rowsOf(20_000),
};

function cacheOf(): Map<string, object> {
  return new Map(Array.from({ length: 5000 }, (_, i) => [`key ${i}`, { at: i, body: `the body of ${i}` }]));
}

function rowsOf(count: number): object[] {
  return Array.from({ length: count }, (_, i) => ({ i }));
}

/** Made anew for each example; the class too, since a timer of another example may hold its instances. */
export function standIns(code: string): Readonly<Record<string, unknown>> {
  class Logger {
    lines = ['a line'];
  }
  const config = { debug: false };
  const session = { user: 'ann', tags: ['a', 'b'] };
  const a = { shared: session, own: 1 };
  const b = { shared: session, own: 2 };
  const named = Object.entries(LARGE).filter(([name]) => new RegExp(`\\b${name}\\b`).test(code));
  return {
    ...Object.fromEntries(named.map(([name, make]) => [name, make()])),
    Logger,
    LRUCache,
    pino,
    readFileSync,
    before: deepSizeOf(a, { paths: true }),
    after: deepSizeOf(b, { paths: true }),
    config,
    leaked: { session: 'leaked' },
    session,
    a,
    b,
    value: session,
    state: { logger: new Logger(), config, session },
    store: { session },
    createSession: () => ({ user: 'ann' }),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    writeFileSync: () => undefined,
    build: rowsOf,
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
