/**
 * Follows what plain JavaScript cannot reach, through V8's inspector in the same thread: private fields, Promise
 * results, entries of WeakMaps, Proxy targets, bound arguments, generators. An object without hidden state costs
 * nothing; pending objects of one kind are read ahead together.
 */
import { brands } from '../inspect/brands.ts';
import { boolean } from '../platform/argument-checks.ts';
import * as js from '../platform/intrinsics.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';
import { nullPrototypeList, SafeMap, SafeWeakMap } from '../platform/safe-collections.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import type { Reveal, WaitingObjects } from '../walk/walk-state.ts';
import { FieldReader } from './field-reader.ts';
import { SlotReader } from './internal-slots.ts';
import type { References } from './internal-slots.ts';
import { PrivateFields } from './private-fields.ts';
import { RemoteObjects } from './remote-objects.ts';

/** Options of revealHidden. */
export interface RevealOptions {
  /**
   * Also follow the variables that closures keep, which otherwise do not count.
   *
   * @defaultValue `false`
   */
  readonly closures?: boolean | undefined;
}

const REVEAL_NAMES: OptionNames<RevealOptions> = { closures: true };

/** An adapter for the option `reveal`, usable until it is closed. */
export interface HiddenReveal extends Reveal {
  /** Releases everything that was passed to the inspector. */
  close(): void;
}

/** The most objects read together, and how many pending objects are searched for more of the same kind. */
const MAX_BATCH = 1024;
const SEARCH_LIMIT = 4096;
/** After so many other objects in a row the search ends. */
const MAX_OTHERS = 64;

const enqueue = (globalThis as unknown as { queueMicrotask: (task: () => void) => void }).queueMicrotask;

/**
 * An adapter for `deepSizeOf(value, { reveal: revealHidden() })`. What it follows is not listed in `hidden`.
 *
 * Private fields are found through the source of the classes. Fields that another class has added (through a base
 * constructor that returns the object) are searched for in the first sixteen objects of each shape, the first four in
 * each walk and one in 128 of the others; once some are found, in all objects of the shape, and `hidden` counts those
 * that were passed over before. With `facts` every hidden class is searched, so that no object is missed. They are not
 * searched for in errors, typed arrays, buffers, weak collections, ordinary functions and large Maps.
 *
 * The inspector describes an error by its stack: an error in a private field or another property of an object with
 * hidden state has its stack formatted, by `Error.prepareStackTrace` if there is one. `deepSizeOf` without `reveal`
 * never does that.
 *
 * Not followed: WeakRef targets, which a WeakRef does not own; iterators; variables of a finished generator; state of
 * the platform's own objects; the reactions of a pending promise.
 *
 * @throws {TypeError} if an option is invalid.
 * @throws {Error} if there is no inspector in this thread: a browser, or Node built without it.
 * @example
 * ```ts
 * const reveal = revealHidden();
 * deepSizeOf(cache, { reveal }).bytes;
 * reveal.close();
 * ```
 */
export function revealHidden(options?: RevealOptions): HiddenReveal {
  return new InspectorReveal(boolean('closures', ownOptions('revealHidden', REVEAL_NAMES, options).closures, false));
}

let shared: HiddenReveal | undefined;

/**
 * Resolves a `reveal` option: true means the inspector of this thread, undefined none.
 *
 * @throws {Error} if it is true and there is no inspector.
 */
export function revealOf(option: true | Reveal | undefined): Reveal | undefined {
  return option === true ? (shared ??= new InspectorReveal(false)) : option;
}

const inspectorReveals = new SafeWeakMap<object, InspectorReveal>();

/** The `Reveal` as one that asks the inspector; undefined if it does not. */
export function inspectorRevealOf(reveal: Reveal): Pick<InspectorReveal, 'hasAnyPrivateField'> | undefined {
  return inspectorReveals.get(reveal);
}

class InspectorReveal implements HiddenReveal {
  readonly #remote = new RemoteObjects();
  readonly #slots: SlotReader;
  readonly #fields = new FieldReader(this.#remote);
  readonly #private: PrivateFields;
  /** Results read ahead, by kind and object. */
  readonly #ahead = new SafeMap<HiddenKind, SafeMap<object, References>>();
  #isTidyDue = false;
  #calls = 0;

  constructor(followsClosures: boolean) {
    this.#slots = new SlotReader(this.#remote, followsClosures);
    this.#private = new PrivateFields(this.#slots, this.#fields);
    inspectorReveals.set(this, this);
  }

  /** The inspector may format the stack of an error: `Error.prepareStackTrace` is the program's. */
  get calls(): number {
    return this.#calls + this.#private.asked;
  }

  referencesOf(value: object, kind: HiddenKind, waiting?: WaitingObjects): References {
    if (!this.#slots.reads(kind)) return undefined;
    const ahead = this.#ahead.get(kind);
    if (ahead !== undefined && ahead.has(value)) {
      const references = ahead.get(value);
      ahead.delete(value);
      return references;
    }
    this.#calls++;
    const objects = togetherWith(value, kind, waiting, ahead);
    const answers = kind === 'private-fields' ? this.#private.read(objects) : this.#slots.read(objects, kind);
    if (objects.length > 1) this.#keep(objects, kind, answers);
    // The state of one walk is dropped when the program continues, and the debugger is switched off.
    if (!this.#isTidyDue && (objects.length > 1 || this.#fields.isEnabled)) {
      this.#isTidyDue = true;
      enqueue(() => this.#tidy());
    }
    return answers[0];
  }

  #keep(objects: readonly object[], kind: HiddenKind, answers: readonly References[]): void {
    let ahead = this.#ahead.get(kind);
    if (ahead === undefined) this.#ahead.set(kind, (ahead = new SafeMap()));
    for (let i = 1; i < objects.length; i++) ahead.set(objects[i], answers[i]);
  }

  begin(): void {
    this.#private.begin();
  }

  mayHavePrivateFields(value: object, names: readonly string[]): boolean {
    return this.#private.mayHave(value, names);
  }

  hasAnyPrivateField(value: object): boolean {
    return this.#private.hasAny(value);
  }

  takeUnasked(): number {
    return this.#private.takeUnasked();
  }

  entriesOf(value: object): number | undefined {
    this.#calls++;
    return this.#slots.entriesOf(value);
  }

  #tidy(): void {
    this.#isTidyDue = false;
    this.#ahead.clear();
    this.#fields.disable();
  }

  close(): void {
    this.#tidy();
    this.#remote.close();
  }
}

/** The object, and the pending objects of its kind that were not read yet. */
function togetherWith(
  value: object,
  kind: HiddenKind,
  waiting: WaitingObjects | undefined,
  ahead: ReadonlyMap<object, References> | undefined,
): readonly object[] {
  const objects = nullPrototypeList<object>();
  objects[0] = value;
  if (waiting === undefined || (kind !== 'private-fields' && kind !== 'proxy-targets' && kind !== 'promise-results'))
    return objects;
  const isProxy = kind === 'proxy-targets';
  const prototype = isProxy ? undefined : js.getPrototypeOf(value);
  const { stack, top } = waiting;
  const end = top > SEARCH_LIMIT ? top - SEARCH_LIMIT : 0;
  for (let i = top - 1, others = 0; i >= end && others < MAX_OTHERS && objects.length < MAX_BATCH; i--) {
    const other = stack[i];
    const isSame = brands.isProxy(other) === isProxy && (isProxy || js.getPrototypeOf(other) === prototype);
    if (isSame && ahead?.has(other) !== true) {
      objects[objects.length] = other;
      others = 0;
    } else {
      others++;
    }
  }
  return objects;
}
