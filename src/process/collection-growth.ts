/**
 * Which collections gain entries in every round of a repeated step: Maps, Sets, arrays, plain objects used as
 * dictionaries. Nothing is kept alive: sizes are in a WeakMap, the few that grow in WeakRefs.
 */
import { brands } from '../inspect/brands.ts';
import * as js from '../platform/intrinsics.ts';
import { withOriginals } from '../platform/original-built-ins.ts';
import { nullPrototypeList, SafeWeakMap } from '../platform/safe-collections.ts';
import { withLiveObjects } from './live-objects.ts';

/** A collection that has grown in every round so far. */
interface Growing {
  readonly ref: WeakRef<object>;
  readonly perRound: number;
  readonly size: number;
}

/** A collection that grew in every round. */
export interface GrownCollection {
  readonly collection: object;
  /** The fewest entries that it gained in a round. */
  readonly perRound: number;
}

/** Compares the sizes of all collections of the realm round by round. */
export class CollectionGrowth {
  #sizes: SafeWeakMap<object, number> | undefined;
  #growing: Growing[] | undefined;
  readonly #least: number;

  /** @param least the fewest entries per round that count as growth. */
  constructor(least: number) {
    this.#least = least;
  }

  /** Notes the size of every collection. */
  begin(): void {
    const sizes = (this.#sizes = new SafeWeakMap<object, number>());
    eachCollection((collection, size) => void sizes.set(collection, size));
  }

  /** To be called after each round. */
  endRound(): void {
    withOriginals(() => this.#compare());
  }

  #compare(): void {
    const growing = nullPrototypeList<Growing>();
    const least = this.#least;
    const add = (ref: WeakRef<object>, gained: number, size: number): void => {
      if (gained >= least) growing[growing.length] = { ref, perRound: gained, size };
    };
    if (this.#growing === undefined) {
      const sizes = this.#sizes!;
      eachCollection((collection, size) => {
        const before = sizes.get(collection);
        if (before !== undefined && size - before >= least) add(new WeakRef(collection), size - before, size);
      });
      this.#sizes = undefined;
    } else {
      for (let i = 0; i < this.#growing.length; i++) {
        const { ref, perRound, size: before } = this.#growing[i];
        const collection = ref.deref();
        if (collection === undefined) continue;
        const size = sizeOfCollection(collection);
        const gained = size - before;
        add(ref, gained < perRound ? gained : perRound, size);
      }
    }
    this.#growing = growing;
  }

  /** The collections that grew in every round. */
  grown(): GrownCollection[] {
    const grown: GrownCollection[] = [];
    const growing = this.#growing ?? [];
    for (let i = 0; i < growing.length; i++) {
      const collection = growing[i].ref.deref();
      if (collection !== undefined) grown[grown.length] = { collection, perRound: growing[i].perRound };
    }
    return grown;
  }
}

function eachCollection(visit: (collection: object, size: number) => void): void {
  withLiveObjects(Object.prototype, (objects) => {
    const { length } = objects;
    for (let i = 0; i < length; i++) {
      const size = sizeOfCollection(objects[i] as object);
      if (size >= 0) visit(objects[i] as object, size);
    }
  });
}

const objectPrototype: object = Object.prototype;

/** The number of entries, elements or properties; -1 for other objects. No value is read. */
function sizeOfCollection(object: object): number {
  if (typeof object === 'function') return -1;
  if (js.isArray(object)) return object.length;
  if (brands.isMap(object)) return js.mapSize(object);
  if (brands.isSet(object)) return js.setSize(object);
  return js.getPrototypeOf(object) === objectPrototype ? js.getOwnPropertyNames(object).length : -1;
}
