/**
 * A calibration prepared for walks: its places numbered, its shapes found by their names. What a walk adds up at a
 * place is stored with it, so one walk at a time uses it.
 */
import { Step } from '../inspect/references.ts';
import { hashOfNames } from '../inspect/shape.ts';
import type { Shape } from '../inspect/shape.ts';
import type { Layout } from '../layout/layout.ts';
import { SLACK_TRACKING_INSTANCES } from '../layout/properties.ts';
import { nullPrototypeList, SafeMap } from '../platform/safe-collections.ts';
import type { TypeTotal } from '../weigh/size-estimate.ts';
import type { CalibrationData, ClassData, PlaceData, SlotData, TypeData } from './data.ts';
import { LearnedShape, StoreRule } from './learned-objects.ts';
import { PlaceArrays } from './learned-arrays.ts';
import { partOfParents, PlaceStrings } from './learned-strings.ts';
import { addPlaces } from './merge-data.ts';
import { NO_PLACE } from './place-tracker.ts';
import type { PlaceBook } from './place-tracker.ts';

/** Strings of up to this many characters are shared by JSON.parse. */
export const LONGEST_SHORT = 10;

/** What was learned of one place. */
export class Place {
  readonly short: PlaceStrings | undefined;
  readonly long: PlaceStrings | undefined;
  readonly arrays: PlaceArrays | undefined;
  /** Of the arrays there, the named properties. */
  readonly arrayNames: StoreRule | undefined;
  readonly objects: StoreRule | undefined;
  readonly #types: readonly TypeData[] | undefined;
  elements = NO_PLACE;
  keys = NO_PLACE;
  values = NO_PLACE;
  fields = NO_PLACE;
  slots: Map<string, number> | undefined = undefined;

  constructor(data: PlaceData, taggedSize: number) {
    const { short, long, arrays, arrayNames, objects } = data;
    const parents = partOfParents(data);
    this.short = short && new PlaceStrings(short, taggedSize, false, parents);
    this.long = long && new PlaceStrings(long, taggedSize, true, parents);
    this.arrays = arrays && new PlaceArrays(arrays);
    this.arrayNames = arrayNames && new StoreRule(arrayNames);
    this.objects = objects && new StoreRule(objects);
    this.#types = data.types;
  }

  /** What was learned of the objects of a built-in type here, if it is not the same everywhere. */
  typeOf(type: string): TypeData | undefined {
    const types = this.#types;
    if (types !== undefined) for (let i = 0; i < types.length; i++) if (types[i].type === type) return types[i];
    return undefined;
  }
}

/** What was learned of one class. */
class LearnedClass {
  readonly data: ClassData;
  readonly objects: StoreRule;
  readonly shapes = new SafeMap<number, LearnedShape[]>();
  /** The places of what its objects hold under symbols and in private fields, by name. */
  readonly slots: Map<string, number> = new SafeMap();
  /** The places of its fields in all shapes together, by name; made when a shape is met that was never seen. */
  fields: Map<string, number> | undefined = undefined;

  constructor(data: ClassData) {
    this.data = data;
    this.objects = new StoreRule(data.objects);
  }
}

/** The places and shapes of one calibration. */
export class LearnedBook implements PlaceBook {
  readonly places: Place[] = nullPrototypeList();
  readonly types = new SafeMap<string, TypeData>();
  readonly #layout: Layout;
  readonly #byName = new SafeMap<string, ClassData>();
  readonly #classes = new SafeMap<string, LearnedClass>();
  /** Strings that the walk has met. */
  readonly #used: PlaceStrings[] = nullPrototypeList();
  #lastShape: Shape | undefined = undefined;
  #lastFound: LearnedShape | undefined = undefined;

  constructor(data: CalibrationData, layout: Layout) {
    this.#layout = layout;
    this.#add({});
    this.#add(data.root);
    for (let i = 0; i < data.classes.length; i++) this.#byName.set(data.classes[i].name, data.classes[i]);
    for (let i = 0; i < data.types.length; i++) this.types.set(data.types[i].type, data.types[i]);
  }

  #add(data: PlaceData | null | undefined): number {
    if (data === undefined || data === null) return NO_PLACE;
    const number = this.places.length;
    const place = new Place(data, this.#layout.taggedSize);
    this.places[number] = place;
    place.elements = this.#add(data.elements);
    place.keys = this.#add(data.keys);
    place.values = this.#add(data.values);
    place.fields = this.#add(data.fields);
    if (data.slots !== undefined) this.#addSlots(data.slots, (place.slots = new SafeMap<string, number>()));
    return number;
  }

