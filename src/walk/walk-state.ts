/** What a walk shares with the readers of objects: objects met, the stack of those to be visited, and the visitor. */
import type { ClassInfo } from '../inspect/class-info.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import { ObjectFacts } from '../inspect/object-facts.ts';
import { isPlainArray } from '../inspect/read-properties.ts';
import type { EngineReader, ReadTarget } from '../inspect/read-target.ts';
import { Step } from '../inspect/references.ts';
import { ShapeFinder } from '../inspect/shape.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import type { ReferenceTracker } from './reference-tracker.ts';
import { SLICE, sliceFor } from './slice-size.ts';
import { VisitedSet } from './visited.ts';
import type { Visitor } from './visitor.ts';

/** A reference that an object holds in its hidden state. */
export interface RevealedReference {
  /** The name of the reference, such as `#field`; undefined if it has none. */
  readonly name?: string | undefined;
  /** What it refers to. */
  readonly value: unknown;
}

/** Objects that a walk has met but not visited yet. */
export interface WaitingObjects {
  /** The next one to be visited is at `top - 1`; entries beyond it are stale. */
  readonly stack: readonly object[];
  /** How many entries of `stack` are waiting. */
  readonly top: number;
}

/** Reads state that JavaScript cannot reach. */
export interface Reveal {
  /**
   * The references of an object's hidden state of one kind; undefined if it cannot be read.
   *
   * @param waiting objects that will be visited next, so that several can be read in one call.
   */
  referencesOf(value: object, kind: HiddenKind, waiting?: WaitingObjects): readonly RevealedReference[] | undefined;
  /**
   * Whether to read the private fields of an object whose class declares none: another class may have added some.
   *
   * @param names the object's own property names; empty for built-in objects.
   */
  mayHavePrivateFields?(value: object, names: readonly string[]): boolean;
  /** Called when a walk begins. */
  begin?(): void;
  /**
   * After {@link Reveal.mayHavePrivateFields} was true for the first time: how many objects of the same shape it was
   * false for without a look. They are listed as hidden.
   */
  takeUnasked?(): number;
  /** How many entries a WeakMap or WeakSet has, for the size of its table; undefined if it cannot be read. */
  entriesOf?(value: object): number | undefined;
  /**
   * How often code of the program may have run while hidden state was read; undefined if that is not known. A change
   * ends what a walk with facts assumes about hidden classes.
   */
  readonly calls?: number | undefined;
}

/** What of a walk's options its state keeps: see WalkOptions. */
interface StateOptions {
  readonly smiShift: number;
  readonly reveal?: Reveal | undefined;
  readonly skippedNames?: ReadonlySet<string | symbol> | undefined;
  readonly facts?: EngineFacts | undefined;
  readonly engineReader?: EngineReader | undefined;
  readonly atOnce?: number | undefined;
}

/** A stack that was higher than this is dropped after the walk. */
const KEPT_STACK = 4096;

const NO_NAMES: readonly string[] = [];

/** The state of one walk. */
export class WalkState implements ReadTarget {
  readonly visitor: Visitor;
  /** Objects met; unused if `references` numbers them. */
  readonly visited = new VisitedSet();
  readonly references: ReferenceTracker | undefined;
  readonly shapes = new ShapeFinder();
  /** Objects met but not visited yet, the next one at `top - 1`. Never truncated: setting the length is slow. */
  readonly stack: object[] = nullPrototypeList();
  /**
   * In a typed array, because V8 11 loses writes to a field: a loop that was optimised while it ran continued with a
   * copy of the field from before the readers had pushed what they found, and the walk ended early in 8 of 120
   * processes.
   */
  readonly #top = new Int32Array(1);
  /** Bits by which a number must survive shifting to be a small integer: 0 for 32-bit Smis, 1 for 31-bit. */
  smiShift = 0;
  reveal: Reveal | undefined = undefined;
  /** What a property of such a name holds is not walked into from there. */
  skippedNames: ReadonlySet<string | symbol> | undefined = undefined;
  /** What the engine knows about objects, if it may be asked. */
  engine: EngineFacts | undefined = undefined;
  engineReader: EngineReader | undefined = undefined;
  /** Objects visited so far. */
  objects = 0;
  /** What an object refers to is reported and visited. */
  readonly shallow = false;
  /** Elements of a wide container that are read at a time. */
  slice = SLICE;
  /** Descriptors can be read by plain property access: `Object.prototype` has no fields of these names. */
  plainDescriptors = true;
  /** Nothing but descriptors need be read: they are plain, and everything is visited. */
  isPlain = false;
  readonly #facts = new ObjectFacts();

