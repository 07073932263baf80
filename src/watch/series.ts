/**
 * Stores many samples of many figures in constant memory: when there are too many, neighbours are merged and the lower
 * value is kept.
 */
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';

/** The maximum number of samples kept; even, so that they can be halved. */
const MAX_KEPT = 512;

/** The maximum number of figures tracked, because the number of names is unlimited. */
const MAX_FIGURES = 2000;

/** Figures by name, each with a column of lows, and the times of the samples. */
export class Series {
  /** When the first sample of each slot of a column was taken, in milliseconds. */
  readonly times: number[] = nullPrototypeList();
  /** How many samples are merged into one slot of a column. */
  stride = 1;
  /** The number of samples ever taken. */
  count = 0;
  readonly figures: Map<string, number[]> = new SafeMap();
  readonly #absent: number;
  #inLast = 0;

  /** `absent` is the figure of a name that is missing from a sample: 0, or NaN for unknown. */
  constructor(absent: number) {
    this.#absent = absent;
  }

  /** Adds a sample. */
  add(time: number, figures: ReadonlyMap<string, number>): void {
    this.count++;
    if (this.times.length === 0 || this.#inLast === this.stride) {
      if (this.times.length === MAX_KEPT) this.#thin();
      this.times[this.times.length] = time;
      this.#inLast = 0;
    }
    this.#inLast++;
    const at = this.times.length - 1;
    figures.forEach((_, name) => {
      if (!this.figures.has(name) && this.figures.size < MAX_FIGURES)
        this.figures.set(name, columnOf(at, this.#absent));
    });
    this.figures.forEach((column, name) => {
      const figure = figures.get(name) ?? this.#absent;
      // The first sample of a slot is stored unchanged; a new figure was absent before.
      if (column.length <= at) column[at] = this.#inLast === 1 ? figure : lower(figure, this.#absent);
      else column[at] = lower(column[at], figure);
    });
  }

  #thin(): void {
    this.figures.forEach((column) => halve(column, lower));
    halve(this.times, (first) => first);
    this.stride *= 2;
  }
}

function columnOf(length: number, figure: number): number[] {
  const column = nullPrototypeList<number>();
  for (let i = 0; i < length; i++) column[i] = figure;
  return column;
}

function halve(column: number[], join: (a: number, b: number) => number): void {
  for (let i = 0; 2 * i + 1 < column.length; i++) column[i] = join(column[2 * i], column[2 * i + 1]);
  column.length /= 2;
}

const isUnknown = (figure: number): boolean => !(figure <= Infinity);

/** The lower of two figures; unknown ones are ignored. */
function lower(a: number, b: number): number {
  return isUnknown(a) ? b : isUnknown(b) || a < b ? a : b;
}
