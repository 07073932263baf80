/** Three sums that belong together: the best estimate and the interval around it. */
export class SizeEstimate {
  /** The best estimate, in bytes. */
  bytes = 0;
  min = 0;
  max = 0;

  /** Makes it the size of nothing. */
  reset(): this {
    this.bytes = this.min = this.max = 0;
    return this;
  }

  /** Adds a size that is known exactly. */
  exact(bytes: number): void {
    this.bytes += bytes;
    this.min += bytes;
    this.max += bytes;
  }

  /** Adds a size known within an interval. */
  between(min: number, bytes: number, max: number): void {
    this.bytes += bytes;
    this.min += min < bytes ? min : bytes;
    this.max += max > bytes ? max : bytes;
  }

  /** Adds another estimate, `times` times. */
  add(other: SizeEstimate, times = 1): void {
    this.bytes += other.bytes * times;
    this.min += other.min * times;
    this.max += other.max * times;
  }
}

/** What was found of one type. */
export class TypeTotal extends SizeEstimate {
  type: string;
  count = 0;
  external = 0;

  constructor(type: string) {
    super();
    this.type = type;
  }

  /** Makes it that of nothing, of another type. */
  renew(type: string): void {
    this.reset();
    this.type = type;
    this.count = this.external = 0;
  }
}
