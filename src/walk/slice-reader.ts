/**
 * Wide arrays, Maps and Sets, read in slices: pushing every child onto one array ends the process at about 110 million
 * entries.
 */
import { nullPrototypeInfo } from '../inspect/class-info.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import type { WalkState } from './walk-state.ts';
import * as js from '../platform/intrinsics.ts';
import { Kind } from '../inspect/kinds.ts';
import { readElements } from '../inspect/read-array.ts';
import { announce } from '../inspect/read-properties.ts';
import { NO_OWNER } from './reference-tracker.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { Step } from '../inspect/references.ts';

const NOTHING = {};

/** A wide container that is being read. */
export class SliceReader {
  target: object;
  readonly kind: Kind;
  info: ClassInfo;
  /** What was read so far; for an array this object belongs to the reader. */
  facts: ObjectFacts;
  /** The height of the stack before the last slice: the next slice is read when the stack is down to it. */
  height: number;
  #iterator: unknown;
  readonly #owner: number;
  #next = 0;

  constructor(state: WalkState, target: object, kind: Kind, info: ClassInfo, facts: ObjectFacts) {
    this.target = target;
    this.#owner = state.references?.owner ?? NO_OWNER;
    this.kind = kind;
    this.info = info;
    this.facts = facts;
    this.height = state.top;
    this.#iterator = kind === Kind.map ? js.mapEntries(target) : kind === Kind.set ? js.setValues(target) : undefined;
  }

  /** Drops the container, so that the reader can be kept; `facts` replaces its own. */
  strip(facts: ObjectFacts): void {
    this.target = NOTHING;
    this.info = nullPrototypeInfo;
    this.facts = facts;
    this.#iterator = undefined;
  }

  /** Reads the next slice; true if it was the last. */
  advance(state: WalkState): boolean {
    const from = state.top;
    this.resume(state);
    const ended =
      this.kind === Kind.array
        ? this.#readArray(state)
        : this.kind === Kind.map
          ? this.#readMap(state)
          : this.#readSet(state);
    this.height = from;
    return ended;
  }

  /** Attributes the following references to this container again. */
  resume({ references }: WalkState): void {
    if (references === undefined) return;
    references.resume(this.#owner);
    references.startRun(this.kind === Kind.array);
  }

  #readArray(state: WalkState): boolean {
    const array = this.target as unknown[];
    // An array may have changed between two slices of an asynchronous walk.
    const { length } = array;
    const from = this.#next;
    const to = from + state.slice < length ? from + state.slice : length;
    if (to > from) readElements(state, array, from, to, this.info, this.facts);
    this.#next = to;
    return to >= length;
  }

  #readMap(state: WalkState): boolean {
    const from = state.top;
    let ended = false;
    for (let i = state.slice; i > 0 && !ended; i--) {
      const result = js.nextOfMap(this.#iterator);
      if (result.done) {
        ended = true;
      } else {
        const { references } = state;
        if (references !== undefined) announce(references, Step.mapKey, this.#next);
        state.value(result.value[0], false);
        if (references !== undefined) announce(references, Step.mapValue, this.#next);
        state.mapValue(result.value[1]);
        this.#next++;
      }
    }
    state.reverseFrom(from);
    return ended;
  }

  #readSet(state: WalkState): boolean {
    const from = state.top;
    let ended = false;
    for (let i = state.slice; i > 0 && !ended; i--) {
      const result = js.nextOfSet(this.#iterator);
      if (result.done) {
        ended = true;
      } else {
        if (state.references !== undefined) announce(state.references, Step.setMember, this.#next);
        state.value(result.value, false);
        this.#next++;
      }
    }
    state.reverseFrom(from);
    return ended;
  }
}
