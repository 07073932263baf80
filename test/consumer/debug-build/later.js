// The same, loaded on demand: the debug build starts as fast as the other.
const cache = new Map();
globalThis.remember = (key, value) => cache.set(key, value);

if (process.env.NODE_ENV !== 'production') {
  const { sizeLogger } = await import('heapscale');
  sizeLogger('cache', () => cache, { everyMs: 60_000, write: console.log });
}
