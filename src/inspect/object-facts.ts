/** What the readers of this folder find out about one object, as far as its size depends on it. */
import { ElementsKind } from '../platform/engine-facts.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import { Naming } from './function-name.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import type { Shape } from './shape.ts';

/** What an own property or element held, as far as its storage is concerned. */
export const Held = { other: 0, smi: 1, double: 2, array: 3 } as const;

/** What so many properties held fits into one number of two bits each, the first property's lowest. */
export const MAX_PACKED = 15;

/** Writes what the first `count` properties held from such a number to a list. */
export function unpackHeld(packed: number, count: number, held: Uint8Array): void {
  for (let i = 0; i < count; i++) held[i] = (packed >>> (2 * i)) & 3;
}

/** How V8 stores an object's named properties, as far as it is known. */
export const Storage = { unknown: 0, fast: 1, dictionary: 2 } as const;

/** One of {@link Storage}. */
export type Storage = (typeof Storage)[keyof typeof Storage];

const NO_NAMES: readonly string[] = [];
const NO_SYMBOLS: readonly symbol[] = [];

/** Initial capacity of `held`. */
const FIRST_ROOM = 64;

/**
 * What was read of one object. The same instance is filled for each object: a visitor copies what it needs before it
 * returns.
 */
export class ObjectFacts {
  /** For an ordinary object: what it has in common with others of its class and names. */
  shape: Shape | undefined = undefined;
  /** Own property names as the engine lists them: array indices first. */
  names: readonly string[] = NO_NAMES;
  /** How many of `names` are array indices. */
  indices = 0;
  /** The largest array index, if there are any. */
  lastIndex = 0;
  /** Own symbols. */
  symbols: readonly symbol[] = NO_SYMBOLS;
  /** Properties with a getter or setter. */
  accessors = 0;
  /** The getter, or else the setter, of the property with accessors that was read first. */
  accessor: unknown = undefined;
  /** For each non-index name, what it held ({@link Held}); valid up to their count. */
  held: Uint8Array = new Uint8Array(FIRST_ROOM);
  /** The capacity of `held`. */
  heldRoom = FIRST_ROOM;
  /** Arrays first met here, and their lengths at the positions where `held` marks an array. */
  arrays = 0;
  lengths: Uint32Array = new Uint32Array(FIRST_ROOM);
  /** These arrays themselves, at the same positions. */
  readonly heldArrays: (readonly unknown[])[] = nullPrototypeList();
  /** How the engine says that it keeps their elements. */
  readonly heldKinds: ElementsKind[] = nullPrototypeList();
  /** A property holds what JSON cannot contain: a function, undefined, an object that is held elsewhere too. */
  byCode = false;
  /** Smis, and other numbers, among the values of named properties. */
  smis = 0;
  doubles = 0;
  /** The engine has said of each number whether it is a Smi. */
  knowsNumbers = false;

  /**
   * Functions: 0 plain, 1 with a slot for `prototype`, 2 a class, 3 bound. Arguments objects: 1 for those of strict
   * functions.
   */
  variant = 0;

  /** Functions: where the name is stored; and the name itself, if it may be stored with the function. */
  naming: Naming = Naming.declared;
  functionName = '';

  // Arrays, arguments and integer-keyed objects: their elements.
  length = 0;
  elementSmis = 0;
  elementDoubles = 0;
  elementOthers = 0;
  holes = 0;
  /** The last element is a hole: the length was set, not reached by a store. */
  endsInHole = false;
  /** For a sparse array: indices that are not Smis. */
  largeIndices = 0;
  /** The elements were read by name because nearly all are holes. */
  sparse = false;
  /** How the elements are kept; 0 if that is not known. */
  elementsKind: ElementsKind = ElementsKind.unknown;
  /** Whether an array shares its elements with the literal that made it; undefined if that is not known. */
  sharesElements: boolean | undefined = undefined;
  /** How the named properties are stored. */
  storage: Storage = Storage.unknown;
  /** Slots that a plain object has in itself; -1 if that is not known. */
  slots = -1;
  /** The first element if it is a primitive. */
  firstElement: unknown = undefined;

  /** Makes these the facts of another object, of which nothing was read yet. */
  reset(): this {
    this.shape = undefined;
    this.names = NO_NAMES;
    this.symbols = NO_SYMBOLS;
    this.byCode = false;
    this.indices = this.arrays = this.accessors = this.smis = this.doubles = this.length = 0;
    this.elementSmis = this.elementDoubles = this.elementOthers = this.holes = this.largeIndices = 0;
    this.accessor = undefined;
    this.sparse = this.endsInHole = this.knowsNumbers = false;
    this.variant = 0;
    this.naming = Naming.declared;
    this.functionName = '';
    this.firstElement = undefined;
    this.elementsKind = ElementsKind.unknown;
    this.sharesElements = undefined;
    this.storage = Storage.unknown;
    this.slots = -1;
    return this;
  }

  /** Drops all references to what was read, and the room for a wide object. */
  end(): void {
    this.reset();
    if (this.heldArrays.length > 0) this.heldArrays.length = 0;
    if (this.heldRoom > FIRST_ROOM) this.makeRoom(FIRST_ROOM);
  }

  /** Makes `held` and `lengths` large enough for so many names; what they held is lost. */
  reserve(count: number): void {
    if (this.heldRoom < count) this.makeRoom(2 * count);
  }

  /** Replaces `held` and `lengths` by others of this capacity. */
  makeRoom(room: number): void {
    this.heldRoom = room;
    this.held = new Uint8Array(room);
    this.lengths = new Uint32Array(room);
  }

  /** Records an array that was first met here, in the name at a position; returns what to mark there. */
  holdArray(at: number, array: readonly unknown[], engine: EngineFacts | undefined): typeof Held.array {
    this.heldArrays[at] = array;
    this.heldKinds[at] = engine?.elementsKindOf?.(array) ?? ElementsKind.unknown;
    this.lengths[at] = array.length;
    this.arrays++;
    return Held.array;
  }
}
