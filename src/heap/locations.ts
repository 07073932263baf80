/** Where functions and classes were defined: script, line and column of the nodes that have a location. */
import { RowReader } from './row-reader.ts';
import { SnapshotFormatError } from './snapshot-format-error.ts';
import { fieldOffset } from './snapshot-meta.ts';
import type { SnapshotHeader } from './snapshot-meta.ts';

/**
 * The locations of a snapshot, one row for each node that has one: functions, generators, and objects of classes that
 * are written in JavaScript, which have the location of their class.
 */
export interface SnapshotLocations {
  /** Number of rows. */
  readonly count: number;
  /** Ordinal of the node; ascending. */
  readonly node: Uint32Array;
  /** V8's id of the script, the same in every snapshot of one process. */
  readonly scriptId: Uint32Array;
  /** Line in the script, from 0. */
  readonly line: Uint32Array;
  /** Column in the line, from 0. */
  readonly column: Uint32Array;
}

const FIELDS = ['object_index', 'script_id', 'line', 'column'] as const;

/** Reads the locations. */
export function locationReader(
  { nodeFields, locationFields }: SnapshotHeader,
  fileBytes: number | undefined,
): RowReader {
  return new RowReader({
    name: 'locations',
    width: locationFields.length,
    rows: 0,
    fileBytes,
    fields: FIELDS.map((name) => ({
      offset: fieldOffset(locationFields, name),
      type: Uint32Array,
      scale: name === 'object_index' ? nodeFields.length : 1,
    })),
  });
}

/**
 * The locations that were read; undefined if there are none.
 *
 * @throws {SnapshotFormatError} if one is of a node that the snapshot lacks.
 */
export function locationsOf(
  { locationFields }: SnapshotHeader,
  reader: RowReader | undefined,
  nodeCount: number,
): SnapshotLocations | undefined {
  if (reader === undefined) return undefined;
  const [node, scriptId, line, column] = FIELDS.map((name) =>
    reader.column<Uint32Array>(fieldOffset(locationFields, name)),
  );
  let isSorted = true;
  for (let i = 0; i < node.length; i++) {
    if (node[i] >= nodeCount)
      throw new SnapshotFormatError(`the heap snapshot's location ${i} is of a node that it does not have`);
    if (i > 0 && node[i - 1] > node[i]) isSorted = false;
  }
  const locations = { count: node.length, node, scriptId, line, column };
  return isSorted ? locations : sorted(locations);
}

function sorted({ count, node, scriptId, line, column }: SnapshotLocations): SnapshotLocations {
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  order.sort((a, b) => node[a] - node[b]);
  const inOrder = (values: Uint32Array): Uint32Array => order.map((at) => values[at]);
  return { count, node: inOrder(node), scriptId: inOrder(scriptId), line: inOrder(line), column: inOrder(column) };
}

/** The row of a node; -1 if it has no location. */
export function locationAt({ node, count }: SnapshotLocations, wanted: number): number {
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (node[middle] < wanted) from = middle + 1;
    else to = middle;
  }
  return from < count && node[from] === wanted ? from : -1;
}
