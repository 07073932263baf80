/**
 * The parts of a place: references of its objects, grouped by how they are formatted, and folded where there are many.
 */
import { max } from '../platform/math.ts';
import { Step } from '../inspect/references.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import { Column, words } from './column.ts';
import type { Outline } from './graph.ts';
import { formatFoldedStep } from './path-text.ts';

/** Parts, and to which of them each reference belongs. */
export interface PartList {
  readonly count: number;
  /** The part of each edge of the place's members, in their order. */
  readonly at: Uint32Array;
  /**
   * By part: its first edge, the owner of that edge, the number of references, and 1 if it is formatted with an
   * asterisk.
   */
  readonly edge: Column<Uint32Array>;
  readonly owner: Column<Uint32Array>;
  readonly slots: Column<Uint32Array>;
  readonly folded: Column<Uint32Array>;
}

/** An object with more properties than this is a dictionary, whose entries are folded. */
const MAX_FIELDS = 64;

/** Heavy elements that are listed apart from the others. */
const MAX_HEAVY = 3;

/** An element is heavy if it retains this fraction of its place, and this many times the average of the others. */
const HEAVY_SHARE = 0.1;
const HEAVY_TIMES = 4;

const STEPS = 8;

function emptyList(
  at: Uint32Array,
  room: number,
): {
  count: number;
  at: Uint32Array;
  edge: Column<Uint32Array>;
  owner: Column<Uint32Array>;
  slots: Column<Uint32Array>;
  folded: Column<Uint32Array>;
} {
  return {
    count: 0,
    at,
    edge: new Column(words, room),
    owner: new Column(words, room),
    slots: new Column(words, room),
    folded: new Column(words, room),
  };
}

/** The part of each step and key; all 0 between calls. */
export function partTable({ keys }: Outline): Uint32Array {
  return new Uint32Array(STEPS * (keys.length + 1));
}

/**
 * For one object every reference is a part; for many, those of one key, and all elements or entries together. `table`
 * is a {@link partTable}.
 */
export function partsOf(
  outline: Outline,
  members: Column<Uint32Array>,
  isSingle: boolean,
  table: Uint32Array,
): PartList {
  const { firstEdge, edgeStep, edgeKey, keys } = outline;
  const stride = keys.length + 1;
  const used = new Column(words);
  let edges = 0;
  for (let i = 0; i < members.length; i++) edges += firstEdge[members.values[i] + 1] - firstEdge[members.values[i]];
  const list = emptyList(new Uint32Array(edges), isSingle ? edges : 0);
  let ordinal = 0;
  for (let i = 0; i < members.length; i++) {
    const member = members.values[i];
    for (let e = firstEdge[member]; e < firstEdge[member + 1]; e++) {
      const step = edgeStep[e];
      const isListed =
        step === Step.element || step === Step.mapKey || step === Step.mapValue || step === Step.setMember;
      let part = list.count;
      const at = step * stride + (isListed ? 0 : edgeKey[e] + 1);
      if (!isSingle && table[at] > 0) {
        part = table[at] - 1;
      } else {
        list.count++;
        if (!isSingle) {
          table[at] = list.count;
          used.push(at);
        }
        list.edge.push(e);
        list.owner.push(member);
        list.slots.push(0);
        list.folded.push(!isSingle && isListed ? 1 : 0);
      }
      list.slots.values[part]++;
      list.at[ordinal++] = part;
    }
  }
  for (let i = 0; i < used.length; i++) table[used.values[i]] = 0;
  return list;
}

/** A list of merged parts, and which part each of the old ones became. */
export interface FoldedList {
  readonly list: PartList;
  readonly into: Uint32Array;
}

/**
 * Merges parts: part p becomes part `into[p]` of `count`; `folded` marks the new ones that are formatted with an
 * asterisk.
 */
export function merged(
  list: PartList,
  into: Uint32Array,
  count: number,
  isFolded: (part: number) => boolean,
): PartList {
  const result = emptyList(list.at, count);
  result.count = count;
  for (let part = 0; part < count; part++) {
    result.edge.push(0);
    result.owner.push(0);
    result.slots.push(0);
    result.folded.push(isFolded(part) ? 1 : 0);
  }
  for (let part = list.count - 1; part >= 0; part--) {
    const to = into[part];
    result.edge.values[to] = list.edge.values[part];
    result.owner.values[to] = list.owner.values[part];
    result.slots.values[to] += list.slots.values[part];
    if (list.folded.values[part] === 1) result.folded.values[to] = 1;
  }
  for (let i = 0, n = edgesOf(list); i < n; i++) result.at[i] = into[list.at[i]];
  return result;
}

