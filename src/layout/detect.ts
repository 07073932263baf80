/** Detects which of the known layouts the running engine has. */
import { typeError } from '../platform/argument-checks.ts';
import { floor } from '../platform/math.ts';
import { layoutNamed, nearestLayout, versionOf } from './engines.ts';
import type { Layout } from './layout.ts';

interface HostProcess {
  readonly versions?: {
    readonly v8?: string;
    readonly electron?: string;
    readonly node?: string;
    readonly deno?: string;
  };
  readonly config?: { readonly variables?: Readonly<Record<string, unknown>> };
}

/** What the platform reports of its engine. */
interface Engine {
  /** A name for printed reports. */
  readonly name: string;
  readonly v8: string;
  readonly taggedSize: 4 | 8;
}

/** Read when this module loads, before the program can change what the platform reports. */
const engine: Engine | undefined = /* @__PURE__ */ detect();

let running: Layout | undefined;

/**
 * The layout of the running engine. An engine that is not in the tables gets the nearest one, as its title mentions.
 */
export function runningLayout(): Layout {
  return (running ??= layoutFor(engine));
}

/**
 * The requested layout, by default that of the running engine.
 *
 * @throws {TypeError} if it is not a layout object (an engine's name is not accepted).
 */
export function layoutOf(asked: Layout | undefined): Layout {
  if (asked === undefined) return running ?? runningLayout();
  if (typeof asked !== 'object' || asked === null || typeof asked.taggedSize !== 'number') {
    throw typeError('layout', "one of heapscale's layouts, such as layouts.chromium", asked);
  }
  return asked;
}

function detect(): Engine | undefined {
  const global = globalThis as { process?: HostProcess; navigator?: { userAgent?: string } };
  const host = global.process;
  const v8 = host?.versions?.v8;
  if (typeof v8 === 'string') {
    const compressed = host?.config?.variables?.['v8_enable_pointer_compression'];
    const isCompressed = typeof host?.versions?.electron === 'string' || compressed === 1 || compressed === true;
    const name = host?.versions?.deno === undefined ? `V8 ${v8}` : `Deno ${host.versions.deno}, V8 ${v8}`;
    return { name, v8, taggedSize: isCompressed ? 4 : 8 };
  }
  const chrome = /Chrom(?:e|ium)\/(\d+)/.exec(global.navigator?.userAgent ?? '')?.[1];
  if (chrome === undefined) return undefined;
  // Chrome N carries V8 N / 10: version 146 has V8 14.6.
  return { name: `Chromium ${chrome}`, v8: `${floor(Number(chrome) / 10)}.${Number(chrome) % 10}`, taggedSize: 4 };
}

function layoutFor(found: Engine | undefined): Layout {
  if (found === undefined) {
    const assumed = layoutNamed('node24');
    return { ...assumed, title: `${assumed.title}, assumed: this engine is not V8 or does not say so` };
  }
  const { name, v8, taggedSize } = found;
  const best = nearestLayout(v8, taggedSize);
  // A table is valid for its V8 series; Node keeps one series for all releases of a major version.
  if (versionOf(best.v8) === versionOf(v8) && best.taggedSize === taggedSize) return best;
  return { ...best, title: `${best.title}, the nearest known to ${name}` };
}
