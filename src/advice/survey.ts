/** A walked value by places: alike objects together, as rules want them. */
import { firstWaysFrom, NONE } from '../paths/graph.ts';
import type { Outline } from '../paths/graph.ts';
import { formatFoldedStep } from '../paths/path-text.ts';
import { nullPrototypeInfo, ClassInfo, classInfoOf } from '../inspect/class-info.ts';
import * as js from '../platform/intrinsics.ts';
import { brands, seesProxies } from '../inspect/brands.ts';
import { isOfKind, Kind, kindOf } from '../inspect/kinds.ts';
import { Step } from '../inspect/references.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import type { Place } from './place.ts';

/** An object with more keys is a dictionary, whose values stand at one place. */
const MAX_KEYS = 64;

/** Different steps and classes that are told apart below one place; what comes after them is not looked at. */
const MAX_BELOW = 256;

/** Steps from the root to a place; the same step in objects of the same class leads back to the first place of it. */
const MAX_DEPTH = 64;

/**
 * Takes a text: the bytes it weighs by itself, the place that holds it, the step that leads to it from there, and its
 * node.
 */
export type TextListener = (text: string, bytes: number, place: Place, step: number, node: number) => void;

/** What is examined. */
export interface Survey {
  /** All places, in the order in which the walk by breadth meets them. */
  readonly places: readonly Place[];
  /** Tells every string of the value that is no other string; equal ones that V8 keeps apart are told each. */
  readonly eachText: (listen: TextListener) => void;
  /** The step that leads to a node from its place, as it is written. */
  readonly stepOf: (node: number) => string;
}

/** A place that is being filled. */
class GrowingPlace implements Place {
  readonly parent: GrowingPlace | undefined;
  readonly depth: number;
  readonly label: number;
  readonly path: string;
  readonly kind: Kind;
  readonly info: ClassInfo;
  readonly objects: object[] = nullPrototypeList();
  readonly holders: number[] = nullPrototypeList();
  readonly bytes: number[] = nullPrototypeList();
  readonly below: GrowingPlace[] = nullPrototypeList();
  /** Some object here has more than {@link MAX_KEYS} keys. */
  isWide = false;

  constructor(parent: GrowingPlace | undefined, label: number, path: string, kind: Kind, info: ClassInfo) {
    this.parent = parent;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.label = label;
    this.path = path;
    this.kind = kind;
    this.info = info;
  }
}

/** Sorts the objects of an outline by their places. */
export function surveyOf(outline: Outline, name: string): Survey {
  const { parent, edge, order, reached } = firstWaysFrom(outline, outline.root);
  const { objectCount, firstEdge, edgeTo, edgeStep, edgeKey, bytes } = outline;
  const holders = new Uint32Array(outline.nodeCount);
  // Not `edgeTo.length`, a getter that can be patched.
  const edges = firstEdge[outline.nodeCount];
  for (let i = 0; i < edges; i++) holders[edgeTo[i]]++;
  const places = nullPrototypeList<GrowingPlace>();
  const placeOf = nullPrototypeList<GrowingPlace | undefined>();
  for (let i = 0; i < objectCount; i++) placeOf[i] = undefined;

  /** The step of an edge as a number: the same for all elements, and for all keys of a dictionary. */
  const labelOf = (place: GrowingPlace, at: number): number => {
    const step = edgeStep[at];
    const isFolded =
      step === Step.element ||
      step === Step.mapKey ||
      step === Step.mapValue ||
      step === Step.setMember ||
      (step === Step.property && place.isWide);
    return isFolded ? step - STEPS : edgeKey[at] * STEPS + step;
  };
  const textOf = (owner: number, at: number, label: number): string =>
    label < 0 ? formatFoldedStep((label + STEPS) as Step) : outline.stepOf(owner, at);

  for (let i = 0; i < reached; i++) {
    const node = order[i];
    if (node >= objectCount) continue;
    const object = outline.valueOf(node) as object;
    const from = parent[node];
    const above = from === NONE ? undefined : placeOf[from];
    if (from !== NONE && above === undefined) continue;
    const label = above === undefined ? 0 : labelOf(above, edge[node]);
    const seen = lookAt(object, outline.typeOf(node));
    if (seen === undefined) continue;
    let place = above === undefined ? undefined : placeBelow(above, label, seen.kind, seen.info);
    if (place === undefined) {
      if (above !== undefined && (above.depth >= MAX_DEPTH || above.below.length >= MAX_BELOW)) continue;
      place = new GrowingPlace(
        above,
        label,
        above === undefined ? name : above.path + textOf(from, edge[node], label),
        seen.kind,
        seen.info,
      );
      places[places.length] = place;
      if (above !== undefined) above.below[above.below.length] = place;
    }
    placeOf[node] = place;
    place.objects[place.objects.length] = object;
    place.holders[place.holders.length] = holders[node] + (node === outline.root ? 1 : 0);
    place.bytes[place.bytes.length] = bytes[node];
    if (!place.isWide && seen.kind === Kind.ordinary && firstEdge[node + 1] - firstEdge[node] > MAX_KEYS)
      place.isWide = true;
  }
  return {
    places,
    eachText(listen) {
      for (let i = 0; i < reached; i++) {
        const node = order[i];
        if (node < objectCount || parent[node] === NONE) continue;
        const text = outline.valueOf(node);
        const place = typeof text === 'string' ? placeOf[parent[node]] : undefined;
        if (place !== undefined) listen(text as string, bytes[node], place, labelOf(place, edge[node]), node);
      }
    },
    stepOf(node) {
      const place = placeOf[parent[node]];
      return place === undefined ? '' : textOf(parent[node], edge[node], labelOf(place, edge[node]));
    },
  };
}

