/**
 * The cost of recording, measured once per process on a function that allocates nothing: all growth is then the
 * recorder's own.
 */
import { Inspector } from '../platform/inspector.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { intervalsOf, NO_COST } from './intervals.ts';
import type { Interval } from './intervals.ts';
import { pauseOptimizer } from '../heap/steady-heap.ts';
import type { RecordingCost } from './own-bytes.ts';
import { Recorder } from './recorder.ts';
import { record } from './recording.ts';
import type { Recording } from './recording.ts';

/** Iterations of the warm-up loops, in which V8 does its one-time setup for conditions. */
const WARM_TURNS = 50;

/** Rounds after which V8 has compiled what recording calls, so that this does not allocate during a profile. */
const WARM_RECORDERS = 20;
const WARM_MESSAGES = 500;

/** Number of measurements: an internal table of V8 may grow in one of them. */
const TRIES = 3;

/** Iterations of each measured loop. */
const TURNS = 8;

let known: Promise<RecordingCost> | undefined;

/** The cost of recording in this process. */
export function costOfRecording(): Promise<RecordingCost> {
  return (known ??= measure());
}

async function measure(): Promise<RecordingCost> {
  withOriginals(warmUp);
  await record(probe, [WARM_TURNS]);
  const tries: RecordingCost[] = [];
  for (let count = 0; count < TRIES; count++) {
    const recording = await record(probe, [TURNS]);
    tries[count] = withOriginals(() => costIn(recording));
  }
  return withOriginals(() => middleOf(tries));
}

function middleOf(tries: readonly RecordingCost[]): RecordingCost {
  const of = (read: (cost: RecordingCost) => number): number => middle(tries.map(read));
  return {
    stop: of(({ stop }) => stop),
    kept: of(({ kept }) => kept),
    keptMore: of(({ keptMore }) => keptMore),
    entry: of(({ entry }) => entry),
    exit: of(({ exit }) => exit),
  };
}

function costIn({ recorder, collections, before, after }: Recording<number>): RecordingCost {
  const intervals = intervalsOf(recorder, collections, before, after, NO_COST);
  const inner = intervals.slice(1, -1);
  const growths = (part: readonly Interval[]): readonly number[] => part.map(({ increment }) => increment);
  const kept = Math.max(0, middle(growths(inner.filter(({ isClean, stops }) => isClean && stops === 1))));
  const stop = Math.max(0, middle(growths(inner.filter(({ isClean, stops }) => !isClean && stops > 1))));
  const loops = inner.filter(({ isClean, stops }) => isClean && stops > TURNS);
  const keptMore = Math.max(0, middle(loops.map(({ increment, stops }) => (increment - kept) / (stops - 1))));
  // With these known, the rest is the cost at the start and at the end.
  const rest = intervalsOf(recorder, collections, before, after, { stop, kept, keptMore, entry: 0, exit: 0 });
  return { stop, kept, keptMore, entry: rest[0].increment, exit: rest[rest.length - 1].increment };
}

function middle(values: readonly number[]): number {
  return values.length === 0 ? 0 : [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Calls what every stop calls: the recorder, and what Node does with the inspector's messages. */
function warmUp(): void {
  const resume = pauseOptimizer();
  for (let round = 0; round < WARM_RECORDERS; round++) {
    const recorder = new Recorder(1, { remove: () => {}, isCounted: () => true }, () => {});
    while (recorder.retired[0] === 0) recorder.hit(0);
  }
  const inspector = Inspector.session();
  inspector.enableDebugger();
  try {
    for (let message = 0; message < WARM_MESSAGES; message++) inspector.post('Runtime.evaluate', { expression: '0' });
  } finally {
    inspector.disableDebugger();
    resume();
  }
}

/** Points visited once, where garbage is collected, and points of loops, which are visited repeatedly. */
function probe(turns: number): number {
  let turn = 0;
  turn = 1;
  turn = 2;
  turn = 3;
  turn = 4;
  turn = 5;
  turn = 6;
  for (turn = 0; turn < turns; turn++);
  for (turn = 0; turn < turns; turn++);
  for (turn = 0; turn < turns; turn++);
  return turn;
}
