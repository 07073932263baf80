// The portable build in a real Chromium: a page on localhost estimates, the DevTools protocol's heap snapshot judges.
import { execFileSync } from 'node:child_process';
import { chromiumBinary, withChromium } from '../../benchmarks/engines/chromium.mjs';
import { deepSizeOf, layouts } from '../../dist/index.js';
import { ownedBy } from '../../.build/src/heap/owned.js';
import { ownershipOf } from '../../.build/src/heap/ownership.js';
import { synthetic } from '../../.build/test/corpus/synthetic.js';
import { estimate, withTruth } from './measure.mjs';

/** Not comparable, and why. */
export const APART = {
  'detached ArrayBuffer':
    'Blink gives a transferred buffer a companion of its own, and writes both into one node of the snapshot',
};
const portable = synthetic.filter(({ name }) => APART[name] === undefined);

/** The layout of a Chromium of this version; undefined for one that was not measured. */
export const layoutOfChromium = (version) => layouts[`chromium${version.split('.')[0]}`];

/** `156.0.8078.108`, as the browser says without being opened. */
const installedVersion = () =>
  /\d+(?:\.\d+)+/.exec(
    execFileSync(chromiumBinary(), ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )[0];

/** Cases measured in the browser, and the same structures weighed here for the browser's layout. */
export function chromiumCases() {
  // Built before the browser is started: what talks to it puts marks on every promise of this process.
  const version = installedVersion();
  const fromHere = estimate(
    portable,
    portable.map((structure) => structure.build()),
    deepSizeOf,
    { layout: layoutOfChromium(version) ?? layouts.chromium },
  );
  return withChromium(async ({ page, capture }) => {
    const key = `heapscale holder ${Math.random()}`;
    const { cases, layout, failed } = await page.evaluate(
      async ([key, apart]) => {
        const { deepSizeOf } = await import('/dist/index.js');
        const { synthetic } = await import('/.build/test/corpus/synthetic.js');
        const { browserOnly } = await import('/.build/test/corpus/browser.js');
        const { estimate, provoked } = await import('/test/engines/measure.mjs');
        const { hostile } = await import('/.build/test/corpus/hostile.js');
        const structures = [...synthetic.filter(({ name }) => !apart.includes(name)), ...browserOnly];
        const values = structures.map((structure) => structure.build());
        const cases = estimate(structures, values, deepSizeOf);
        globalThis.holder = { [key]: [[values], ...values] };
        return { cases, layout: deepSizeOf(1.5).layout.title, failed: provoked(hostile, deepSizeOf) };
      },
      [key, Object.keys(APART)],
    );
    const { snapshot, nodes } = await capture(key, cases.length);
    const there = withTruth(cases, snapshot, nodes, { ownedBy, ownershipOf });
    return {
      version,
      layout,
      failed,
      cases: there,
      fromHere: fromHere.map((item, i) => ({ ...item, truth: there[i].truth, theirs: there[i].theirs })),
    };
  });
}
