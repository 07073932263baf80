/** The known engines, each measured on the engine itself. A table is created on first use. */
import { FIELDS, KINDS, ROWS } from './generated/tables.ts';
import type { Row } from './generated/tables.ts';
import type { EngineFamily } from '../platform/engine.ts';
import type { Layout } from './layout.ts';
import * as js from '../platform/intrinsics.ts';
import { abs } from '../platform/math.ts';

/** The names of the known engines; `chromium` is the latest measured. */
export type LayoutName =
  | 'node20'
  | 'node22'
  | 'node24'
  | 'node26'
  | 'deno'
  | 'chromium'
  | 'chromium150'
  | 'chromium156'
  | 'workerd'
  | 'node24compressed'
  | 'node26compressed';

/** An engine that has a table of its own. */
type Engine = Exclude<LayoutName, 'chromium'>;

/** The latest measured browser. */
const LATEST_CHROMIUM: Engine = 'chromium156';

const FAMILIES = {
  __proto__: null,
  node20: 'node',
  node22: 'node',
  node24: 'node',
  node26: 'node',
  deno: 'node',
  chromium: 'chromium',
  chromium150: 'chromium',
  chromium156: 'chromium',
  workerd: 'workerd',
  node24compressed: 'compressed',
  node26compressed: 'compressed',
} as unknown as Readonly<Record<LayoutName, EngineFamily>>;

const made = { __proto__: null } as { [name in Engine]?: Layout };

/** The layout of one engine; always the same object. */
export function layoutNamed(name: LayoutName): Layout {
  const id = engineOf(name);
  return (made[id] ??= toLayout(id, ROWS[id]));
}

function engineOf(name: LayoutName): Engine {
  return name === 'chromium' ? LATEST_CHROMIUM : name;
}

/**
 * Built from JSON, because JSON.parse makes objects with fast properties; added one by one, this many properties would
 * make a dictionary.
 */
function toLayout(id: string, row: Row): Layout {
  const figures = row[2];
  const sizes = row[3];
  let json = `{"id":"${id}","title":"${row[0]}","v8":"${row[1]}"`;
  const fields = js.split(FIELDS, ' ');
  for (let i = 0; i < fields.length; i++) json += `,"${fields[i]}":${figures[i]}`;
  let kinds = '';
  const names = js.split(KINDS, ' ');
  for (let i = 0; i < names.length; i++) {
    if (sizes[i] > 0) kinds += `${kinds === '' ? '' : ','}"${names[i]}":${sizes[i]}`;
  }
  return js.parseJson(`${json},"kinds":{${kinds}}}`) as Layout;
}

/** The layout of the engine of a family whose V8 is nearest to a version. */
export function nearestLayout(v8: string, family: EngineFamily): Layout {
  const wanted = versionOf(v8);
  let best: LayoutName = 'node24';
  let least = Infinity;
  for (const name in FAMILIES) {
    // An unknown version is that of the first layout of its family.
    const distance = v8 === '' ? 0 : abs(versionOf(ROWS[engineOf(name as LayoutName)][1]) - wanted);
    if (FAMILIES[name as LayoutName] === family && distance < least) {
      best = name as LayoutName;
      least = distance;
    }
  }
  return layoutNamed(best);
}

/** `14.6.202` as 14.06, so that versions compare as numbers. */
export function versionOf(v8: string): number {
  const parts = js.split(v8, '.');
  return +parts[0] + (parts.length > 1 ? +parts[1] / 100 : 0);
}

/**
 * The known engines' layouts by name: pass one as `options.layout` to estimate sizes for an engine other than the
 * running one.
 */
export const layouts: Readonly<Record<LayoutName, Layout>> = /* @__PURE__ */ layoutsByName();

function layoutsByName(): Record<LayoutName, Layout> {
  const byName = {};
  for (const name in FAMILIES) {
    const descriptor = { __proto__: null, get: () => layoutNamed(name as LayoutName), enumerable: true };
    js.defineProperty(byName, name, descriptor as PropertyDescriptor);
  }
  return byName as Record<LayoutName, Layout>;
}