/** How many references a list has. */
export function edgesOf(list: PartList): number {
  let edges = 0;
  for (let part = 0; part < list.count; part++) edges += list.slots.values[part];
  return edges;
}

/**
 * Folds long runs of elements, entries and a dictionary's properties; undefined if there is nothing to fold. An element
 * that retains much more than the others stays separate.
 */
export function foldedParts(
  outline: Outline,
  list: PartList,
  retained: Float64Array,
  members: number,
  ofPlace: number,
  atLeast: number,
  longest: number,
): FoldedList | undefined {
  const stepOf = (part: number): number => outline.edgeStep[list.edge.values[part]];
  const counts = new Uint32Array(STEPS);
  const references = new Float64Array(STEPS);
  const sums = new Float64Array(STEPS);
  for (let part = 0; part < list.count; part++) {
    counts[stepOf(part)]++;
    references[stepOf(part)] += list.slots.values[part];
    sums[stepOf(part)] += retained[part];
  }
  const isLong = (step: number): boolean => {
    // Many objects that have few keys in common are dictionaries too; for a single object only the number of its keys
    // decides.
    if (step === Step.property)
      return (
        counts[step] > MAX_FIELDS || (members > 1 && counts[step] > longest && references[step] < 2 * counts[step])
      );
    return (
      (step === Step.element || step === Step.mapKey || step === Step.mapValue || step === Step.setMember) &&
      counts[step] > longest
    );
  };
  let folds = false;
  for (let step = 0; step < STEPS; step++) if (isLong(step)) folds = true;
  if (!folds) return undefined;
  const into = new Uint32Array(list.count);
  const folded = nullPrototypeList<boolean>();
  for (let step = 0; step < STEPS; step++) {
    if (counts[step] === 0) continue;
    const least = isLong(step)
      ? leastOfHeavy(list, retained, stepOf, step, max(atLeast, HEAVY_SHARE * ofPlace), sums[step], counts[step])
      : 0;
    let together = -1;
    for (let part = 0; part < list.count; part++) {
      if (stepOf(part) !== step) continue;
      if (isLong(step) && retained[part] < least) {
        if (together < 0) {
          together = folded.length;
          folded[together] = true;
        }
        into[part] = together;
      } else {
        into[part] = folded.length;
        folded[folded.length] = false;
      }
    }
  }
  return { list: merged(list, into, folded.length, (part) => folded[part]), into };
}

/** What a part of a long run must retain to be listed separately; at most {@link MAX_HEAVY} do. */
function leastOfHeavy(
  list: PartList,
  retained: Float64Array,
  stepOf: (part: number) => number,
  step: number,
  atLeast: number,
  sum: number,
  count: number,
): number {
  const heaviest = new Float64Array(MAX_HEAVY + 1);
  for (let part = 0; part < list.count; part++) {
    if (stepOf(part) !== step) continue;
    // Insertion sort: there are four of them.
    for (let i = 0, bytes = retained[part]; i <= MAX_HEAVY; i++) {
      if (bytes <= heaviest[i]) continue;
      const smaller = heaviest[i];
      heaviest[i] = bytes;
      bytes = smaller;
    }
  }
  let rest = sum;
  let left = count;
  let least = Infinity;
  for (let i = 0; i < MAX_HEAVY; i++) {
    const bytes = heaviest[i];
    rest -= bytes;
    left--;
    // One more that is as heavy would be among the others: then none of them is exceptional.
    if (bytes < atLeast || bytes === heaviest[i + 1] || left === 0 || bytes < (HEAVY_TIMES * rest) / left) break;
    least = bytes;
  }
  return least;
}

/** How a part is formatted. */
export function stepOfPart(outline: Outline, list: PartList, part: number): string {
  const edge = list.edge.values[part];
  return list.folded.values[part] === 1
    ? formatFoldedStep(outline.edgeStep[edge] as Step)
    : outline.stepOf(list.owner.values[part], edge);
}
