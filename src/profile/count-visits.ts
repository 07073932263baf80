/**
 * How often each point was visited. V8's precise coverage counts blocks exactly, whether points are watched or not; a
 * loop's header belongs to the block around it, so its visits are those of its body, and one more each time the loop
 * was entered.
 */
import type { LocatedFunction } from './locate-function.ts';
import { loopsOf } from './loops.ts';
import type { Loop } from './loops.ts';
import type { Recorder } from './recorder.ts';
import type { VisitCoverage } from './visit-coverage.ts';

/** The loops of a function, in offsets of the script. */
export function loopsIn({ script, start, end }: LocatedFunction): readonly Loop[] {
  return loopsOf(script.slice(start, end)).map((loop) => ({
    ...loop,
    start: loop.start + start,
    end: loop.end + start,
    header: [loop.header[0] + start, loop.header[1] + start],
    update: loop.update + start,
    body: [loop.body[0] + start, loop.body[1] + start],
  }));
}

/**
 * Visits by point.
 *
 * @param coverage V8's counts; where it has none the recorder's own are given.
 */
export function visitsOf(
  offsets: readonly number[],
  loops: readonly Loop[],
  recorder: Recorder,
  coverage: VisitCoverage,
): readonly number[] {
  return offsets.map((offset, place) => {
    const seen = recorder.visits[place];
    if (!coverage.isExact) return seen;
    const loop = loops.findLast(({ header }) => header[0] <= offset && offset < header[1]);
    // What every engine counts the same way is taken from the recorder, as long as it saw every visit.
    if (recorder.retired[place] === 0 && loop?.kind !== 'each') return seen;
    if (loop === undefined) return Math.max(seen, coverage.countAt(offset));
    const turns = coverage.countAt(loop.body[0]);
    // A test runs once more than the body each time the loop comes to its end; an update and the test of `do` run as
    // often.
    return Math.max(
      seen,
      loop.kind === 'do' || (loop.kind === 'for' && offset > loop.update)
        ? turns
        : turns + coverage.countAt(loop.start),
    );
  });
}
