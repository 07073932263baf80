/**
 * The inspector's number of the vm context that this module runs in, such as the one in which Jest and vitest's pool
 * `vmThreads` run a test: `Runtime.queryObjects` lists the objects of one context only, by default of the main one.
 */
import type { Inspector } from '../platform/inspector.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';

/** The property by which the context is found; it exists for the time of the search. */
const MARK = 'heapscale: the realm of this module';

/** The number of the context; undefined for the main one, which is the inspector's default. */
export function realmContextId(inspector: Inspector): number | undefined {
  js.defineProperty(globalThis, MARK, { __proto__: null, value: true, configurable: true } as PropertyDescriptor);
  try {
    if (isMarked(inspector, undefined)) return undefined;
    const ids = contextIds(inspector);
    for (let i = ids.length - 1; i >= 0; i--) if (isMarked(inspector, ids[i])) return ids[i];
    return undefined;
  } finally {
    js.deleteProperty(globalThis, MARK);
  }
}

/** The numbers of all contexts of this thread, which the inspector announces when its runtime domain is enabled. */
function contextIds(inspector: Inspector): readonly number[] {
  const ids = nullPrototypeList<number>();
  const stop = inspector.on('Runtime.executionContextCreated', ({ context }) => {
    ids[ids.length] = context.id;
  });
  inspector.post('Runtime.enable');
  stop();
  inspector.post('Runtime.disable');
  return ids;
}

function isMarked(inspector: Inspector, contextId: number | undefined): boolean {
  const expression = `globalThis['${MARK}'] === true`;
  const { result } = inspector.post(
    'Runtime.evaluate',
    contextId === undefined ? { expression } : { expression, contextId },
  );
  return result.value === true;
}
