/** Records a calibrated walk: the recorder numbers names, and beside it the places of what is met are followed. */
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { Step } from '../inspect/references.ts';
import { Column, words } from '../paths/column.ts';
import { Recorder } from '../paths/recorder.ts';
import { NO_OWNER } from '../walk/reference-tracker.ts';
import type { WeighOptions } from '../weigh/weigh-options.ts';
import type { CalibratedWeigher } from './calibrated-weigher.ts';
import { NO_PLACE } from './place-tracker.ts';
import type { PlaceTracker } from './place-tracker.ts';

const NONE: ArrayLike<number> = new Uint32Array(0);

/** Records one walk that a calibrated weigher weighs. */
export class CalibratedRecorder extends Recorder {
  readonly #tracker: PlaceTracker;
  /** By number of an object, its place. */
  readonly #placeOf = new Column(words);
  /** The names of the object that is being read, and the places of its fields. */
  #names: ArrayLike<number> = NONE;
  #places: ArrayLike<number> = NONE;
  /** Where in the names the last field was: they are read in order. */
  #at = 0;
  #slotKey = -1;
  #slotPlace = NO_PLACE;

  constructor(options: WeighOptions, weigher: CalibratedWeigher) {
    super(options, weigher);
    this.#tracker = weigher.tracker;
  }

  override visit(place: number): void {
    super.visit(place);
    this.#tracker.owner = this.#placeOf.values[this.owner];
    this.#tracker.className = undefined;
    this.#names = this.#places = NONE;
    this.#at = 0;
  }

  override resume(owner: number): void {
    super.resume(owner);
    this.#tracker.owner = owner === NO_OWNER ? NO_OWNER : this.#placeOf.values[owner];
    this.#tracker.className = undefined;
    this.#names = this.#places = NONE;
  }

  override keysOf(facts: ObjectFacts): ArrayLike<number> {
    const keys = super.keysOf(facts);
    this.#names = keys;
    this.#places = this.#tracker.placesOf(facts);
    this.#at = keys.length;
    return keys;
  }

  override keyOf(name: string | symbol): number {
    this.#slotKey = super.keyOf(name);
    this.#slotPlace = this.#tracker.keyOf(name);
    return this.#slotKey;
  }

  override meet(object: object): boolean {
    const isNew = super.meet(object);
    if (isNew) {
      this.#follow();
      this.#placeOf.push(this.#tracker.place);
    }
    return isNew;
  }

  override string(string: string, inPlainObject: boolean): void {
    this.#follow();
    super.string(string, inPlainObject);
  }

  /** Tells the tracker what was announced. */
  #follow(): void {
    const tracker = this.#tracker;
    tracker.step = this.step;
    tracker.key = this.step >= Step.element && this.step <= Step.setMember ? NO_PLACE : this.#placeOfKey();
  }

  #placeOfKey(): number {
    const { key } = this;
    const names = this.#names;
    const places = this.#places;
    // Fields are read from the last to the first.
    for (let i = this.#at - 1; i >= 0; i--) {
      if (names[i] !== key) continue;
      this.#at = i + 1;
      return i < places.length ? places[i] : NO_PLACE;
    }
    return key === this.#slotKey ? this.#slotPlace : NO_PLACE;
  }
}
