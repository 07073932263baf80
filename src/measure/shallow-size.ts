/**
 * The shallow size of one object, by a walk of one step. It is separate from the deep walk, so that a bundle with only
 * `sizeOf` has no report and no string code.
 */
import { smiShift } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { NO_STRINGS } from '../weigh/strings/string-sums.ts';
import type { StringSums } from '../weigh/strings/string-sums.ts';
import { Walker } from '../walk/walker.ts';
import type { WalkOptions } from '../walk/walk-options.ts';
import { Weigher } from '../weigh/weigher.ts';
import type { WeighOptions } from '../weigh/weigh-options.ts';

/** Reused between calls: making them takes ten times as long as weighing an object. */
interface Shallow {
  readonly walker: Walker;
  readonly weigher: Weigher<StringSums>;
  readonly weigh: WeighOptions;
  readonly walk: WalkOptions;
}

let last: Shallow | undefined;

/** The point estimate of the bytes of an object, on and off the heap, without anything it refers to. */
export function shallowBytes(value: object, layout: Layout): number {
  const { walker, weigher, weigh, walk } = last?.weigh.layout === layout ? last : (last = prepared(layout));
  weigher.begin(weigh);
  walker.start(walk);
  walker.begin(value);
  // One object, which may take several slices.
  walker.step(Infinity);
  const { bytes } = weigher.lastTotals();
  walker.end();
  weigher.end();
  return bytes;
}

function prepared(layout: Layout): Shallow {
  const { walker, weigher } = last ?? newPair();
  return {
    walker,
    weigher,
    weigh: { layout, strings: 'auto', readStrings: true, maxBytes: Infinity, deep: false },
    walk: {
      smiShift: smiShift(layout),
      maxOnHeapBytes: layout.maxOnHeapBytes,
      maxObjects: Infinity,
      deep: false,
    },
  };
}

function newPair(): Pick<Shallow, 'walker' | 'weigher'> {
  const weigher = new Weigher(NO_STRINGS);
  return { weigher, walker: new Walker(weigher) };
}
