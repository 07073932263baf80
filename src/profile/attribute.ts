/**
 * Attributes every interval to the points that ran in it. While all points are recorded, that is the point at which the
 * interval begins. Once a loop is no longer recorded, its points may have run as well: then the growth is divided in
 * proportion to what each allocated while it was recorded; so is what a collection frees in a loop.
 */
import type { Interval } from './intervals.ts';
import type { Loop } from './loops.ts';
import type { Recorder } from './recorder.ts';

/** The figures of one point. */
export interface PlaceFigures {
  increment: number;
  freed: number;
  external: number;
  collections: number;
  /** Heap after its last run; NaN if it never ran. */
  used: number;
  /** The interval of its last run; -1 if it never ran. */
  last: number;
}

/** A point's position in the source, and its number of visits. */
export interface Visited {
  readonly offset: number;
  readonly visits: number;
  /** It only counts, and so gets no share of a loop's unrecorded growth. */
  readonly isCounting: boolean;
  /**
   * It takes the next element of a `for...of`, which allocates mostly the iterator's result, garbage in the next
   * iteration.
   */
  readonly isNext: boolean;
}

/** The figures of all points, and of the time before the first one. */
export function attribute(
  intervals: readonly Interval[],
  places: readonly Visited[],
  loops: readonly Loop[],
  recorder: Recorder,
): { readonly entry: PlaceFigures; readonly places: readonly PlaceFigures[] } {
  const entry = figures();
  const of = places.map(figures);
  const silent = new SilentPlaces(places, loops, recorder);
  const runs = intervals.map(
    (interval): Run => ({ interval, silent: silent.between(interval), loop: pooledLoop(interval, places, loops) }),
  );
  const silentVisits = places.map(({ visits }, place) => visits - recorder.logged(place));
  const usual = usualOf(runs, silentVisits, places);
  const bySight = Float64Array.from(places, ({ isCounting }) => (isCounting ? 0 : 1));
  const turns = new Float64Array(places.length);
  for (const run of runs) for (const place of run.silent) turns[place]++;
  runs.forEach(({ interval, silent: others, loop }, index) => {
    const all = [interval.from, ...others];
    if (loop !== undefined) places.forEach(({ offset }, place) => isRepeated(loop, offset) && all.push(place));
    const candidates = [...new Set(all)];
    const expected = (per: Float64Array): readonly number[] =>
      candidates.map((place) => {
        if (place < 0) return 0;
        if (loop !== undefined && isIn(loop, places[place].offset)) return per[place] * places[place].visits;
        return per[place] * (others.includes(place) ? silentVisits[place] / turns[place] : 1);
      });
    // If nothing is known about any point, points that only count still do not allocate.
    const kept = usual.heap.map((per) => per.map((bytes, place) => (places[place].isNext ? 0 : bytes)));
    const heapParts = partsOf([
      ...kept.map(expected),
      ...usual.heap.map(expected),
      ...(others.length > 0 || loop !== undefined ? [expected(bySight)] : []),
    ]);
    const externalParts = partsOf(usual.external.map(expected));
    candidates.forEach((place, i) => {
      const target = place < 0 ? entry : of[place];
      target.increment += interval.increment * heapParts[i];
      target.freed += interval.freed * heapParts[i];
      target.external += interval.external * externalParts[i];
      if (place !== interval.from && !others.includes(place)) return;
      target.used = interval.used;
      target.last = index;
    });
    const heaviest = candidates[heapParts.indexOf(Math.max(...heapParts))];
    (heaviest < 0 ? entry : of[heaviest]).collections += interval.collections;
  });
  return { entry, places: of };
}

/** An interval, and the points that may have run in it besides its first. */
interface Run {
  readonly interval: Interval;
  readonly silent: readonly number[];
  /** The loop whose lines share it. */
  readonly loop: Loop | undefined;
}

const isIn = ({ start, end }: Loop, offset: number): boolean => start <= offset && offset < end;

/** Whether a point is visited in every iteration; the initialisation of a loop is not. */
const isRepeated = ({ header, body }: Loop, offset: number): boolean =>
  (header[0] <= offset && offset < header[1]) || (body[0] <= offset && offset < body[1]);

/**
 * The loop whose garbage was freed in an interval: a collection came while it ran, or garbage was collected at its end.
 * Such garbage belongs to no single line.
 */
function pooledLoop(
  { from, to, collections, isClean }: Interval,
  places: readonly Visited[],
  loops: readonly Loop[],
): Loop | undefined {
  if (from < 0) return undefined;
  return loops.find(
    (loop) =>
      isIn(loop, places[from].offset) && (collections > 0 || (isClean && (to < 0 || !isIn(loop, places[to].offset)))),
  );
}

function figures(): PlaceFigures {
  return { increment: 0, freed: 0, external: 0, collections: 0, used: Number.NaN, last: -1 };
}

/**
 * Shares that sum to 1, by the first expectation that is not zero for all candidates; if there is none, the first
 * candidate gets everything.
 */
