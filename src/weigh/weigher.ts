/**
 * The visitor that weighs: it turns what the walk tells into bytes by type. Sizes come from src/layout; what objects of
 * one class have in common is used in `totals`.
 */
import { min } from '../math.ts';
import { kindSize } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import { propertyArrayBytes } from '../layout/properties.ts';
import { bigintBytes } from '../layout/strings.ts';
import { isRealmSymbol } from '../walk/boundary.ts';
import type { ClassInfo } from '../walk/class-info.ts';
import * as js from '../walk/intrinsics.ts';
import { Kind } from '../walk/kinds.ts';
import type { HiddenKind, ObjectFacts, Visitor } from '../walk/visitor.ts';
import { addArrayElements, addIndexedElements, isDoubleArray, LiteralArrays } from './array-size.ts';
import { addOwnProperties, addParts, baseSize, externalBytesOf, isOnHeap } from './built-in-size.ts';
import { Row } from './extent.ts';
import { StringWeigher } from './string-weigher.ts';
import type { StringPolicy } from './string-weigher.ts';
import { shapeExtent } from './shape-size.ts';
import { ShapeTable, siblingsOf } from './shapes.ts';
import type { ClassShapes, Shape } from './shapes.ts';
import { bareList, SafeMap, SafeSet } from '../walk/safe-collections.ts';

/** How to weigh. */
export interface WeighOptions {
  readonly layout: Layout;
  readonly strings: StringPolicy;
  /** False: characters are never looked at, so that no rope is flattened. */
  readonly readStrings: boolean;
  /** False: only the object itself, no box of a number and no buffer beside it. */
  readonly deep: boolean;
  /** Enough is known once this many bytes were found. */
  readonly maxBytes: number;
  /** True to look up every text, so that each one's own share of the bytes is known. */
  readonly everyString?: boolean | undefined;
}

/** Types of objects whose prototype is not the one their kind comes with. */
const TYPE_NAMES: Readonly<Partial<Record<Kind, string>>> = {
  [Kind.map]: 'Map', [Kind.set]: 'Set', [Kind.weakMap]: 'WeakMap', [Kind.weakSet]: 'WeakSet', [Kind.arrayBuffer]: 'ArrayBuffer',
  [Kind.sharedArrayBuffer]: 'SharedArrayBuffer', [Kind.date]: 'Date', [Kind.regexp]: 'RegExp', [Kind.error]: 'Error', [Kind.number]: 'Number',
  [Kind.string]: 'String', [Kind.boolean]: 'Boolean', [Kind.symbolObject]: 'Symbol', [Kind.bigintObject]: 'BigInt', [Kind.promise]: 'Promise',
  [Kind.generator]: 'Generator', [Kind.arguments]: 'Arguments', [Kind.moduleNamespace]: 'Module', [Kind.external]: 'External',
};

/** True for objects of the kind that their prototype comes with: they go by their class's name. */
function isOfItsClass(kind: Kind, info: ClassInfo): boolean {
  return kind === Kind.ordinary || kind === Kind.array || info.kind === kind;
}

/** The type under which an object is counted. */
export function typeNameOf(kind: Kind, info: ClassInfo): string {
  return isOfItsClass(kind, info) ? info.name : (TYPE_NAMES[kind] ?? info.name);
}

/** Names of types listed for each kind of hidden state. */
const MAX_HIDDEN_TYPES = 10;

/** Pools and memories come in multiples of this, and a few bytes more. */
const BUFFER_PAGE = 8192;

let epochs = 0;

/** Weighs what a walk tells. */
export class Weigher implements Visitor {
  readonly rows: Map<string, Row> = new SafeMap();
  readonly hiddenRows: Map<HiddenKind, { count: number; types: Set<string> }> = new SafeMap();
  readonly strings = new StringWeigher();
  /** Type of the last object, for saying where a walk stopped. */
  lastType = '';

  #options!: WeighOptions;
  #layout!: Layout;
  /** The shapes of ordinary objects; what each object of a shape weighs stands in it once the totals were asked for. */
  readonly shapes: ShapeTable = new ShapeTable();
  #epoch = 0;
  readonly #rowsBySlot: Row[] = bareList();
  #slots = 0;
  readonly #literals = new LiteralArrays();
  #numbers: Set<number> | undefined = undefined;
  #bigints: Set<bigint> | undefined = undefined;
  #symbols: Set<symbol> | undefined = undefined;
  #numberRow: Row | undefined = undefined;
  /** Lower estimate of all bytes so far, for `maxBytes`. */
  #soFar = 0;