  constructor(visitor: Visitor, references: ReferenceTracker | undefined) {
    this.visitor = visitor;
    this.references = references;
  }

  get top(): number {
    return this.#top[0];
  }

  set top(height: number) {
    this.#top[0] = height;
  }

  /** Prepares for a walk. */
  begin({ smiShift, reveal, skippedNames, facts, engineReader, atOnce }: StateOptions): void {
    this.smiShift = smiShift;
    this.reveal = reveal;
    this.skippedNames = skippedNames;
    this.engine = facts;
    this.engineReader = engineReader;
    this.visited.atOnce = atOnce;
    this.slice = sliceFor(atOnce);
    this.objects = 0;
    reveal?.begin?.();
  }

  /** Drops all references to the walk's objects. */
  end(): void {
    this.reveal = this.skippedNames = this.engine = this.engineReader = undefined;
    this.shapes.clear();
    this.forget();
    this.#facts.end();
  }

  /** Forgets which objects were met. */
  forget(): void {
    this.visited.clear();
    this.top = 0;
    const { stack } = this;
    // The pushed objects are contiguous.
    if (stack.length > KEPT_STACK) stack.length = 0;
    else for (let i = 0; i < stack.length && stack[i] !== undefined; i++) stack[i] = undefined as never;
  }

  /** The facts of the current object, reset. */
  reset(): ObjectFacts {
    return this.#facts.reset();
  }

  #isNew(value: object): boolean {
    return this.references === undefined ? this.visited.add(value) : this.references.meet(value);
  }

  /** Any value: a primitive is reported, an object is pushed on the stack unless it was met before. */
  value(value: unknown, inPlainObject: boolean): void {
    switch (typeof value) {
      case 'string':
        if (value.length > 0) this.visitor.string(value, inPlainObject);
        break;
      case 'number':
        if (!js.isSmi(value, this.smiShift)) this.visitor.number(value);
        break;
      case 'object':
        if (value !== null && this.#isNew(value)) this.stack[this.top++] = value;
        break;
      case 'function':
        if (this.#isNew(value)) this.stack[this.top++] = value;
        break;
      case 'bigint':
        this.visitor.bigint(value);
        break;
      case 'symbol':
        this.visitor.symbol(value);
        break;
      default:
    }
  }

  /** A value of a Map, which is data like an array's element: long equal strings are rarely one heap object. */
  mapValue(value: unknown): void {
    const { top } = this;
    this.value(value, true);
    if (this.top > top && isPlainArray(value as object)) this.visitor.arrayInMap?.((value as unknown[]).length);
  }

  /** State that JavaScript cannot read: followed if `reveal` can read it, else reported as hidden. */
  hidden(value: object, kind: HiddenKind, typeName: string): void {
    const { reveal, references } = this;
    const revealed = reveal?.referencesOf(value, kind, this);
    if (revealed === undefined) {
      this.visitor.hidden(kind, typeName);
      return;
    }
    references?.startRun(false);
    for (let i = 0; i < revealed.length; i++) {
      const { name, value: held } = revealed[i];
      if (references !== undefined) {
        references.step = Step.slot;
        references.key = references.keyOf(name ?? kind);
      }
      this.value(held, false);
    }
  }

  /** Objects that belong to the current one besides those that its properties hold. */
  others(objects: readonly object[]): void {
    const { references } = this;
    if (objects.length > 0) references?.startRun(false);
    for (let i = 0; i < objects.length; i++) {
      if (references !== undefined) {
        references.step = Step.slot;
        references.key = references.keyOf('children');
      }
      this.value(objects[i], false);
    }
  }

  /**
   * Fields that only the code of a class can read: those that the object's class declares, and with `reveal` those that
   * another class added.
   */
  privateFields(value: object, info: ClassInfo, names: readonly string[] = NO_NAMES): void {
    const { reveal } = this;
    if (info.privateSlots > 0) {
      this.hidden(value, 'private-fields', info.name);
    } else if (reveal?.mayHavePrivateFields?.(value, names) === true) {
      this.hidden(value, 'private-fields', info.name);
      for (let left = reveal.takeUnasked?.() ?? 0; left > 0; left--) this.visitor.hidden('private-fields', info.name);
    }
    // Fields of compiled classes are in WeakMaps, which are not reachable from the object.
    if (info.weakFields) this.visitor.hidden('weak-map-entries', info.name);
  }

  /** Reverses the end of the stack, so that what was read first is visited first. */
  reverseFrom(from: number): void {
    const { stack, references } = this;
    for (let low = from, high = this.top - 1; low < high; low++, high--) {
      const item = stack[low];
      stack[low] = stack[high];
      stack[high] = item;
      if (references !== undefined) references.swapWaiting(low, high);
    }
  }
}
