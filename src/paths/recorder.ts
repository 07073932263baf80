/**
 * A visitor around the weigher that records the walked value as a graph: every object and its size, every reference,
 * and a node for every string, heap number, bigint and symbol (see graph.ts). Its Map from objects to their numbers is
 * the walk's set of visited objects, too.
 */
import type { ClassInfo } from '../inspect/class-info.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import { Kind } from '../inspect/kinds.ts';
import { Held } from '../inspect/object-facts.ts';
import type { ObjectFacts } from '../inspect/object-facts.ts';
import { readRecorded } from '../inspect/read-recorded.ts';
import type { ReadTarget } from '../inspect/read-target.ts';
import { Step } from '../inspect/references.ts';
import type { Layout } from '../layout/layout.ts';
import { bigintBytes } from '../layout/strings.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';
import { isRealmSymbol } from '../inspect/realm-symbols.ts';
import { NO_OWNER } from '../walk/reference-tracker.ts';
import type { ReferenceTracker } from '../walk/reference-tracker.ts';
import type { Visitor } from '../walk/visitor.ts';
import { StringWeigher } from '../weigh/strings/string-weigher.ts';
import { Weigher } from '../weigh/weigher.ts';
import type { WeighOptions } from '../weigh/weigh-options.ts';
import { Column, floats, integers, Numbering, octets, words } from './column.ts';
import { EdgeList, HEAP_NUMBER, leafCode, NONE } from './edge-list.ts';
import { ShapeShares } from './shape-shares.ts';

/** Types of values that are not objects; they are named last. */
const LEAF_TYPES = ['string', 'number', 'bigint', 'symbol'];
const STRING = 0;
const NUMBER = 1;
const BIGINT = 2;
const SYMBOL = 3;

/** Initial capacity for names. */
const FIRST_ROOM = 64;

/** Records one walk. */
export class Recorder implements Visitor, ReferenceTracker {
  readonly weigher: Weigher;
  readonly layout: Layout;
  readonly edges = new EdgeList();
  // By number of an object, in the order in which they were met.
  readonly objects: object[] = nullPrototypeList();
  /** {@link NONE} for objects that were not visited. */
  readonly types = new Column(words);
  readonly bytes = new Column(floats);
  /** The numbers of objects in the order of visits. */
  readonly visits = new Column(words);
  readonly shares: ShapeShares;
  // The same for values that are not objects.
  readonly leafValues: unknown[] = nullPrototypeList();
  readonly leafTypes = new Column(octets);
  readonly leafTypeNames: string[] = nullPrototypeList();
  readonly leafBytes = new Column(words);
  readonly typeNames: string[] = nullPrototypeList();
  /** Names of properties and slots, and symbols, by their numbers. */
  readonly keys: (string | symbol)[] = nullPrototypeList();
  /** Heap numbers that objects hold. */
  heapNumbers = 0;
  /** The roots of the walk, in their order: numbers and codes. */
  readonly roots = new Column(integers);

  owner = NO_OWNER;
  step: Step = Step.property;
  key = 0;
  weighsIndexedNumbers = true;

  readonly #numbers = new Numbering<object>();
  /** The numbers of the objects on the walk's stack. */
  readonly #waiting = new Column(words);
  readonly #keyNumbers = new Numbering<string | symbol>();
  #someKeys = new Uint32Array(FIRST_ROOM);
  #someKeysRoom = FIRST_ROOM;
  /** By key, the object that was last met for the first time in a property of that name. */
  readonly #heldBy = new Column(words);
  readonly #typeNumbers = new SafeMap<string, number>();
  #lastType = '';
  #lastTypeNumber = -1;
  /** By number of a string, its code plus one; 0 if it has none. */
  readonly #strings = new Column(integers);
  readonly #symbols = new SafeMap<symbol, number>();
  /** Symbols and their descriptions, alternating. */
  readonly #descriptions = new Column(integers);

