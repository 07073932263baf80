/** The engine that runs this code, as the platform reports it. */

/**
 * Engines built alike: Node and Deno with words of 64 bits, Node with pointer compression, browsers and Electron,
 * workerd. Within a family sizes depend on the version of V8 only.
 */
export type EngineFamily = 'node' | 'compressed' | 'chromium' | 'workerd';

/** What the platform reports of its engine. */
export interface Engine {
  /** A name for printed reports. */
  readonly name: string;
  /** Undefined if the engine is not V8, or does not say that it is. */
  readonly family: EngineFamily | undefined;
  /** The version of V8; `''` if the platform does not report it. */
  readonly v8: string;
}

interface HostProcess {
  readonly versions?: {
    readonly v8?: string;
    readonly electron?: string;
    readonly deno?: string;
    readonly bun?: string;
  };
  readonly config?: { readonly variables?: Readonly<Record<string, unknown>> };
}

interface Host {
  readonly process?: HostProcess;
  readonly navigator?: { readonly userAgent?: string };
}

/** The user agent of workerd, the engine of Cloudflare Workers. */
const WORKERD = 'Cloudflare-Workers';

/** Read when this module loads, before the program can change what the platform reports. */
export const engine: Engine = /* @__PURE__ */ detect(globalThis as Host);

/**
 * Does nothing on V8.
 *
 * @throws {Error} on an engine that is not V8.
 */
export function requireV8(what: string): void {
  if (engine.family === undefined) throw new Error(`${what} needs V8: ${engine.name} is not V8`);
}

/** The engine of a host. */
export function detect({ process: host, navigator }: Host): Engine {
  const userAgent = navigator?.userAgent ?? '';
  if (userAgent === WORKERD) return { name: 'workerd', v8: '', family: 'workerd' };
  const { v8, bun, deno, electron } = host?.versions ?? {};
  // Bun is built on JavaScriptCore, and reports a version of V8 for the sake of native modules.
  if (typeof bun === 'string') return { name: `Bun ${bun}`, v8: '', family: undefined };
  if (typeof v8 === 'string' && v8 !== '') {
    if (typeof electron === 'string') return { name: `Electron ${electron}, V8 ${v8}`, v8, family: 'chromium' };
    if (typeof deno === 'string') return { name: `Deno ${deno}, V8 ${v8}`, v8, family: 'node' };
    const compressed = host?.config?.variables?.['v8_enable_pointer_compression'];
    const isCompressed = compressed === 1 || compressed === true;
    return { name: `V8 ${v8}`, v8, family: isCompressed ? 'compressed' : 'node' };
  }
  const chrome = /Chrom(?:e|ium)\/(\d+)/.exec(userAgent)?.[1];
  if (chrome === undefined) return { name: 'this engine', v8: '', family: undefined };
  // Chrome N carries V8 N / 10: version 146 has V8 14.6.
  return { name: `Chromium ${chrome}`, v8: chrome.replace(/(.)$/, '.$1'), family: 'chromium' };
}
