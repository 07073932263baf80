/**
 * A visitor around the weigher that keeps, of every object, which it is and what it weighs: the first half of an outline
 * (see outline.ts). A walk that nobody asks for paths knows nothing of it.
 */
import type { Layout } from '../layout/layout.ts';
import { round } from '../platform/math.ts';
import { isRealmSymbol } from '../walk/boundary.ts';
import type { ClassInfo } from '../inspect/class-info.ts';
import type { Reveal, RevealedReference } from '../walk/walk-state.ts';
import * as js from '../platform/intrinsics.ts';
import { Kind } from '../inspect/kinds.ts';
import { traitsOf } from '../inspect/references.ts';
import { nullPrototypeList, SafeMap, SafeSet } from '../platform/safe-collections.ts';
import { Held } from '../walk/visitor.ts';
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import type { ObjectFacts, Visitor } from '../walk/visitor.ts';
import { addIndexedElements, isDoubleArray } from '../weigh/array-size.ts';
import { SizeEstimate } from '../weigh/size-estimate.ts';
import type { ShapeStats } from '../weigh/shape-stats.ts';
import { typeNameOf, Weigher } from '../weigh/weigher.ts';
import type { WeighOptions } from '../weigh/weigher.ts';
import { Column, floats, Numbering, octets, words } from './column.ts';
import { TextTable } from './string-nodes.ts';

/** What hidden state of an object was shown. */
export interface Revealed {
  readonly kind: HiddenKind;
  readonly references: readonly RevealedReference[];
}

/** What the objects of one shape have to be given when the totals are known. */
interface ShapeShare {
  readonly stats: ShapeStats;
  /** Boxes of its small integers that were given out already. */
  boxes: number;
  /** Objects given their share, and the weights of the arrays given theirs. */
  given: number;
  weight: number;
  weightGiven: number;
}

/** Records the objects of one walk. */
export class Recorder implements Visitor {
  readonly weigher = new Weigher();
  readonly layout: Layout;
  readonly texts: TextTable;
  readonly ids = new Numbering<object>();
  /** By id, as everything below. */
  readonly objects: object[] = nullPrototypeList();
  readonly kinds = new Column(octets);
  readonly traits = new Column(octets);
  readonly types = new Column(words);
  readonly bytes = new Column(floats);
  readonly typeNames: string[] = nullPrototypeList();
  readonly #typeIds = new SafeMap<string, number>();
  readonly #shares: ShapeShare[] = nullPrototypeList();
  readonly #shareIds = new SafeMap<ShapeStats, number>();
  #lastStats: ShapeStats | undefined = undefined;
  #lastShare = 0;
  /** The object's shape plus one; 0 for objects without. */
  readonly #shapes = new Column(words);
  // Arrays that an object of some shape holds and nothing held before.
  readonly #heldShape = new Column(words);
  readonly #heldField = new Column(words);
  readonly #heldArrays: unknown[][] = nullPrototypeList();
  readonly #symbols = new SafeSet<symbol>();
  readonly #revealed = new SafeMap<object, Revealed[]>();

  constructor(options: WeighOptions) {
    this.layout = options.layout;
    this.weigher.begin({ ...options, everyString: true });
    this.texts = new TextTable(this.weigher.strings, options.layout, options.readStrings);
  }

  string(text: string, inPlainObject: boolean): void {
    this.weigher.string(text, inPlainObject);
    this.texts.meet(text, inPlainObject);
  }

  number(value: number): void {
    this.weigher.number(value);
  }

  bigint(value: bigint): void {
    this.weigher.bigint(value);
  }

  symbol(value: symbol): void {
    this.weigher.symbol(value);
    if (this.#symbols.has(value) || isRealmSymbol(value)) return;
    this.#symbols.add(value);
    const description = js.symbolDescription(value);
    if (description !== undefined) this.texts.meet(description, false);
  }

  hidden(kind: HiddenKind, typeName: string): void {
    this.weigher.hidden(kind, typeName);
  }

  isEnough(): boolean {
    return this.weigher.isEnough();
  }

  /** Keeps what the walk is shown of hidden state, since to ask again is slow. */
  noting(reveal: Reveal): Reveal {
    return {
      referencesOf: (value, kind) => {
        const references = reveal.referencesOf(value, kind);
        if (references === undefined || references.length === 0) return references;
        let list = this.#revealed.get(value);
        if (list === undefined) this.#revealed.set(value, (list = nullPrototypeList()));
        list[list.length] = { kind, references };
        return references;
      },
      ...(reveal.entriesOf === undefined ? {} : { entriesOf: (value) => reveal.entriesOf!(value) }),
    };
  }

  /** What was shown of an object's hidden state. */
  revealedOf(value: object): readonly Revealed[] | undefined {
    return this.#revealed.size === 0 ? undefined : this.#revealed.get(value);
  }

  object(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
    this.ids.add(value);
    this.objects[this.objects.length] = value;
    this.kinds.push(kind);
    this.traits.push(traitsOf(kind, info, facts));
    if (kind === Kind.ordinary) this.#ordinary(value, info, facts);
    else this.#other(value, kind, info, facts);
    this.types.push(this.typeId(this.weigher.lastType));
  }

  #ordinary(value: object, info: ClassInfo, facts: ObjectFacts): void {
    const { weigher } = this;
    weigher.object(value, Kind.ordinary, info, facts);
    const id = this.#shareId(weigher.lastStats!);
    const share = this.#shares[id];
    let bytes = (share.stats.boxes - share.boxes) * this.layout.heapNumber;
    share.boxes = share.stats.boxes;
    if (facts.indices > 0) {
      const extent = new SizeEstimate();
      addIndexedElements(this.layout, facts, extent);
      bytes += extent.bytes;
    }
    this.#shapes.push(id + 1);
    this.bytes.push(bytes);
    if (facts.arrays > 0) this.#noteArrays(value, id, facts);
  }

