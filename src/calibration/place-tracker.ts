/**
 * Follows which place of the value holds what the walk meets: a field of a class, the elements of the arrays in it, the
 * keys or values of the Maps in it. It replaces the set of visited objects, and knows places by numbers only.
 */
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { readRecorded } from '../inspect/read-recorded.ts';
import type { ReadTarget } from '../inspect/read-target.ts';
import { Step } from '../inspect/references.ts';
import type { Shape } from '../inspect/shape.ts';
import * as js from '../platform/intrinsics.ts';
import { NO_OWNER } from '../walk/reference-tracker.ts';
import type { ReferenceTracker } from '../walk/reference-tracker.ts';
import { VisitedSet } from '../walk/visited.ts';

/** A place of which nothing is known. */
export const NO_PLACE = 0;

/** The place of the values themselves. */
export const ROOT_PLACE = 1;

/** Numbers the places. */
export interface PlaceBook {
  /** The places of the fields of a shape, in the order of its names; its first object is at the place `owner`. */
  fieldsOf(shape: Shape, owner: number): Uint32Array;
  /**
   * The place of a slot or a property with a symbol, of objects at a place; `className`, if it is known, is that of the
   * object, since all instances of a class hold the like under the same symbol or in the same private field.
   */
  slotOf(place: number, name: string, className: string | undefined): number;
  /** The place of what an object at a place holds otherwise: elements, keys, values. */
  inside(place: number, step: Step): number;
}

const FIRST_ROOM = 64;

/** Tracks one walk at a time. */
export class PlaceTracker implements ReferenceTracker {
  /** The place of the object that is being read. */
  owner = NO_OWNER;
  /** The place of the values: unknown for parts of a sample. */
  root = ROOT_PLACE;
  step: Step = Step.slot;
  key = 0;
  weighsIndexedNumbers = false;
  /** The class of the object that is being read, if it is an ordinary one whose properties were begun. */
  className: string | undefined = undefined;
  readonly count = 0;

  readonly #book: PlaceBook;
  readonly #visited = new VisitedSet();
  /** The places of the objects on the walk's stack. */
  #waiting = new Int32Array(FIRST_ROOM);
  #height = 0;
  #some = new Uint32Array(FIRST_ROOM);

  constructor(book: PlaceBook) {
    this.#book = book;
  }

  /** The place of the reference that was announced last. */
  get place(): number {
    const { step, owner } = this;
    return owner === NO_OWNER
      ? this.root
      : step >= Step.element && step <= Step.setMember
        ? this.#book.inside(owner, step)
        : this.key;
  }

  meet(object: object): boolean {
    if (!this.#visited.add(object)) return false;
    if (this.#height === this.#waiting.length) this.#grow();
    this.#waiting[this.#height++] = this.place;
    return true;
  }

  #grow(): void {
    const before = this.#waiting;
    this.#waiting = new Int32Array(2 * before.length);
    for (let i = 0; i < before.length; i++) this.#waiting[i] = before[i];
  }

  visit(place: number): void {
    this.#height = place;
    this.owner = this.#waiting[place];
    this.className = undefined;
  }

  resume(owner: number): void {
    this.owner = owner;
    this.className = undefined;
    if (owner === NO_OWNER) this.step = Step.slot;
  }

  swapWaiting(one: number, other: number): void {
    const waiting = this.#waiting;
    const place = waiting[one];
    waiting[one] = waiting[other];
    waiting[other] = place;
  }

  keysOf(facts: ObjectFacts): ArrayLike<number> {
    const { shape } = facts;
    this.className = shape?.info.name;
    return shape === undefined ? this.placesOf(facts) : (shape.keys ??= this.placesOf(facts));
  }

  /** The places of the fields of an object. */
  placesOf({ shape, names, indices }: ObjectFacts): ArrayLike<number> {
    this.className = shape?.info.name;
    if (shape !== undefined) return this.#book.fieldsOf(shape, this.objectPlace);
    const count = names.length - indices;
    if (this.#some.length < count) this.#some = new Uint32Array(2 * count);
    for (let i = 0; i < count; i++) this.#some[i] = this.keyOf(names[indices + i]);
    return this.#some;
  }

  keyOf(name: string | symbol): number {
    return this.#book.slotOf(
      this.objectPlace,
      typeof name === 'string' ? withoutIndex(name) : (js.symbolDescription(name) ?? ''),
      this.className,
    );
  }

  /** The place of the object that is being read. */
  get objectPlace(): number {
    return this.owner === NO_OWNER ? NO_PLACE : this.owner;
  }

  /** Forgets all objects. */
  clear(): void {
    this.#visited.clear();
    this.#height = 0;
  }

  read(target: ReadTarget, value: object, isPlainObject: boolean, facts: ObjectFacts): void {
    readRecorded(target, this, value, isPlainObject, facts);
  }

  heapNumber(): void {}
  takeBackNumbers(): void {}
  startRun(): void {}
  swapRuns(): void {}
}

/** `[[Entries]]` for `[[Entries]][17]`: all entries are one place. */
function withoutIndex(name: string): string {
  const { length } = name;
  if (length === 0 || js.charCodeAt(name, length - 1) !== 93) return name;
  let at = length - 2;
  while (at > 0 && js.charCodeAt(name, at) >= 48 && js.charCodeAt(name, at) <= 57) at--;
  return at < length - 2 && js.charCodeAt(name, at) === 91 ? js.slice(name, 0, at) : name;
}
