/** Groups the objects of a walked value by place, as the rules need them. */
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

/** An object with more keys is treated as a dictionary, whose values share one place. */
const MAX_KEYS = 64;

/** The maximum number of places (steps and classes) below one place; further ones are ignored. */
const MAX_BELOW = 256;

/** The maximum depth of a place; the same step in objects of the same class leads to the first such place. */
const MAX_DEPTH = 64;

/**
 * Receives a string: the bytes of the string alone, the place that holds it, the step to it from there, and its node.
 */
export type StringListener = (value: string, bytes: number, place: Place, step: number, node: number) => void;

/** The grouped objects and strings of a value. */
export interface Survey {
  /** All places, in breadth-first order. */
  readonly places: readonly Place[];
  /** Calls the listener for every string of the value; equal strings that V8 stores separately are reported each. */
  readonly eachString: (listen: StringListener) => void;
  /** The formatted step from the place of a node to the node. */
  readonly stepOf: (node: number) => string;
}

/** A place while it is being filled. */
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
  /** True if an object here has more than {@link MAX_KEYS} keys. */
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

/** Groups the objects of an outline by place. */
export function surveyOf(outline: Outline, name: string): Survey {
  const { parent, edge, order, reached } = firstWaysFrom(outline, outline.root);
  const { objectCount, firstEdge, edgeTo, edgeStep, edgeKey, bytes } = outline;
  const holders = new Uint32Array(outline.nodeCount);
  // Not `edgeTo.length`, because that getter can be patched.
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
    eachString(listen) {
      for (let i = 0; i < reached; i++) {
        const node = order[i];
        if (node < objectCount || parent[node] === NONE) continue;
        const value = outline.valueOf(node);
        const place = typeof value === 'string' ? placeOf[parent[node]] : undefined;
        if (place !== undefined) listen(value as string, bytes[node], place, labelOf(place, edge[node]), node);
      }
    },
    stepOf(node) {
      const place = placeOf[parent[node]];
      return place === undefined ? '' : textOf(parent[node], edge[node], labelOf(place, edge[node]));
    },
  };
}

/** More than the number of kinds of steps. */
const STEPS = 16;

const seen: { kind: Kind; info: ClassInfo } = { kind: Kind.ordinary, info: nullPrototypeInfo };

/**
 * The kind and class of an object, in one reused object; undefined for Proxies, which are not examined. `type` is the
 * type that the walk gave it: the name of the class, unless the object is of another kind than its prototype suggests.
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
  else seen.kind = hasBrand(info.kind) && isOfKind(object, info.kind) ? info.kind : kindOf(object);
  return seen;
}

/** True for kinds that a brand check detects; the others were checked before. */
function hasBrand(kind: Kind): boolean {
  return kind !== Kind.array && kind !== Kind.typedArray && kind !== Kind.dataView && kind !== Kind.function;
}

/** The place that a step leads to: an existing one below, or an ancestor reached by the same step and class. */
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
    // An array in an array is not a recursive structure yet.
    if (
      label >= 0 ||
      (place.parent.label === above.label && place.parent.info === above.info && place.parent.kind === above.kind)
    )
      return place;
  }
  return undefined;
}