  #addSlots(slots: readonly SlotData[], to: Map<string, number>): void {
    for (let i = 0; i < slots.length; i++) to.set(slots[i][0], this.#add(slots[i][1]));
  }

  slotOf(place: number, name: string, className: string | undefined): number {
    const slot = this.places[place].slots?.get(name);
    if (slot !== undefined || className === undefined) return slot ?? NO_PLACE;
    return this.#classOf(className)?.slots.get(name) ?? NO_PLACE;
  }

  inside(place: number, step: Step): number {
    const { elements, keys, values } = this.places[place];
    return step === Step.element ? elements : step === Step.mapKey ? keys : values;
  }

  fieldsOf(shape: Shape, owner: number): Uint32Array {
    const known = this.shapeOf(shape);
    if (known !== undefined) return known.places;
    const places = new Uint32Array(shape.names.length - shape.from);
    const ofClass = this.#classOf(shape.info.name);
    const byName = ofClass && (ofClass.fields ??= this.#allFields(ofClass.data));
    const others = this.places[owner].fields;
    for (let i = 0; i < places.length; i++) places[i] = byName?.get(shape.names[shape.from + i]) ?? others;
    return places;
  }

  /** What was learned of a shape. */
  shapeOf(shape: Shape): LearnedShape | undefined {
    if (shape === this.#lastShape) return this.#lastFound;
    this.#lastShape = shape;
    return (this.#lastFound = this.#find(shape));
  }

  #find({ info, names, from, symbols }: Shape): LearnedShape | undefined {
    const shapes = this.#classOf(info.name)?.shapes.get(hashOfNames(names, from, symbols));
    if (shapes === undefined) return undefined;
    for (let i = 0; i < shapes.length; i++) {
      const known = shapes[i];
      const count = names.length - from;
      if (known.names.length !== count || known.symbols !== symbols) continue;
      let at = 0;
      while (at < count && known.names[at] === names[from + at]) at++;
      if (at === count) return known;
    }
    return undefined;
  }

  /** How the objects of a class store their properties. */
  storeOf(className: string): StoreRule | undefined {
    return this.#classOf(className)?.objects;
  }

  #classOf(name: string): LearnedClass | undefined {
    const known = this.#classes.get(name);
    if (known !== undefined) return known;
    const data = this.#byName.get(name);
    if (data === undefined) return undefined;
    const made = new LearnedClass(data);
    const hasSlack = data.objects.count < SLACK_TRACKING_INSTANCES;
    this.#classes.set(name, made);
    if (data.slots !== undefined) this.#addSlots(data.slots, made.slots);
    for (let i = 0; i < data.shapes.length; i++) {
      const shape = data.shapes[i];
      const { names, fields } = shape;
      const places = new Uint32Array(names.length);
      for (let k = 0; k < names.length; k++) places[k] = this.#add(fields[k]);
      const hash = hashOfNames(names, 0, shape.symbols);
      const same = made.shapes.get(hash);
      const learned = new LearnedShape(shape, places, hasSlack);
      if (same !== undefined) {
        same[same.length] = learned;
        continue;
      }
      const first = nullPrototypeList<LearnedShape>();
      first[0] = learned;
      made.shapes.set(hash, first);
    }
    return made;
  }

  #allFields({ shapes }: ClassData): Map<string, number> {
    const sums = new SafeMap<string, PlaceData>();
    for (let i = 0; i < shapes.length; i++) {
      const { names, fields } = shapes[i];
      for (let k = 0; k < fields.length; k++) {
        const data = fields[k];
        if (data !== null) sums.set(names[k], addPlaces(sums.get(names[k]), data));
      }
    }
    const places = new SafeMap<string, number>();
    sums.forEach((data, name) => places.set(name, this.#add(data)));
    return places;
  }

  /** What was learned of strings of this length at a place. */
  stringsAt(place: number, length: number): PlaceStrings | undefined {
    const { short, long } = this.places[place];
    const strings = length > LONGEST_SHORT ? long : short;
    if (strings !== undefined && !strings.isUsed) {
      strings.isUsed = true;
      this.#used[this.#used.length] = strings;
    }
    return strings;
  }

  /** Adds the strings of the walk to a row; returns their bytes. */
  addStrings(row: TypeTotal): number {
    let bytes = 0;
    for (let i = 0; i < this.#used.length; i++) bytes += this.#used[i].addTo(row);
    return bytes;
  }

  /** Forgets the walk. */
  clear(): void {
    this.#lastShape = this.#lastFound = undefined;
    for (let i = 0; i < this.#used.length; i++) this.#used[i].clear();
    this.#used.length = 0;
  }
}
