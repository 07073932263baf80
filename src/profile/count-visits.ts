/**
 * How often each point was visited. V8's precise coverage counts blocks exactly, whether points are watched or not. A
 * loop's header belongs to the enclosing block, so its visits are those of its body, plus one each time the loop was
 * entered.
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
 * @param coverage V8's counts; without them the recorder's own are returned.
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
    // The recorder's count is used if it saw every visit: it is the same on every V8 version.
    if (recorder.retired[place] === 0 && loop?.kind !== 'each') return seen;
    if (loop === undefined) return Math.max(seen, coverage.countAt(offset));
    const turns = coverage.countAt(loop.body[0]);
    // The test runs once more than the body each time the loop ends; an update and the test of `do` run as often as the
    // body.
    return Math.max(
      seen,
      loop.kind === 'do' || (loop.kind === 'for' && offset > loop.update)
        ? turns
        : turns + coverage.countAt(loop.start),
    );
  });
}
