/** Walks the live values of a snapshot, to find what the snapshot lacks. */
import { runningLayout } from '../layout/detect.ts';
import { smiShift } from '../layout/layout.ts';
import { revealOf } from '../reveal/reveal-hidden.ts';
import type { Reveal } from '../walk/walk-state.ts';
import { NOOP_VISITOR } from '../walk/visitor.ts';
import type { Visitor } from '../walk/visitor.ts';
import { Walker } from '../walk/walker.ts';

/** Walks values, and their hidden state if there is an inspector. */
export function walkValues(values: readonly unknown[], visitor: Partial<Visitor>): void {
  const walker = new Walker({ ...NOOP_VISITOR, object() {}, ...visitor });
  const layout = runningLayout();
  walker.start({ smiShift: smiShift(layout), maxOnHeapBytes: layout.maxOnHeapBytes, reveal: revealIfPossible() });
  for (const value of values) {
    walker.begin(value);
    walker.step(Infinity);
  }
  walker.end();
}

/** The inspector of this thread; undefined if there is none. */
export function revealIfPossible(): Reveal | undefined {
  try {
    return revealOf(true);
  } catch {
    return undefined;
  }
}
