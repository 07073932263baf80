/**
 * Weighs single objects with the leaves they hold, and nothing they lead to: which object counts how often is known
 * elsewhere.
 */
import { Walker } from '../../walk/walker.ts';
import type { WalkOptions } from '../../walk/walk-options.ts';
import { StringWeigher } from '../../weigh/strings/string-weigher.ts';
import { Weigher } from '../../weigh/weigher.ts';
import type { WeighOptions } from '../../weigh/weigh-options.ts';
import { nullPrototypeList } from '../../platform/safe-collections.ts';
import type { ElementSampler } from './element-sampler.ts';
import type { Stratum } from './stratum.ts';

/** A part of a sample that is scaled by one factor. */
export class PartWeigher {
  readonly weigher = new Weigher(new StringWeigher());
  /** Samples of the huge containers that were met. */
  readonly strata: Stratum[] = nullPrototypeList();
  readonly #walker = new Walker(this.weigher);
  readonly #sampler: ElementSampler;

  constructor(walk: WalkOptions, weigh: WeighOptions, sampler: ElementSampler) {
    this.#sampler = sampler;
    this.weigher.begin(weigh);
    this.#walker.start({ ...walk, isIgnored: () => true, sampler: sampler });
  }

  /** Weighs one object; returns its bytes by the lower estimate. */
  weigh(object: object): number {
    const before = this.weigher.soFar;
    this.#walker.begin(object);
    this.#walker.step(Infinity);
    this.#walker.forget();
    const taken = this.#sampler.take();
    for (let i = 0; i < taken.length; i++) this.strata[this.strata.length] = taken[i];
    return this.weigher.soFar - before;
  }

  /** Weighs an element that is no object; numbers only if they were not counted with their container. */
  leaf(value: unknown, countsNumbers: boolean): number {
    if (
      (typeof value === 'object' && value !== null) ||
      typeof value === 'function' ||
      (typeof value === 'number' && !countsNumbers)
    )
      return 0;
    const before = this.weigher.soFar;
    // An array's element is to a string what a plain object's field is; a walk that begins with a string takes it for
    // one that code made.
    if (typeof value !== 'string') this.#walker.begin(value);
    else if (value.length > 0) this.weigher.string(value, !countsNumbers);
    return this.weigher.soFar - before;
  }
}