function partsOf(expectations: readonly (readonly number[])[]): readonly number[] {
  for (const expected of expectations) {
    let sum = 0;
    for (const part of expected) sum += part;
    if (sum > 0) return expected.map((part) => part / sum);
  }
  return expectations[0].map((_, i) => (i === 0 ? 1 : 0));
}

/** What points allocate per visit: only the points that do so repeatedly, or all if no such point ran. */
type Usual = readonly [again: Float64Array, ever: Float64Array];

/**
 * The mean of the later half of the intervals in which a point ran alone, since the earlier half includes V8's one-time
 * setup. A growth that did not repeat is left out: one that, on every visit, would exceed what was allocated while the
 * point was not recorded.
 */
function usualOf(
  runs: readonly Run[],
  silentVisits: readonly number[],
  places: readonly Visited[],
): { readonly heap: Usual; readonly external: Usual } {
  const usual = (read: (interval: Interval) => number): Usual => {
    const alone: number[][] = silentVisits.map(() => []);
    const whole = silentVisits.map(() => 0);
    for (const { interval, silent, loop } of runs) {
      if (silent.length === 0 && loop === undefined) alone[interval.from]?.push(read(interval));
      for (const place of silent) whole[place] += read(interval);
    }
    const ever = Float64Array.from(alone, (growths, place) => {
      if (places[place].isCounting) return 0;
      const late = growths.slice(growths.length >> 1).sort((a, b) => a - b);
      while (late.length > 0 && meanOf(late) * silentVisits[place] > LARGEST_EXCESS * whole[place]) late.pop();
      return Math.max(0, meanOf(late));
    });
    const again = ever.map((mean, place) => (doesRepeat(alone[place], mean) ? mean : 0));
    return [again, ever];
  };
  return {
    heap: usual((interval) => interval.increment + interval.freed),
    external: usual((interval) => interval.external),
  };
}

/** Visits in which V8 may do one-time setup for a line. */
const FIRST_VISITS = 4;

/**
 * Whether a point's growth repeats, unlike one-time setup: its largest growth is less than three quarters of the sum,
 * and the later half of the visits has no less than the earlier.
 */
function doesRepeat(growths: readonly number[], late: number): boolean {
  const later = growths.slice(FIRST_VISITS).map((growth) => Math.max(0, growth));
  const all = meanOf(later) * later.length;
  const early = growths.slice(FIRST_VISITS, Math.max(FIRST_VISITS, growths.length >> 1));
  return later.length > 1 && all - Math.max(...later) > all / 4 && 2 * late >= meanOf(early);
}

/** By how much a mean of few visits may exceed what was allocated: arrays grow rarely and by much. */
const LARGEST_EXCESS = 4;

function meanOf(growths: readonly number[]): number {
  let sum = 0;
  for (const growth of growths) sum += growth;
  return growths.length === 0 ? 0 : sum / growths.length;
}

/**
 * Which unrecorded points may have run between two recorded ones: those that can be reached without passing a watched
 * point.
 */
class SilentPlaces {
  readonly #places: readonly Visited[];
  readonly #loops: readonly Loop[];
  readonly #recorder: Recorder;
  readonly #known = new Map<string, readonly number[]>();

  constructor(places: readonly Visited[], loops: readonly Loop[], recorder: Recorder) {
    this.#places = places;
    this.#loops = loops;
    this.#recorder = recorder;
  }

  between({ from, to, row }: Interval): readonly number[] {
    const silent: number[] = [];
    this.#recorder.silentFrom.forEach((since, place) => {
      if (since <= row && this.#places[place].visits > this.#recorder.logged(place)) silent.push(place);
    });
    if (silent.length === 0) return silent;
    const key = `${from} ${to} ${silent.join()}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      found = this.#search(from, to, silent);
      this.#known.set(key, found);
    }
    return found;
  }

  #search(from: number, to: number, silent: readonly number[]): readonly number[] {
    const spread = (start: readonly number[], isStep: (at: number, place: number) => boolean): Set<number> => {
      const reached = new Set(start);
      for (const at of reached) for (const place of silent) if (isStep(at, place)) reached.add(place);
      return reached;
    };
    const forth = spread(
      silent.filter((place) => this.#leads(from, place)),
      (at, place) => this.#leads(at, place),
    );
    const back =
      to < 0
        ? forth
        : spread(
            silent.filter((place) => this.#leads(place, to)),
            (at, place) => this.#leads(place, at),
          );
    return [...forth].filter((place) => back.has(place));
  }

  /** Whether control can flow from one point to another: forward, or back to the header of an enclosing loop. */
  #leads(from: number, to: number): boolean {
    if (from < 0) return true;
    const [at, target] = [this.#places[from].offset, this.#places[to].offset];
    return (
      target > at ||
      this.#loops.some(({ start, end, header }) => start <= at && at < end && header[0] <= target && target < header[1])
    );
  }
}