  /** Makes ready for one value; a weigher can be used again once {@link end} was called. */
  begin(options: WeighOptions): void {
    this.#options = options;
    this.#layout = options.layout;
    this.#epoch = ++epochs;
    this.strings.begin(options.layout, options.strings, options.readStrings, options.everyString !== true);
  }

  /** Forgets everything about the value. */
  end(): void {
    this.rows.clear();
    if (this.hiddenRows.size > 0) this.hiddenRows.clear();
    this.strings.end();
    this.lastType = '';
    this.shapes.clear();
    this.#literals.clear();
    this.#slots = 0;
    this.#numbers = this.#bigints = this.#symbols = this.#numberRow = undefined;
    this.#soFar = 0;
  }

  isEnough(): boolean {
    return this.#soFar > this.#options.maxBytes;
  }

  string(text: string, inRecord: boolean): void {
    this.#soFar += this.strings.meet(text, inRecord);
  }

  number(value: number): void {
    const row = (this.#numberRow ??= this.#row('number'));
    const bytes = this.#layout.heapNumber;
    const seen = (this.#numbers ??= new SafeSet());
    row.count++;
    row.bytes += bytes;
    row.max += bytes;
    // Two slots may share one box, and NaN and the infinities are V8's own.
    if (seen.size < 1_000_000 && !seen.has(value) && value - value === 0) {
      seen.add(value);
      row.min += bytes;
    }
    this.#soFar += bytes;
  }

  bigint(value: bigint): void {
    const row = this.#row('bigint');
    const bytes = bigintBytes(this.#layout, value);
    const seen = (this.#bigints ??= new SafeSet());
    row.count++;
    // Two slots may share one; V8 does not make equal ones the same.
    row.between(seen.has(value) ? 0 : bytes, bytes, bytes);
    seen.add(value);
    this.#soFar += bytes;
  }

  symbol(value: symbol): void {
    const seen = (this.#symbols ??= new SafeSet());
    if (seen.has(value) || isRealmSymbol(value)) return;
    seen.add(value);
    const row = this.#row('symbol');
    row.count++;
    row.exact(this.#layout.symbol);
    const description = js.symbolDescription(value);
    if (description !== undefined && description.length > 0) this.string(description, false);
  }

  hidden(kind: HiddenKind, typeName: string): void {
    let row = this.hiddenRows.get(kind);
    if (row === undefined) this.hiddenRows.set(kind, (row = { count: 0, types: new SafeSet() }));
    row.count++;
    if (row.types.size < MAX_HIDDEN_TYPES) row.types.add(typeName);
  }

  object(value: object, kind: Kind, info: ClassInfo, facts: ObjectFacts): void {
    const layout = this.#layout;
    const row = isOfItsClass(kind, info) ? this.#rowOf(info) : this.#row(typeNameOf(kind, info));
    row.count++;
    this.lastType = row.type;
    if (kind === Kind.ordinary) {
      const shape = this.shapes.shapeOf(info, facts);
      shape.count++;
      shape.doubles += facts.doubles;
      if (facts.accessors > 0) shape.accessors += facts.accessors;
      if (facts.byCode || facts.arrays > 0) shape.meet(facts);
      if (facts.doubles > 0 || (facts.smis > 0 && (shape.hasNumbers || shape.count === 1))) shape.follow(facts);
      this.#soFar += layout.objectHeader + shape.size * layout.taggedSize + facts.doubles * layout.heapNumber;
      if (facts.indices > 0) {
        addIndexedElements(layout, facts, row);
        this.#boxes(facts.elementDoubles, facts.elementDoubles);
      }
      return;
    }
    if (facts.doubles > 0) this.#boxes(facts.doubles, facts.doubles);
    const before = row.bytes;
    row.exact(baseSize(layout, kind, info, facts));
    if (kind === Kind.array) {
      addArrayElements(layout, facts, this.#literals.meets(facts), row);
      // Numbers that once stood beside something else, or went through optimised code that did not know them, are boxed.
      if (isDoubleArray(facts)) row.max += this.#options.deep ? facts.length * layout.heapNumber : 0;
      else this.#boxes(facts.elementDoubles, 0);
    } else {
      addParts(layout, value, kind, info, facts, row);
      if (kind === Kind.arguments) this.#boxes(facts.elementDoubles, facts.elementDoubles);
      const external = externalBytesOf(value, kind);
      if (external > 0) {
        row.external += external;
        // Node and WebAssembly mark some of their buffers with a property that JavaScript does not see.
        if (external >= BUFFER_PAGE && external % BUFFER_PAGE <= 64) row.max += propertyArrayBytes(layout, 1);
        this.#soFar += external;
      }
      if (kind === Kind.typedArray && this.#options.deep) this.#ownBuffer(value);
    }
    if (facts.names.length > 0 || facts.symbols.length > 0 || info.expectedProperties > 0) addOwnProperties(layout, kind, info, facts, row);
    if (facts.accessors > 0) row.exact(facts.accessors * layout.accessorPair);
    this.#soFar += row.bytes - before;
  }

  /** A typed array with its data on the heap has an ArrayBuffer all the same, which must not be asked for. */
  #ownBuffer(view: object): void {
    const bytes = js.typedArrayByteLength(view);
    if (!isOnHeap(this.#layout, view, bytes)) return;
    const row = this.#row('ArrayBuffer');
    const size = kindSize(this.#layout, 'arrayBuffer');
    row.count++;
    // It may view a larger buffer that was counted already.
    row.between(row.external > 0 ? 0 : size, size, size);
  }

  /** Numbers in boxes of their own. */
  #boxes(count: number, sure: number): void {
    if (count === 0 || !this.#options.deep) return;
    const row = (this.#numberRow ??= this.#row('number'));
    const bytes = this.#layout.heapNumber;
    row.count += count;
    row.between(sure * bytes, count * bytes, count * bytes);
    this.#soFar += count * bytes;
  }

  #rowOf(info: ClassInfo): Row {
    if (info.epoch === this.#epoch) return this.#rowsBySlot[info.slot];
    const row = this.#row(info.name);
    info.epoch = this.#epoch;
    info.slot = this.#slots++;
    this.#rowsBySlot[info.slot] = row;
    return row;
  }

  #row(type: string): Row {
    let row = this.rows.get(type);
    if (row === undefined) this.rows.set(type, (row = new Row(type)));
    return row;
  }

  /**
   * Everything so far by type, with what only all siblings together tell. Changes nothing, so it can be asked again.
   * Strings of which equal ones count once are counted `onceFactor` times.
   */
  totals(onceFactor = 1): Map<string, Row> {
    const totals = new SafeMap<string, Row>();
    this.rows.forEach((from, type) => {
      const row = new Row(type);
      row.add(from);
      row.count = from.count;
      row.external = from.external;
      totals.set(type, row);
    });
    return this.#complete(totals, onceFactor);
  }

  /** The same for the last time: nothing may be weighed between this and {@link end}. */
  lastTotals(): Map<string, Row> {
    return this.#complete(this.rows, 1);
  }

  #complete(totals: Map<string, Row>, onceFactor: number): Map<string, Row> {
    const layout = this.#layout;
    const rowOf = (type: string): Row => {
      let row = totals.get(type);
      if (row === undefined) totals.set(type, (row = new Row(type)));
      return row;
    };
    const strings = this.strings.total(onceFactor);
    if (strings.max > 0) {
      const row = rowOf('string');
      row.count += strings.count;
      row.add(strings);
    }
    this.shapes.classes.forEach((shapes) => {
      shapes.siblings = undefined;
      const row = rowOf(shapes.info.name);
      for (let i = 0; i < shapes.shapes.length; i++) {
        const shape = shapes.shapes[i];
        const extent = shapeExtent(layout, shapes, shape, layout.objectHeader);
        row.add(extent, shape.count);
        shape.bytes = extent.bytes;
        if (shape.arrays !== undefined && addsToArrays(shapes, shape)) {
          // Spare capacity of arrays: the interval holds it already.
          const arrays = rowOf('Array');
          shape.spare = min(shape.arrays.spareBytes(layout), arrays.max - arrays.bytes);
          arrays.bytes += shape.spare;
        }
        const numbers = shape.doubles + shape.boxes;
        if (this.#options.deep && numbers + shape.possibleBoxes > 0) {
          const boxes = rowOf('number');
          boxes.count += numbers;
          boxes.between(shape.doubles * layout.heapNumber, numbers * layout.heapNumber, (numbers + shape.possibleBoxes) * layout.heapNumber);
        }
      }
    });
    return totals;
  }

  /** The best figure for everything so far, on the heap and off it. */
  bytes(): number {
    let bytes = 0;
    this.totals().forEach((row) => {
      bytes += row.bytes + row.external;
    });
    return bytes;
  }

  /** Bytes found so far, by a lower estimate that costs nothing to ask for. */
  get soFar(): number {
    return this.#soFar;
  }

  /** Forgets which strings, numbers and symbols were met, and keeps the sums. */
  forget(): void {
    this.strings.forget();
    this.#literals.clear();
    this.#numbers = this.#bigints = this.#symbols = undefined;
  }
}

/** True if the code behind a shape adds to the arrays it holds: one class has one style. */
function addsToArrays(shapes: ClassShapes, shape: Shape): boolean {
  return shapes.info.isRecord ? shape.byCode && shape.arrays!.hasGrown : siblingsOf(shapes).addToArrays;
}
