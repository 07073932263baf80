// A Worker with a cache in its global scope: it reports what the cache takes of the 128 MiB that a Worker has.
import { deepSizeOf, formatBytes } from 'heapscale';

const cache = new Map();

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === '/heap') {
      const { bytes, layout } = deepSizeOf(cache);
      return Response.json({ bytes, size: formatBytes(bytes), layout: layout.id });
    }
    cache.set(pathname, { body: `page of ${pathname}`, at: Date.now() });
    return new Response(cache.get(pathname).body);
  },
};