  constructor(options: WeighOptions, weigher: Weigher = new Weigher(new StringWeigher())) {
    this.weigher = weigher;
    this.layout = options.layout;
    this.shares = new ShapeShares(options.layout);
    this.weigher.begin({ ...options, knowsStrings: true });
    for (let i = 0; i < LEAF_TYPES.length; i++) this.leafTypeNames[i] = LEAF_TYPES[i];
  }

  get count(): number {
    return this.edges.count;
  }

  startRun(isReversed: boolean): void {
    if (this.owner !== NO_OWNER) this.edges.begin(this.owner, isReversed);
  }

  swapRuns(): void {
    this.edges.swapRuns();
  }

  visit(place: number): void {
    this.#waiting.length = place;
    this.owner = this.#waiting.values[place];
    this.weighsIndexedNumbers = true;
    this.edges.begin(this.owner, true);
  }

  resume(owner: number): void {
    this.owner = owner;
  }

  read(target: ReadTarget, value: object, isPlainObject: boolean, facts: ObjectFacts): void {
    readRecorded(target, this, value, isPlainObject, facts);
  }

  swapWaiting(one: number, other: number): void {
    const { values } = this.#waiting;
    const number = values[one];
    values[one] = values[other];
    values[other] = number;
  }

  meet(object: object): boolean {
    const known = this.#numbers.get(object);
    if (known >= 0) {
      this.#refer(known);
      return false;
    }
    const number = this.#numbers.add(object);
    this.objects[number] = object;
    this.types.push(NONE);
    this.bytes.push(0);
    this.#waiting.push(number);
    this.#refer(number);
    if (this.step === Step.property) {
      const { key } = this;
      while (this.#heldBy.length <= key) this.#heldBy.push(NONE);
      this.#heldBy.values[key] = number;
    }
    return true;
  }

  #refer(to: number): void {
    if (this.owner === NO_OWNER) this.roots.push(to);
    else this.edges.add(to, this.step, this.key);
  }

  keysOf(facts: ObjectFacts): ArrayLike<number> {
    const { shape, names, indices } = facts;
    if (shape?.keys !== undefined) return shape.keys;
    const count = names.length - indices;
    let keys: Uint32Array;
    if (shape !== undefined && !shape.isOverflow) {
      shape.keys = keys = new Uint32Array(count);
    } else {
      if (count > this.#someKeysRoom) this.#someKeys = new Uint32Array((this.#someKeysRoom = 2 * count));
      keys = this.#someKeys;
    }
    for (let i = 0; i < count; i++) keys[i] = this.keyOf(names[indices + i]);
    return keys;
  }

  keyOf(name: string | symbol): number {
    const known = this.#keyNumbers.get(name);
    if (known >= 0) return known;
    this.keys[this.keys.length] = name;
    return this.#keyNumbers.add(name);
  }

  #leaf(type: number, bytes: number, value: unknown): number {
    const code = leafCode(this.leafTypes.length);
    this.leafTypes.push(type);
    this.leafBytes.push(bytes);
    this.leafValues[this.leafValues.length] = value;
    return code;
  }

  /** A node without a size: something that the walk did not reach or that is not on the heap. */
  weightless(type: string, value: unknown): number {
    const names = this.leafTypeNames;
    let at = 0;
    while (at < names.length && names[at] !== type) at++;
    names[at] = type;
    return this.#leaf(at, 0, value);
  }

