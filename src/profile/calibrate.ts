/**
 * What recording takes, tried once a process on a function of our own that allocates nothing: everything it grows by is recording's.
 */
import { Inspector } from './inspector.ts';
import { intervalsOf, NO_COST } from './intervals.ts';
import type { Interval } from './intervals.ts';
import { pauseOptimizer } from './optimizer.ts';
import type { RecordingCost } from './own-bytes.ts';
import { Recorder } from './recorder.ts';
import { record } from './recording.ts';

/** Turns of the loops that are tried first, when V8 sets up what conditions need. */
const WARM_TURNS = 50;

/** Rounds after which V8 has compiled what recording calls: what it allocates for that is not to come up in the midst of a profile. */
const WARM_RECORDERS = 20;
const WARM_MESSAGES = 500;

/** Turns of each loop that is measured. */
const TURNS = 8;

let known: Promise<RecordingCost> | undefined;

/** The cost of recording in this process. */
export function costOfRecording(): Promise<RecordingCost> {
  return (known ??= measure());
}

async function measure(): Promise<RecordingCost> {
  warmUp();
  await record(probe, [WARM_TURNS]);
  const { recorder, collections, before, after } = await record(probe, [TURNS]);
  const intervals = intervalsOf(recorder, collections, before, after, NO_COST);
  const inner = intervals.slice(1, -1);
  const kept = median(inner.filter(({ isClean, stops }) => isClean && stops === 1));
  const stop = median(inner.filter(({ isClean, stops }) => !isClean && stops > 1));
  const loops = inner.filter(({ isClean, stops }) => isClean && stops > TURNS);
  const keptMore = median(loops.map((interval) => ({ ...interval, increment: (interval.increment - kept) / (interval.stops - 1) })));
  // With these known what is left at both ends is the ends' own.
  const rest = intervalsOf(recorder, collections, before, after, { stop, kept, keptMore, entry: 0, exit: 0 });
  return { stop, kept, keptMore, entry: rest[0].increment, exit: rest[rest.length - 1].increment };
}

/** Calls what every stop calls: the recorder, and what Node does with the inspector's messages. */
function warmUp(): void {
  const resume = pauseOptimizer();
  for (let round = 0; round < WARM_RECORDERS; round++) {
    const recorder = new Recorder(1, { remove: () => {}, isCounted: () => true }, () => {});
    while (recorder.retired[0] === 0) recorder.hit(0);
  }
  const inspector = new Inspector();
  try {
    inspector.enableDebugger();
    for (let message = 0; message < WARM_MESSAGES; message++) inspector.post('Runtime.evaluate', { expression: '0' });
  } finally {
    inspector.close();
    resume();
  }
}

function median(intervals: readonly Interval[]): number {
  const growths = intervals.map(({ increment }) => increment).sort((a, b) => a - b);
  return growths.length === 0 ? 0 : Math.max(0, growths[growths.length >> 1]);
}

/** Points that are visited once, where garbage is collected, and loops', which are visited again. */
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
