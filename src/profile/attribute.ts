/**
 * Gives every interval to the points that ran in it. As long as all points are written down, that is the point it begins with.
 * When a loop has fallen silent, its points may have run, too: then the growth is divided by what each allocated while it was
 * still written down.
 */
import type { Interval } from './intervals.ts';
import type { Loop } from './loops.ts';
import type { Recorder } from './recorder.ts';

/** What is said of one point. */
export interface PlaceFigures {
  increment: number;
  freed: number;
  external: number;
  collections: number;
  /** Heap after it ran last; NaN if it never did. */
  used: number;
  /** The interval in which it ran last; -1 if it never did. */
  last: number;
}

/** A point's place in the text, and how often it was visited. */
export interface Visited {
  readonly offset: number;
  readonly visits: number;
}

/** The figures of all points, and of the time before the first one. */
export function attribute(intervals: readonly Interval[], places: readonly Visited[], loops: readonly Loop[], recorder: Recorder): { readonly entry: PlaceFigures; readonly places: readonly PlaceFigures[] } {
  const entry = figures();
  const of = places.map(figures);
  const silent = new SilentPlaces(places, loops, recorder);
  const candidates = intervals.map((interval) => silent.between(interval));
  const usual = usualOf(intervals, candidates, places.length);
  const turns = new Float64Array(places.length);
  for (const some of candidates) for (const place of some) turns[place]++;
  intervals.forEach((interval, index) => {
    const self = interval.from < 0 ? entry : of[interval.from];
    const others = candidates[index];
    const expected = (place: number, per: Float64Array): number => {
      if (place < 0) return 0;
      return per[place] * (others.includes(place) ? (places[place].visits - recorder.logged(place)) / turns[place] : 1);
    };
    const all = [interval.from, ...others.filter((place) => place !== interval.from)];
    const heapParts = partsOf(all.map((place) => expected(place, usual.heap)));
    const externalParts = partsOf(all.map((place) => expected(place, usual.external)));
    let heaviest = 0;
    all.forEach((place, i) => {
      const target = place < 0 ? entry : of[place];
      const freed = interval.freed * heapParts[i];
      target.increment += interval.increment * heapParts[i];
      target.freed += freed;
      target.external += interval.external * externalParts[i];
      target.used = interval.used;
      target.last = index;
      if (heapParts[i] > heapParts[heaviest]) heaviest = i;
    });
    (all[heaviest] < 0 ? self : of[all[heaviest]]).collections += interval.collections;
  });
  return { entry, places: of };
}

function figures(): PlaceFigures {
  return { increment: 0, freed: 0, external: 0, collections: 0, used: Number.NaN, last: -1 };
}

/** Shares that sum to 1; everything to the first where nothing is expected of any. */
function partsOf(expected: readonly number[]): readonly number[] {
  let sum = 0;
  for (const part of expected) sum += part;
  return sum > 0 ? expected.map((part) => part / sum) : expected.map((_, i) => (i === 0 ? 1 : 0));
}

/**
 * What a point allocates on one visit: the mean of the later half of the intervals in which it ran alone. The earlier half has
 * what V8 sets up once in it, and is asked only for points that allocate nothing later.
 */
function usualOf(intervals: readonly Interval[], candidates: readonly (readonly number[])[], places: number): { readonly heap: Float64Array; readonly external: Float64Array } {
  const clean: Interval[][] = Array.from({ length: places }, () => []);
  intervals.forEach((interval, index) => {
    if (interval.from >= 0 && candidates[index].length === 0) clean[interval.from].push(interval);
  });
  const meanOf = (part: readonly Interval[], read: (interval: Interval) => number): number => {
    let sum = 0;
    for (const interval of part) sum += read(interval);
    return part.length === 0 ? 0 : Math.max(0, sum / part.length);
  };
  const usual = (read: (interval: Interval) => number): Float64Array => {
    const late = Float64Array.from(clean, (list) => meanOf(list.slice(Math.floor(list.length / 2)), read));
    return late.some((mean) => mean > 0) ? late : Float64Array.from(clean, (list) => meanOf(list, read));
  };
  return { heap: usual((interval) => interval.increment + interval.freed), external: usual((interval) => interval.external) };
}

/** Which silent points can have run between two recorded ones: those that the text leads to without passing a watched one. */
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
    const forth = spread(silent.filter((place) => this.#leads(from, place)), (at, place) => this.#leads(at, place));
    const back = to < 0 ? forth : spread(silent.filter((place) => this.#leads(place, to)), (at, place) => this.#leads(place, at));
    return [...forth].filter((place) => back.has(place));
  }

  /** The text leads from one point to another: forward, or by a loop around the one back to its header. */
  #leads(from: number, to: number): boolean {
    if (from < 0) return true;
    const [at, target] = [this.#places[from].offset, this.#places[to].offset];
    return target > at || this.#loops.some(({ start, end, header }) => start <= at && at < end && header[0] <= target && target < header[1]);
  }
}
