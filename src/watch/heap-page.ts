/** heapPage: the last known sizes as a page of plain text, for the person who asks a running server. */
import { checkFunction } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { printable } from '../report/table.ts';
import { checkGauges } from './gauge-adapters.ts';
import type { SizeGauges } from './size-gauges.ts';

/** What the page shows besides the sizes. */
export interface HeapPageOptions {
  /**
   * Further sections by name, each shown when it is asked for, as `/heap?census`: functions that return something
   * printable, or a promise of it, such as `{ census }` with `census` of `heapscale/node`.
   *
   * @defaultValue there are none
   */
  readonly sections?: Readonly<Record<string, () => unknown>> | undefined;
}

const PAGE_NAMES: OptionNames<HeapPageOptions> = { sections: true };

/** The part of `http.IncomingMessage` that is used; Express, Fastify (`request.raw`) and Koa (`ctx.req`) have one. */
export interface PageRequest {
  /** The path and query of the request. */
  readonly url?: string | undefined;
}

/** The part of `http.ServerResponse` that is used. */
export interface PageResponse {
  /** Sends the status and the headers. */
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  /** Sends the body and ends the response. */
  end(text: string): unknown;
}

/** Answers requests with the page: a handler of `node:http` and Express, and its text for all others. */
export interface HeapPage {
  /** Answers one request. */
  (request: PageRequest, response: PageResponse): Promise<void>;
  /** The page for a URL or the part of one after `?`; for Hono, `c.text(await page.text(c.req.url))`. */
  text(url?: string): Promise<string>;
}

/**
 * A page of plain text with the last known sizes of gauges: a table, what each value consists of, and its places if the
 * gauges have `paths`. It shows no content of a value: names of types, and names of keys with `paths` only. It is
 * nowhere unless the program mounts it, and it should not be public.
 *
 * @throws {TypeError} if an argument or an option is invalid.
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 *
 * const gauges = sizeGauges({ cache: () => cache }, { everyMs: 60_000 });
 * const page = heapPage(gauges);
 * const server = createServer((request, response) => {
 *   if (request.url === '/heap') return page(request, response);
 *   response.end();
 * });
 * server.close();
 * gauges.stop();
 * ```
 */
export function heapPage(gauges: SizeGauges, options?: HeapPageOptions): HeapPage {
  checkGauges(gauges);
  const { sections = {} } = ownOptions('heapPage', PAGE_NAMES, options);
  const names = js.getOwnPropertyNames(sections);
  for (const name of names) checkFunction(`sections.${name}`, sections[name], 'that returns something printable');

  const text = async (url = ''): Promise<string> => {
    const asked = namesIn(url);
    const parts = [gauges.latest.length === 0 ? 'no value has been weighed yet' : String(gauges)];
    for (const { name, report } of gauges.latest) {
      const places = report.paths === undefined ? '' : `\n\n${report.toTree()}`;
      parts.push(`${printable(name)}: ${String(report)}${places}`);
    }
    for (const name of names)
      parts.push(
        asked.includes(name) ? `${printable(name)}: ${await printed(sections[name])}` : `more: ?${printable(name)}`,
      );
    return `${parts.join('\n\n')}\n`;
  };
  const handle = async ({ url }: PageRequest, response: PageResponse): Promise<void> => {
    const page = await text(url);
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end(page);
  };
  return Object.assign(handle, { text });
}

/** The names after the question mark of a URL. */
function namesIn(url: string): readonly string[] {
  return url
    .slice(url.indexOf('?') + 1)
    .split('&')
    .map((part) => part.split('=')[0]);
}

/** A section that cannot be made must not take the others with it. */
async function printed(section: () => unknown): Promise<string> {
  try {
    return String(await section());
  } catch (error) {
    return `not available: ${error instanceof Error ? error.message : 'the thrown value is not an Error'}`;
  }
}
