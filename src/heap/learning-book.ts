/** The places and shapes that a walk meets while a calibration is made. */
import type { PlaceBook } from '../calibration/place-tracker.ts';
import type { ClassData, PlaceData } from '../calibration/data.ts';
import { Step } from '../inspect/references.ts';
import type { Shape } from '../inspect/shape.ts';
import { newShape, ObjectsSeen, placeData, PlaceSeen, slotData } from './learned-sums.ts';
import type { ShapeSeen } from './learned-sums.ts';

/** Places inside places inside places: beyond this depth nothing is learned. */
const DEEPEST = 4;

/** The most shapes that are learned of one class: objects that are used as dictionaries have one each. */
const MAX_SHAPES = 1000;

/** One class. */
interface ClassSeen {
  readonly objects: ObjectsSeen;
  readonly shapes: Map<string, ShapeSeen>;
  /** Places of what is under symbols and in private fields, by name. */
  readonly slots: Map<string, number>;
}

/** Numbers places and shapes in the order in which they are met. */
export class LearningBook implements PlaceBook {
  readonly places: PlaceSeen[] = [new PlaceSeen(), new PlaceSeen()];
  readonly #depths: number[] = [0, 0];
  readonly #classes = new Map<string, ClassSeen>();

  #add(depth: number, mirror: number): number {
    const number = this.places.length;
    const place = new PlaceSeen();
    place.mirror = mirror;
    this.places.push(place);
    this.#depths.push(depth);
    return number;
  }

  inside(place: number, step: Step): number {
    return this.#child(place, step === Step.element ? 0 : step === Step.mapKey ? 1 : 2);
  }

  #child(place: number, at: number): number {
    const depth = this.#depths[place] + 1;
    if (place === 0 || depth > DEEPEST) return 0;
    const { inside, mirror } = this.places[place];
    return (inside[at] ||= this.#add(depth, mirror === 0 ? 0 : this.#child(mirror, at)));
  }

  slotOf(place: number, name: string, className: string | undefined): number {
    const depth = this.#depths[place] + 1;
    if (place === 0 || depth > DEEPEST) return className === undefined ? 0 : this.#slotOfClass(className, name);
    const { slots, mirror } = this.places[place];
    let slot = slots.get(name);
    if (slot === undefined) slots.set(name, (slot = this.#add(depth, this.slotOf(mirror, name, className))));
    return slot;
  }

  #slotOfClass(className: string, name: string): number {
    const { slots } = this.classOf(className);
    let slot = slots.get(name);
    if (slot === undefined) slots.set(name, (slot = this.#add(0, 0)));
    return slot;
  }

  fieldsOf(shape: Shape, owner: number): Uint32Array {
    return this.shapeOf(shape, owner)?.places ?? new Uint32Array(shape.names.length - shape.from);
  }

  /** A place and those that mirror it. */
  at(place: number): PlaceSeen[] {
    let seen = this.places[place];
    const all = [seen];
    while (seen.mirror !== 0) all.push((seen = this.places[seen.mirror]));
    return all;
  }

  /** The objects of a class. */
  classOf(name: string): ClassSeen {
    let seen = this.#classes.get(name);
    if (seen === undefined)
      this.#classes.set(name, (seen = { objects: new ObjectsSeen(), shapes: new Map(), slots: new Map() }));
    return seen;
  }

  /** The objects of a shape; undefined for one shape too many. */
  shapeOf({ info, names: all, from, symbols }: Shape, owner: number): ShapeSeen | undefined {
    const { shapes } = this.classOf(info.name);
    const names = all.slice(from);
    const key = JSON.stringify([names, symbols]);
    let shape = shapes.get(key);
    if (shape !== undefined || shapes.size >= MAX_SHAPES) return shape;
    const mirror = this.#child(owner, 3);
    const places = Uint32Array.from(names, () => this.#add(0, mirror));
    shape = newShape(names, symbols, places);
    shapes.set(key, shape);
    return shape;
  }

  /** All classes. */
  classes(): ClassData[] {
    return [...this.#classes]
      .filter(([, { objects }]) => objects.sums.count > 0)
      .map(([name, { objects, shapes, slots }]) => ({
        name,
        objects: objects.sums,
        slots: slotData(this.places, slots),
        shapes: [...shapes.values()]
          .filter(({ count }) => count > 0)
          .map(({ places, ...sums }) => ({ ...sums, fields: Array.from(places, (at) => placeData(this.places, at)) })),
      }));
  }

  /** The place of the values themselves. */
  root(): PlaceData {
    return placeData(this.places, 1) ?? {};
  }
}
