/**
 * Arrays that the objects of one shape hold in one field. Code that builds such objects usually makes the array first
 * and adds to it, so its backing store has grown in V8's steps; arrays from JSON.parse and literals have no spare
 * capacity. Lengths that differ from object to object indicate growth; values that JSON cannot contain rule out
 * JSON.parse.
 */
import { capacityAfterPushes } from '../layout/capacity.ts';
import { taggedElementsBytes } from '../layout/elements.ts';
import type { Layout } from '../layout/layout.ts';
import { ElementsKind } from '../platform/engine-facts.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';
import { areEqualConstants } from './equal-constants.ts';
import { ArrayOrigin } from '../inspect/field-arrays.ts';
import { Held } from '../inspect/object-facts.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';

/** Different lengths that are distinguished in one field. */
const MAX_LENGTHS = 256;

/** The arrays in one field. */
class Field {
  /** The count of each length, without the current run. */
  readonly counts: Map<number, number> = new SafeMap();
  /** The last length, and how often it came in a row: most arrays are as long as the one before. */
  #length = -1;
  #run = 0;
  /** The first array, as long as all others have the same constants. */
  #first: readonly unknown[] | undefined = undefined;
  #differ = false;
  #equal = 0;
  // Computed with the totals: whether the arrays have grown, from which length, and whether they share their elements.
  grows = false;
  start = 0;
  isShared = false;
  /** Their stores were weighed one by one, by what is known of this field. */
  isKnown = false;

  /** With facts: empty arrays of other kinds less those of Smis, and whether one with elements holds more than Smis. */
  #balance: number | undefined = undefined;
  #hasOthers = false;

  /**
   * Whether the arrays have grown, as the kind of the empty ones shows; undefined if it shows nothing. All arrays that
   * one literal `[]` makes begin with the kind that those before came to have by `push` (V8's AllocationSite), so empty
   * ones of Smis, where others hold objects, come from JSON.parse, `map` or a literal without an allocation site.
   */
  get grownByKind(): boolean | undefined {
    return this.#hasOthers && this.#balance !== undefined ? this.#balance >= 0 : undefined;
  }

  /** Records how the engine keeps the elements of an array of this length. */
  see(kind: ElementsKind, length: number): void {
    const isOther = kind !== ElementsKind.smi;
    if (length > 0) this.#hasOthers ||= isOther;
    else this.#balance = (this.#balance ?? 0) + (isOther ? 1 : -1);
  }

