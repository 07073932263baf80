/** Which of the known layouts the running engine has. */
import { typeError } from '../platform/argument-checks.ts';
import { engine } from '../platform/engine.ts';
import type { Engine } from '../platform/engine.ts';
import { layoutNamed, nearestLayout, versionOf } from './engines.ts';
import type { Layout } from './layout.ts';

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

/** The layout of an engine: its own table, or the nearest one with what was assumed. */
export function layoutFor({ name, v8, family }: Engine): Layout {
  if (family === undefined) {
    const unknown = name === 'this engine' ? 'this engine is not V8 or does not say so' : `${name} is not V8`;
    return withAssumption(layoutNamed('node24'), `assumed: ${unknown}`);
  }
  const best = nearestLayout(v8, family);
  // A table is valid for its V8 series; Node keeps one series for all releases of a major version. workerd reports
  // none.
  return v8 === '' || versionOf(best.v8) === versionOf(v8)
    ? best
    : withAssumption(best, `the nearest known to ${name}`);
}

function withAssumption(layout: Layout, assumption: string): Layout {
  return { ...layout, title: `${layout.title}, ${assumption}`, assumption };
}
