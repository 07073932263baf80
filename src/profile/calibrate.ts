/** How much of what recording allocates a young collection leaves on the heap: tried once a process, on a function of our own. */
import { heapReading } from './heap-reading.ts';
import { intervalsOf } from './intervals.ts';
import { Column, COLUMNS } from './recorder.ts';
import { record } from './recording.ts';

/** Turns of the tried loop: enough to be told from noise, too few to bring a collection about by themselves. */
const TURNS = 20;

/** Garbage made at most to bring a young collection about: twice the young generation of a 64-bit V8. */
const MOST_GARBAGE = 32 << 20;

let known: Promise<number | undefined> | undefined;

/** The share that a young collection leaves; undefined where no young collection came. */
export function survivalOfRecording(): Promise<number | undefined> {
  return (known ??= measure());
}

async function measure(): Promise<number | undefined> {
  const { recorder, collections, before, after } = await record(probe, [TURNS]);
  const [first] = collections;
  if (first?.kind !== 'young') return undefined;
  const { log, rows } = recorder;
  // Up to the last point before the garbage everything on the heap is recording's own.
  const atRest = intervalsOf(recorder, [], before, after, undefined)[rows - 1].used;
  let own = 0;
  for (let row = 0; row < rows; row++) own += log[row * COLUMNS + Column.end] - log[row * COLUMNS + Column.used] + log[row * COLUMNS + Column.again] - log[row * COLUMNS + Column.done];
  return Math.min(1, Math.max(0, (first.afterBytes - atRest) / own));
}

/** A loop that allocates nothing, then garbage until a collection has come. */
function probe(turns: number): void {
  for (let turn = 0; turn < turns; ) turn++;
  makeGarbage();
}

function makeGarbage(): void {
  let used = heapReading().usedBytes;
  const end = used + MOST_GARBAGE;
  while (used < end) {
    for (let i = 0; i < 100; i++) new Array(100).fill(i);
    const now = heapReading().usedBytes;
    if (now < used) return;
    used = now;
  }
}
