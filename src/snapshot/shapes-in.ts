/**
 * shapesIn: the hidden classes of each class. Code that reads objects of more than four hidden classes in one place is
 * slow, and each hidden class takes memory: a class should have few.
 */
import { checkSnapshot } from '../heap/check-snapshot.ts';
import { edgeName, internalTarget } from '../heap/names.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, formatTable } from '../report/table.ts';
import { retentionOf } from './retention.ts';

/** Objects of one class with the same hidden class. */
export interface ShapeRow {
  /** Names of properties that refer to something; small integers are not in a snapshot. */
  readonly properties: readonly string[];
  /** How many objects. */
  readonly count: number;
  /** Their shallow bytes, backing stores included. */
  readonly bytes: number;
}

/** The hidden classes of one class. */
export interface ClassShapes {
  /** The class. */
  readonly type: string;
  /** How many objects. */
  readonly count: number;
  /** Their shallow bytes, backing stores included. */
  readonly bytes: number;
  /** How many hidden classes they have. */
  readonly shapes: number;
  /** The hidden classes with most bytes first; at most ten. */
  readonly rows: readonly ShapeRow[];
}

/** The plain data of a snapshot's hidden classes. */
export interface ShapesData {
  /** Classes, most bytes first. */
  readonly byType: readonly ClassShapes[];
}

const MAX_ROWS = 20;
const MAX_SHAPES = 10;

/** Objects of a hidden class that are asked for their properties. */
const ASKED = 8;

/** Hidden classes by class. Printing it gives a table; `JSON.stringify` gives the plain data. */
export class Shapes extends Result<ShapesData> {
  constructor(data: ShapesData) {
    super(data);
  }

  /** One row per class with its heaviest hidden class, without a trailing newline. */
  override toString(): string {
    const { byType } = this;
    const rows = byType
      .slice(0, MAX_ROWS)
      .map(({ type, count, bytes, shapes, rows: [first] }) => [
        shortName(type),
        formatCount(count),
        formatBytes(bytes),
        formatCount(shapes),
        shortName(`${formatCount(first.count)} {${first.properties.join(', ')}}`),
      ]);
    if (byType.length > MAX_ROWS) rows.push([`(${formatCount(byType.length - MAX_ROWS)} more types)`]);
    return formatTable(
      [['type', 'count', 'bytes', 'shapes', 'heaviest'], ...rows],
      ['left', 'right', 'right', 'right', 'left'],
    );
  }
}

/**
 * The hidden classes of a snapshot's objects by class.
 *
 * @example
 * ```ts
 * console.log(String(shapesIn(await openSnapshot('heap.heapsnapshot'))));
 * ```
 */
export function shapesIn(snapshot: HeapSnapshot): Shapes {
  checkSnapshot(snapshot);
  const { nodeCount, nodeType, nodeTypes, selfSize } = snapshot;
  const object = nodeTypes.indexOf('object');
  const classes = nodeClasses(snapshot);
  const { owners } = retentionOf(snapshot);
  const shallow = new Float64Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) shallow[owners[node]] += selfSize[node];
  const byClass = new Map<number, Map<number, { nodes: number[]; count: number; bytes: number }>>();
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== object || owners[node] !== node) continue;
    const map = internalTarget(snapshot, node, 'map');
    const type = classes.of(node);
    if (map < 0 || /^(?:\(|system \/ )/.test(classes.names[type])) continue;
    let shapes = byClass.get(type);
    if (shapes === undefined) byClass.set(type, (shapes = new Map()));
    let shape = shapes.get(map);
    if (shape === undefined) shapes.set(map, (shape = { nodes: [], count: 0, bytes: 0 }));
    if (shape.nodes.length < ASKED) shape.nodes.push(node);
    shape.count++;
    shape.bytes += shallow[node];
  }
  const byType = [...byClass].map(([type, shapes]): ClassShapes => {
    const rows = [...shapes.values()].sort((a, b) => b.bytes - a.bytes);
    return {
      type: classes.names[type],
      count: rows.reduce((sum, row) => sum + row.count, 0),
      bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
      shapes: rows.length,
      rows: rows.slice(0, MAX_SHAPES).map(({ nodes, count, bytes }) => ({
        properties: [...new Set(nodes.flatMap((node) => propertiesOf(snapshot, node)))],
        count,
        bytes,
      })),
    };
  });
  return new Shapes({ byType: byType.sort((a, b) => b.bytes - a.bytes) });
}

function propertiesOf(snapshot: HeapSnapshot, node: number): string[] {
  const { firstEdge, edgeType, edgeTypes } = snapshot;
  const property = edgeTypes.indexOf('property');
  const names: string[] = [];
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1] && names.length < 50; edge++)
    if (edgeType[edge] === property && edgeName(snapshot, edge) !== '__proto__') names.push(edgeName(snapshot, edge));
  return names;
}