/** More than there are kinds of steps. */
const STEPS = 16;

const seen: { kind: Kind; info: ClassInfo } = { kind: Kind.ordinary, info: nullPrototypeInfo };

/**
 * The kind and class of an object, in one object that is written over; undefined for Proxies, of which nothing is to be
 * known. `type` is what the walk called it: the class's name unless the object is of another kind than its prototype
 * says.
 */
function lookAt(object: object, type: string): { readonly kind: Kind; readonly info: ClassInfo } | undefined {
  if (!seesProxies) {
    try {
      return lookAtPlain(object, type);
    } catch {
      return undefined;
    }
  }
  return brands.isProxy(object) ? undefined : lookAtPlain(object, type);
}

function lookAtPlain(object: object, type: string): { readonly kind: Kind; readonly info: ClassInfo } {
  const info = classInfoOf(object, js.getPrototypeOf(object));
  seen.info = info;
  if (typeof object === 'function') seen.kind = Kind.function;
  else if (js.isArray(object)) seen.kind = Kind.array;
  else if (js.isView(object)) seen.kind = kindOf(object);
  else if (info.kind === Kind.ordinary) seen.kind = type === info.name ? Kind.ordinary : kindOf(object);
  else if (info.kind === Kind.named) seen.kind = Kind.named;
  else seen.kind = isTold(info.kind) && isOfKind(object, info.kind) ? info.kind : kindOf(object);
  return seen;
}

/** Kinds that a brand tells; the others were asked for already. */
function isTold(kind: Kind): boolean {
  return kind !== Kind.array && kind !== Kind.typedArray && kind !== Kind.dataView && kind !== Kind.function;
}

/** The place that a step leads to: one below, or further up where the same step led to the same class before. */
function placeBelow(above: GrowingPlace, label: number, kind: Kind, info: ClassInfo): GrowingPlace | undefined {
  const { below } = above;
  for (let i = 0; i < below.length; i++) {
    const place = below[i];
    if (place.label === label && place.info === info && place.kind === kind) return place;
  }
  for (
    let place: GrowingPlace | undefined = above;
    place !== undefined && place.parent !== undefined;
    place = place.parent
  ) {
    if (place.label !== label || place.info !== info || place.kind !== kind) continue;
    // An array in an array is no repetition yet.
    if (
      label >= 0 ||
      (place.parent.label === above.label && place.parent.info === above.info && place.parent.kind === above.kind)
    )
      return place;
  }
  return undefined;
}
