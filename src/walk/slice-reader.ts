/**
 * Wide arrays, Maps and Sets, read slice by slice: an array that every child is pushed onto ends the process at about
 * 110 million entries.
 */
import { nullPrototypeInfo } from '../inspect/class-info.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import type { WalkState } from './walk-state.ts';
import * as js from '../platform/intrinsics.ts';
import { Kind } from '../inspect/kinds.ts';
import { readElements } from '../inspect/read-array.ts';
import type { ObjectFacts } from './visitor.ts';

/** Elements read at a time. */
export const SLICE = 4096;

const NOTHING = {};

/** A wide container that is being read. */
export class SliceReader {
  target: object;
  readonly kind: Kind;
  info: ClassInfo;
  /** What was read so far; of an array, all its own. */
  facts: ObjectFacts;
  /** How high the stack was before the last slice: the next is due when it is down to this. */
  height: number;
  #iterator: unknown;
  #next = 0;

  constructor(target: object, kind: Kind, info: ClassInfo, facts: ObjectFacts, height: number) {
    this.target = target;
    this.kind = kind;
    this.info = info;
    this.facts = facts;
    this.height = height;
    this.#iterator = kind === Kind.map ? js.mapEntries(target) : kind === Kind.set ? js.setValues(target) : undefined;
  }

  /** Lets go of the container, so that the reader can be kept; `facts` takes the place of its own. */
  strip(facts: ObjectFacts): void {
    this.target = NOTHING;
    this.info = nullPrototypeInfo;
    this.facts = facts;
    this.#iterator = undefined;
  }

  /** Reads the next slice; true if it was the last. */
  advance(state: WalkState): boolean {
    const from = state.top;
    const ended =
      this.kind === Kind.array
        ? this.#readArray(state)
        : this.kind === Kind.map
          ? this.#readMap(state)
          : this.#readSet(state);
    this.height = from;
    return ended;
  }

  #readArray(state: WalkState): boolean {
    const array = this.target as unknown[];
    // An array may have changed between two slices of an asynchronous walk.
    const { length } = array;
    const from = this.#next;
    const to = from + SLICE < length ? from + SLICE : length;
    if (to > from) readElements(state, array, from, to, this.info, this.facts);
    this.#next = to;
    return to >= length;
  }

  #readMap(state: WalkState): boolean {
    const from = state.top;
    let ended = false;
    for (let i = 0; i < SLICE && !ended; i++) {
      const result = js.nextOfMap(this.#iterator);
      if (result.done) {
        ended = true;
      } else {
        state.value(result.value[0], false);
        state.value(result.value[1], false);
      }
    }
    reverseFrom(state, from);
    return ended;
  }

  #readSet(state: WalkState): boolean {
    const from = state.top;
    let ended = false;
    for (let i = 0; i < SLICE && !ended; i++) {
      const result = js.nextOfSet(this.#iterator);
      if (result.done) ended = true;
      else state.value(result.value, false);
    }
    reverseFrom(state, from);
    return ended;
  }
}

/** Turns the end of a stack round, so that what was read first is visited first. */
export function reverseFrom({ stack, top }: WalkState, from: number): void {
  for (let low = from, high = top - 1; low < high; low++, high--) {
    const item = stack[low];
    stack[low] = stack[high];
    stack[high] = item;
  }
}
