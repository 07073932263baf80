/** Where a sample gets the walkers and weighers of its parts. */
import type { Calibration } from '../../calibration/calibration.ts';
import type { Layout } from '../../layout/layout.ts';
import { Walker } from '../../walk/walker.ts';
import { StringWeigher } from '../../weigh/strings/string-weigher.ts';
import { Weigher } from '../../weigh/weigher.ts';

/** A walker and the weigher that it reports to. */
export interface Pair {
  readonly walker: Walker;
  readonly weigher: Weigher;
}

/** Makes a pair; `isPart` for objects of unknown places. */
export type NewPair = (isPart: boolean) => Pair;

/** Makes pairs that weigh by V8's rules. */
export const usualPair: NewPair = () => {
  const weigher = new Weigher(new StringWeigher());
  return { weigher, walker: new Walker(weigher) };
};

/** Makes pairs that weigh by a calibration, if there is one. */
export function pairsOf(calibration: Calibration | undefined, layout: Layout): NewPair {
  return calibration === undefined ? usualPair : (isPart) => calibration.take(layout, isPart);
}