  /** Compares an array with the first. */
  compare(array: readonly unknown[]): void {
    if (this.#differ) return;
    if (this.#first === undefined) this.#first = array;
    else if (areEqualConstants(this.#first, array)) this.#equal++;
    else {
      this.#differ = true;
      this.#first = undefined;
    }
  }

  /** How many arrays have the same constants as the first; 0 if any has others. */
  get equal(): number {
    return this.#differ ? 0 : this.#equal;
  }

  add(length: number): void {
    if (length === this.#length) {
      this.#run++;
      return;
    }
    this.settle();
    this.#length = length;
    this.#run = 1;
  }

  /** Adds the current run to the counts. */
  settle(): void {
    if (this.#run === 0) return;
    const before = this.counts.get(this.#length);
    if (before !== undefined) this.counts.set(this.#length, before + this.#run);
    else if (this.counts.size < MAX_LENGTHS) this.counts.set(this.#length, this.#run);
    this.#run = 0;
  }
}

/** The last one made is kept, and with it its hidden class and its field's, to which optimised code refers weakly. */
const kept: { made: HeldArrays | undefined } = { made: undefined };

/** The lengths of the arrays in each field of one shape. */
export class HeldArrays {
  readonly #byField: (Field | undefined)[] = nullPrototypeList();

  constructor() {
    kept.made = this;
  }

  /** Records the arrays that an object holds; `compares` to find those that share their elements. */
  meet(facts: ObjectFacts, compares: boolean): void {
    const count = facts.names.length - facts.indices;
    const { held, lengths, heldArrays, heldKinds } = facts;
    for (let i = 0; i < count; i++) {
      if (held[i] === Held.array) this.add(i, lengths[i], heldKinds[i], compares ? heldArrays[i] : undefined);
    }
  }

  /** Records one array. */
  add(at: number, length: number, kind: ElementsKind = ElementsKind.unknown, array?: readonly unknown[]): void {
    const field = (this.#byField[at] ??= new Field());
    field.add(length);
    if (kind !== ElementsKind.unknown) field.see(kind, length);
    if (array !== undefined) field.compare(array);
  }

  /** True if some field holds arrays of different lengths, as code that adds to them produces. */
  get hasGrown(): boolean {
    for (let i = 0; i < this.#byField.length; i++) {
      const field = this.#byField[i];
      if (field === undefined) continue;
      field.settle();
      if (field.counts.size > 1 && field.grownByKind !== false) return true;
    }
    return false;
  }

  /**
   * The spare capacity, in bytes, of the arrays' backing stores, less the elements that arrays share. `grow` says
   * whether the objects add to their arrays, unless the source of their class shows it (`origins`, by field) or the
   * empty ones do; `fromEmpty` that they began without elements if they have grown. Fields for which `isKnown` is true
   * are left out.
   */
  spareBytes(
    layout: Layout,
    grow: boolean,
    fromEmpty: boolean,
    origins?: { originOf(field: number): ArrayOrigin },
    isKnown?: (field: number) => boolean,
  ): number {
    let bytes = 0;
    for (let i = 0; i < this.#byField.length; i++) {
      const field = this.#byField[i];
      if (field === undefined) continue;
      field.settle();
      field.isKnown = isKnown !== undefined && isKnown(i);
      if (field.isKnown) continue;
      const origin = origins === undefined ? ArrayOrigin.unknown : origins.originOf(i);
      field.isShared = field.equal > 0 && origin === ArrayOrigin.literal;
      const { grownByKind } = field;
      field.grows = origin === ArrayOrigin.grown || (origin === ArrayOrigin.unknown && (grownByKind ?? grow));
      field.start = origin === ArrayOrigin.grown || fromEmpty || grownByKind === true ? 0 : startOf(field);
      bytes += this.#spareOfField(layout, i, field);
    }
    return bytes;
  }

  #spareOfField(layout: Layout, at: number, field: Field): number {
    let bytes = 0;
    field.counts.forEach((count, length) => {
      bytes += count * this.spareOf(layout, at, length);
    });
    return bytes;
  }

  /** The same for one array of this length in one field, on average; call it after {@link spareBytes}. */
  spareOf(layout: Layout, at: number, length: number): number {
    const field = this.#byField[at];
    if (field === undefined || field.isKnown) return 0;
    if (field.isShared) return (-field.equal / (field.equal + 1)) * taggedElementsBytes(layout, length);
    return field.grows ? spareBetween(layout, field.start, length) : 0;
  }

  /**
   * For each field with arrays that are not all empty: shortest and longest length, the spare capacity in bytes if all
   * of them have grown, and whether they are taken to have; call it after {@link spareBytes}.
   */
  forEachField(
    layout: Layout,
    visit: (shortest: number, longest: number, spare: number, grows: boolean) => void,
  ): void {
    for (let i = 0; i < this.#byField.length; i++) {
      const field = this.#byField[i];
      if (field === undefined || field.isShared || field.isKnown) continue;
      let shortest = -1;
      let longest = 0;
      let spare = 0;
      field.counts.forEach((count, length) => {
        if (shortest < 0 || length < shortest) shortest = length;
        if (length > longest) longest = length;
        spare += count * spareBetween(layout, field.start, length);
      });
      if (longest > 0) visit(shortest, longest, spare, field.grows);
    }
  }
}

/** The length with which the arrays of a field were created. */
function startOf(field: Field): number {
  let shortest = -1;
  field.counts.forEach((_, length) => {
    if (shortest < 0 || length < shortest) shortest = length;
  });
  // A literal has two to four elements; with one, or very many, the array began empty.
  return shortest >= 2 && shortest <= MAX_LITERAL ? shortest : 0;
}

/** Literals longer than this are rarely added to. */
const MAX_LITERAL = 4;

function spareBetween(layout: Layout, start: number, length: number): number {
  return taggedElementsBytes(layout, capacityAfterPushes(start, length)) - taggedElementsBytes(layout, length);
}
