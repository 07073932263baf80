/** Many readings of many figures in constant memory: when there are too many, neighbours are put together and the lower is kept. */

/** Readings that are kept apart at most; an even number, so that they can be halved. */
const MAX_KEPT = 512;

/** Figures that are followed at most: names may come without end. */
const MAX_FIGURES = 2000;

/** Figures by name, one column of lows each, and when they were taken. */
export class Readings {
  /** When the first reading of each place in a column was taken, in milliseconds. */
  readonly times: number[] = [];
  /** Readings that one place in a column stands for. */
  stride = 1;
  /** All readings ever taken. */
  count = 0;
  readonly figures = new Map<string, number[]>();
  readonly #absent: number;
  #inLast = 0;

  /** `absent` is what a figure is taken for in a reading that does not have it: 0, or NaN where that says nothing. */
  constructor(absent: number) {
    this.#absent = absent;
  }

  /** Adds a reading. */
  add(time: number, figures: ReadonlyMap<string, number>): void {
    this.count++;
    if (this.times.length === 0 || this.#inLast === this.stride) {
      if (this.times.length === MAX_KEPT) this.#thin();
      this.times.push(time);
      this.#inLast = 0;
    }
    this.#inLast++;
    const at = this.times.length - 1;
    for (const name of figures.keys()) {
      if (!this.figures.has(name) && this.figures.size < MAX_FIGURES)
        this.figures.set(name, new Array<number>(at).fill(this.#absent));
    }
    for (const [name, column] of this.figures) {
      const figure = figures.get(name) ?? this.#absent;
      // The first of a place stands there by itself; a figure that has just come up was absent before.
      if (column.length <= at) column.push(this.#inLast === 1 ? figure : lower(figure, this.#absent));
      else column[at] = lower(column[at], figure);
    }
  }

  #thin(): void {
    for (const column of this.figures.values()) halve(column, lower);
    halve(this.times, (first) => first);
    this.stride *= 2;
  }
}

function halve(column: number[], join: (a: number, b: number) => number): void {
  for (let i = 0; 2 * i + 1 < column.length; i++) column[i] = join(column[2 * i], column[2 * i + 1]);
  column.length /= 2;
}

/** The lower of two figures; one that is not known does not count. */
function lower(a: number, b: number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) || a < b ? a : b;
}
