/** Which of the known layouts the running engine has. */
import { abs, floor } from '../platform/math.ts';
import { typeError } from '../platform/argument-checks.ts';
import { layouts } from './engines.ts';
import type { LayoutName } from './engines.ts';
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

/**
 * The layout of the engine that runs this code. An engine that is not in the tables gets the nearest one, and
 * the title says so.
 */
export function runningLayout(): Layout {
  return running;
}

/**
 * The layout that was asked for, by default the running engine's.
 *
 * @throws {TypeError} if it is not a layout, such as the name of one.
 */
export function layoutOf(asked: Layout | undefined): Layout {
  if (asked === undefined) return running;
  if (typeof asked !== 'object' || asked === null || typeof asked.taggedSize !== 'number') {
    throw typeError('layout', "one of heapscale's layouts, such as layouts.chromium", asked);
  }
  return asked;
}

function detect(): Layout {
  const global = globalThis as { process?: HostProcess; navigator?: { userAgent?: string } };
  const host = global.process;
  const v8 = host?.versions?.v8;
  if (typeof v8 === 'string') {
    const compressed = host?.config?.variables?.['v8_enable_pointer_compression'];
    const isCompressed = typeof host?.versions?.electron === 'string' || compressed === 1 || compressed === true;
    return nearest(
      v8,
      isCompressed ? 4 : 8,
      host?.versions?.deno === undefined ? `V8 ${v8}` : `Deno ${host.versions.deno}, V8 ${v8}`,
    );
  }
  const chrome = /Chrom(?:e|ium)\/(\d+)/.exec(global.navigator?.userAgent ?? '');
  // Chrome N carries V8 N / 10: version 146 has V8 14.6.
  if (chrome !== null)
    return nearest(`${floor(Number(chrome[1]) / 10)}.${Number(chrome[1]) % 10}`, 4, `Chromium ${chrome[1]}`);
  return { ...layouts.node24, title: `${layouts.node24.title}, assumed: this engine is not V8 or does not say so` };
}

function nearest(v8: string, taggedSize: 4 | 8, engine: string): Layout {
  const wanted = versionOf(v8);
  const all = (Object.keys(layouts) as LayoutName[]).map((name): Layout => layouts[name]);
  const sameWidth = all.filter((layout) => layout.taggedSize === taggedSize);
  const candidates = sameWidth.length > 0 ? sameWidth : all;
  let best = candidates[0];
  for (const layout of candidates) {
    if (abs(versionOf(layout.v8) - wanted) < abs(versionOf(best.v8) - wanted)) best = layout;
  }
  // A table holds for its V8 series; Node keeps one series for the whole life of a major version.
  if (versionOf(best.v8) === wanted && best.taggedSize === taggedSize) return best;
  return { ...best, title: `${best.title}, the nearest known to ${engine}` };
}

/** `14.6.202` as 14.06, so that versions compare as numbers. */
function versionOf(v8: string): number {
  const [major, minor] = v8.split('.');
  return Number(major) + Number(minor ?? 0) / 100;
}

const running: Layout = /* @__PURE__ */ detect();