  #noteArrays(value: object, shape: number, facts: ObjectFacts): void {
    const count = facts.names.length - facts.indices;
    for (let i = 0; i < count; i++) {
      if (facts.held[i] !== Held.array) continue;
      this.#heldShape.push(shape);
      this.#heldField.push(i);
      this.#heldArrays[this.#heldArrays.length] = js.getOwnPropertyDescriptor(value, facts.names[facts.indices + i])!
        .value as unknown[];
    }
  }

  #other(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
    const type = typeNameOf(kind, info);
    // A small typed array's buffer is never asked for; it is weighed with the array.
    const hasBuffer = kind === Kind.typedArray && type !== 'ArrayBuffer';
    const before = this.#rowBytes(type) + (hasBuffer ? this.#rowBytes('ArrayBuffer') : 0);
    this.weigher.object(value, kind, info, facts);
    let bytes = this.#rowBytes(type) + (hasBuffer ? this.#rowBytes('ArrayBuffer') : 0) - before;
    // Boxes of numbers are nodes of their own, even if a class goes by their name.
    if (type === 'number') bytes -= boxesOf(kind, facts) * this.layout.heapNumber;
    this.#shapes.push(0);
    this.bytes.push(bytes);
  }

  #rowBytes(type: string): number {
    return this.weigher.bytesOf(type);
  }

  #shareId(stats: ShapeStats): number {
    if (stats === this.#lastStats) return this.#lastShare;
    let id = this.#shareIds.get(stats);
    if (id === undefined) {
      id = this.#shares.length;
      this.#shareIds.set(stats, id);
      this.#shares[id] = { stats, boxes: 0, given: 0, weight: 0, weightGiven: 0 };
    }
    this.#lastStats = stats;
    return (this.#lastShare = id);
  }

  /** The number of a type's name. */
  typeId(name: string): number {
    let id = this.#typeIds.get(name);
    if (id === undefined) {
      id = this.typeNames.length;
      this.#typeIds.set(name, id);
      this.typeNames[id] = name;
    }
    return id;
  }

  /**
   * Gives each object its share of what was worked out for whole shapes; to be called once, when the weigher was asked for its
   * totals. Shares are rounded so that they add up.
   */
  share(): void {
    const { layout } = this;
    const shares = this.#shares;
    const bytes = this.bytes.values;
    const count = this.#heldArrays.length;
    const weights = new Float64Array(count);
    for (let k = 0; k < count; k++) {
      const share = shares[this.#heldShape.values[k]];
      const array = this.#heldArrays[k];
      if (share.stats.spare === 0 || this.ids.get(array) < 0) continue;
      weights[k] = share.stats.arrays!.spareOf(layout, this.#heldField.values[k], array.length);
      share.weight += weights[k];
    }
    for (let k = 0; k < count; k++) {
      if (weights[k] === 0) continue;
      const share = shares[this.#heldShape.values[k]];
      const before = share.weightGiven;
      share.weightGiven += weights[k];
      bytes[this.ids.get(this.#heldArrays[k])] +=
        round((share.stats.spare * share.weightGiven) / share.weight) -
        round((share.stats.spare * before) / share.weight);
    }
    for (let id = 0; id < this.objects.length; id++) {
      const at = this.#shapes.values[id];
      if (at === 0) continue;
      const share = shares[at - 1];
      const { stats } = share;
      // Arrays that the walk was told of and never came to leave their share to the objects.
      const total = stats.bytes * stats.count + (share.weight === 0 ? stats.spare : 0);
      const before = share.given++;
      bytes[id] += round((total * share.given) / stats.count) - round((total * before) / stats.count);
    }
  }
}

/** The boxes of numbers that the weigher counts with an object that is not ordinary. */
function boxesOf(kind: Kind, facts: ObjectFacts): number {
  const hasBoxes = kind === Kind.arguments || (kind === Kind.array && !isDoubleArray(facts));
  return facts.doubles + (hasBoxes ? facts.elementDoubles : 0);
}