  heapNumber(): void {
    if (this.owner === NO_OWNER) {
      this.roots.push(this.#leaf(NUMBER, this.layout.heapNumber, undefined));
      return;
    }
    this.heapNumbers++;
    this.edges.add(HEAP_NUMBER, this.step, this.key);
  }

  takeBackNumbers(from: number): void {
    this.heapNumbers -= this.edges.count - from;
    this.edges.takeBack(from);
  }

  fieldNumber(value: number): void {
    this.weigher.fieldNumber(value);
  }

  number(value: number): void {
    this.weigher.number(value);
    this.heapNumber();
  }

  bigint(value: bigint): void {
    this.weigher.bigint(value);
    this.#refer(this.#leaf(BIGINT, bigintBytes(this.layout, value), value));
  }

  string(string: string, inPlainObject: boolean): void {
    const code = this.#codeOf(string, this.weigher.string(string, inPlainObject));
    if (code < 0) this.#refer(code);
  }

  /** The code of a string that was just weighed; 0 for one without a size. */
  #codeOf(string: string, bytes: number): number {
    // Neither its characters nor its number are needed: it has no size anywhere.
    if (bytes === 0 && js.isReadOnlyRootString(string)) return 0;
    const number = this.weigher.strings.lastNumber;
    const codes = this.#strings;
    while (codes.length <= number) codes.push(0);
    if (bytes === 0) return number < 0 ? 0 : codes.values[number];
    const code = this.#leaf(STRING, bytes, string);
    // Where equal strings count once, later ones get the same code.
    if (number >= 0 && codes.values[number] === 0) codes.values[number] = code;
    return code;
  }

  symbol(value: symbol): void {
    const bytes = this.weigher.symbol(value);
    if (isRealmSymbol(value)) return;
    const known = this.#symbols.get(value);
    if (known !== undefined) {
      this.#refer(known);
      return;
    }
    const description = js.symbolDescription(value);
    const descriptionCode =
      description === undefined || description.length === 0 ? 0 : this.#codeOf(description, bytes);
    const code = this.#leaf(SYMBOL, this.layout.symbol, value);
    this.#symbols.set(value, code);
    this.#refer(code);
    if (descriptionCode === 0) return;
    this.#descriptions.push(code);
    this.#descriptions.push(descriptionCode);
  }

  /** Adds the references that no object holds: from symbols to their descriptions. Call it once, after the walk. */
  addDescriptions(): void {
    const { values, length } = this.#descriptions;
    for (let i = 0; i < length; i += 2) {
      this.edges.begin(values[i], false);
      this.edges.add(values[i + 1], Step.slot, this.keyOf('description'));
    }
  }

  arrayInMap(length: number): void {
    this.weigher.arrayInMap(length);
  }

  hidden(kind: HiddenKind, typeName: string): void {
    this.weigher.hidden(kind, typeName);
  }

  isEnough(): boolean {
    return this.weigher.isEnough();
  }

  object(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
    const { weigher, owner } = this;
    weigher.object(value, kind, info, facts);
    this.visits.push(owner);
    const type = weigher.lastType;
    this.types.values[owner] = type === this.#lastType ? this.#lastTypeNumber : this.typeNumber(type);
    this.bytes.values[owner] = weigher.lastBytes;
    if (kind !== Kind.ordinary) {
      this.shares.skip();
      return;
    }
    const share = this.shares.add(weigher.lastStats!);
    if (facts.arrays > 0) this.#noteArrays(share, facts);
  }

  #noteArrays(share: number, facts: ObjectFacts): void {
    const keys = this.keysOf(facts);
    const count = facts.names.length - facts.indices;
    for (let i = 0; i < count; i++)
      if (facts.held[i] === Held.array) this.shares.hold(share, i, facts.lengths[i], this.#heldBy.values[keys[i]]);
  }

  /** Fills the entry of a root without a size: root `i` was begun last. */
  addRoot(i: number): void {
    if (this.roots.length === i) this.roots.push(this.weightless('undefined', undefined));
  }

  /** The number of a type's name. */
  typeNumber(name: string): number {
    let number = this.#typeNumbers.get(name);
    if (number === undefined) {
      number = this.typeNames.length;
      this.#typeNumbers.set(name, number);
      this.typeNames[number] = name;
    }
    this.#lastType = name;
    return (this.#lastTypeNumber = number);
  }
}
