// A program with a debug build: in production nothing of heapscale is left of it.
import { sizeLogger } from 'heapscale';

const cache = new Map();
globalThis.remember = (key, value) => cache.set(key, value);

if (process.env.NODE_ENV !== 'production') {
  sizeLogger('cache', () => cache, { everyMs: 60_000, write: console.log });
}
