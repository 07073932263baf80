/** Builds the outline of a value from the recorded walk. */
import { round } from '../platform/math.ts';
import { nullPrototypeList } from '../platform/safe-collections.ts';
import type { Column } from './column.ts';
import { NONE, nodeOf } from './edge-list.ts';
import type { NodeNumbers, SortedEdges } from './edge-list.ts';
import { Outline } from './graph.ts';
import type { Recorder } from './recorder.ts';

/** A recorded walk as a graph. */
export interface RecordedGraph extends SortedEdges {
  readonly nodeCount: number;
  /** Nodes below this are objects. */
  readonly objectCount: number;
  readonly bytes: Float64Array;
  readonly types: Uint32Array;
  readonly objects: readonly object[];
  readonly leafValues: readonly unknown[];
  /** The node of each root; {@link NONE} for those without a size. */
  readonly roots: Uint32Array;
}

/** The outline of a value, after its walk has ended and its weigher has computed the totals. */
export function toOutline(recorder: Recorder, value: unknown, totalBytes: number): Outline {
  const { roots } = recorder;
  const { keys, typeNames } = recorder;
  if (roots.length === 0) roots.push(recorder.weightless(value === null ? 'null' : typeof value, value));
  const graph = toGraph(recorder);
  return new Outline({ ...graph, root: graph.roots[0], totalBytes, typeNames, keys });
}

/** Sorts the recorded data. Call it once. */
export function toGraph(recorder: Recorder): RecordedGraph {
  const { edges, roots, leafValues, visits } = recorder;
  recorder.addDescriptions();
  recorder.shares.giveOut(recorder.bytes.values, visits.values, recorder.types.values);
  const isWhole = visits.length === recorder.objects.length;
  const isUnended = isWhole ? undefined : markUnended(recorder);
  const ofObjects = isWhole ? undefined : nodesOf(recorder);
  const objects = ofObjects === undefined ? recorder.objects : visited(recorder.objects, ofObjects);
  const objectCount = objects.length;
  const firstNumber = objectCount + recorder.leafTypes.length;
  const nodes: NodeNumbers = {
    ofObjects,
    objectCount,
    firstNumber,
    nodeCount: firstNumber + (isUnended === undefined ? recorder.heapNumbers : edges.countHeapNumbers(isUnended)),
    isUnended,
  };
  const sorted = edges.sort(nodes);
  edges.clear();
  const rootNodes = new Uint32Array(roots.length);
  for (let i = 0; i < roots.length; i++) rootNodes[i] = nodeOf(nodes, roots.values[i]);
  const bytes = new Float64Array(nodes.nodeCount);
  const types = new Uint32Array(nodes.nodeCount);
  fillObjects(recorder, nodes, bytes, types);
  fillOthers(recorder, nodes, bytes, types);
  const { lateArrays, lateStrings } = recorder.weigher;
  const graph = { ...sorted, nodeCount: nodes.nodeCount, objectCount, bytes, types, objects, leafValues };
  if (lateArrays !== 0 || lateStrings !== 0) {
    const order = nodesInOrder(visits, nodes);
    if (lateArrays !== 0) spread(lateArrays, graph, order, recorder.typeNumber('Array'));
    if (lateStrings !== 0) spread(lateStrings, graph, order, recorder.typeNumber('string'));
  }
  return { ...graph, roots: rootNodes };
}

// Loops have functions of their own: V8 optimises one while it runs, and then knows nothing of what comes after it.

function fillObjects(recorder: Recorder, nodes: NodeNumbers, bytes: Float64Array, types: Uint32Array): void {
  const { ofObjects } = nodes;
  const met = recorder.objects.length;
  const fromBytes = recorder.bytes.values;
  const fromTypes = recorder.types.values;
  for (let number = 0; number < met; number++) {
    const node = ofObjects === undefined ? number : ofObjects[number];
    if (node === NONE) continue;
    bytes[node] = fromBytes[number];
    types[node] = fromTypes[number];
  }
}

function fillOthers(recorder: Recorder, nodes: NodeNumbers, bytes: Float64Array, types: Uint32Array): void {
  const { objectCount, firstNumber, nodeCount } = nodes;
  const { leafTypeNames } = recorder;
  const typeOf = nullPrototypeList<number>();
  for (let i = 0; i < leafTypeNames.length; i++) typeOf[i] = recorder.typeNumber(leafTypeNames[i]);
  const leafBytes = recorder.leafBytes.values;
  const leafTypes = recorder.leafTypes.values;
  for (let node = objectCount; node < firstNumber; node++) {
    bytes[node] = leafBytes[node - objectCount];
    types[node] = typeOf[leafTypes[node - objectCount]];
  }
  const { heapNumber } = recorder.layout;
  const numberType = recorder.typeNumber('number');
  for (let node = firstNumber; node < nodeCount; node++) {
    bytes[node] = heapNumber;
    types[node] = numberType;
  }
}

/** All nodes, objects in the order of visits. */
function nodesInOrder(visits: Column<Uint32Array>, nodes: NodeNumbers): Uint32Array {
  const { objectCount, nodeCount } = nodes;
  const order = new Uint32Array(visits.length + nodeCount - objectCount);
  for (let i = 0; i < visits.length; i++) order[i] = nodeOf(nodes, visits.values[i]);
  for (let i = objectCount; i < nodeCount; i++) order[visits.length + i - objectCount] = i;
  return order;
}

/** Distributes bytes that are known of all nodes of a type together; rounded so that they add up. */
function spread(
  amount: number,
  { bytes, types }: Pick<RecordedGraph, 'bytes' | 'types'>,
  order: Uint32Array,
  type: number,
): void {
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) if (types[i] === type) sum += bytes[i];
  let before = 0;
  let given = 0;
  for (let i = 0; i < order.length && sum > 0; i++) {
    const node = order[i];
    if (types[node] !== type) continue;
    before += bytes[node];
    const share = round((amount * before) / sum) - given;
    given += share;
    bytes[node] += share;
  }
}

/** By number of an object its node; {@link NONE} for objects that were not visited. */
function nodesOf({ types, objects }: Recorder): Uint32Array {
  const nodes = new Uint32Array(objects.length);
  let count = 0;
  for (let number = 0; number < objects.length; number++)
    nodes[number] = types.values[number] === NONE ? NONE : count++;
  return nodes;
}

/** The objects that have a node. */
function visited(objects: readonly object[], nodes: Uint32Array): object[] {
  const list = nullPrototypeList<object>();
  for (let number = 0; number < objects.length; number++)
    if (nodes[number] !== NONE) list[nodes[number]] = objects[number];
  return list;
}

/**
 * Objects in which a limit ended the walk have nodes without bytes: they are not weighed yet, but much was reached
 * through them. Their heap numbers would have been weighed with them. Returns which objects these are, by number.
 */
function markUnended(recorder: Recorder): Uint8Array {
  const { edges, roots } = recorder;
  const { values } = recorder.types;
  const unended = recorder.typeNumber('object');
  const isUnended = new Uint8Array(recorder.objects.length);
  const mark = (number: number): void => {
    if (number < 0 || values[number] !== NONE) return;
    values[number] = unended;
    isUnended[number] = 1;
  };
  edges.eachOwner(mark);
  for (let i = 0; i < roots.length; i++) mark(roots.values[i]);
  return isUnended;
}
