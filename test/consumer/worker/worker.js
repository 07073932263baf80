// A Worker with a cache in its global scope: it reports what the cache takes of the 128 MiB that a Worker has.
import { deepSizeOf } from 'heapscale';

class Page {
  constructor(path) {
    this.path = path;
    this.body = `page of ${path}`;
  }
}
const pages = new Map();

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === '/heap') {
      const report = deepSizeOf(pages);
      return Response.json({ bytes: report.bytes, layout: report.layout.id, table: String(report) });
    }
    if (!pages.has(pathname)) pages.set(pathname, new Page(pathname));
    return new Response(pages.get(pathname).body);
  },
};
