/**
 * Weighs single objects with their leaves (strings, numbers), without other objects they refer to: how often each
 * object counts is decided elsewhere.
 */
import type { Walker } from '../../walk/walker.ts';
import type { WalkOptions } from '../../walk/walk-options.ts';
import type { Weigher } from '../../weigh/weigher.ts';
import type { WeighOptions } from '../../weigh/weigh-options.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import type { ElementSampler } from './element-sampler.ts';
import type { NewPair } from './pair.ts';
import type { Stratum } from './stratum.ts';

/** A part of a sample that is scaled by one factor. */
export class PartWeigher {
  readonly weigher: Weigher;
  /** Samples from the huge containers that were met. */
  readonly strata: Stratum[] = nullPrototypeList();
  readonly #walker: Walker;
  readonly #sampler: ElementSampler;

  constructor(walk: WalkOptions, weigh: WeighOptions, sampler: ElementSampler, newPair: NewPair) {
    const { walker, weigher } = newPair(true);
    this.#walker = walker;
    this.weigher = weigher;
    this.#sampler = sampler;
    this.weigher.begin(weigh);
    this.#walker.start({ ...walk, isIgnored: () => true, sampler: sampler });
  }

  /** Weighs one object; returns the low estimate of its bytes. */
  weigh(object: object): number {
    const before = this.weigher.soFar;
    this.#walker.begin(object);
    this.#walker.step(Infinity);
    this.#walker.forget();
    const taken = this.#sampler.take();
    for (let i = 0; i < taken.length; i++) this.strata[this.strata.length] = taken[i];
    return this.weigher.soFar - before;
  }

  /** Weighs a primitive element; numbers only if they were not counted with their container. */
  leaf(value: unknown, countsNumbers: boolean): number {
    if (
      (typeof value === 'object' && value !== null) ||
      typeof value === 'function' ||
      (typeof value === 'number' && !countsNumbers)
    )
      return 0;
    const before = this.weigher.soFar;
    // The weigher treats a string in an array like one in a plain object's field (parsed data), but a root string as
    // one that code made.
    if (typeof value !== 'string') this.#walker.begin(value);
    else if (value.length > 0) this.weigher.string(value, !countsNumbers);
    return this.weigher.soFar - before;
  }
}
