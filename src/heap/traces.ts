/**
 * Where objects were allocated: functions, the tree of their calls, and for each node of the heap its node of that
 * tree. Only files of allocation timelines have them (HeapProfiler.startTrackingHeapObjects with `trackAllocations`).
 */
import { RowReader } from './row-reader.ts';
import { SnapshotFormatError } from './snapshot-format-error.ts';
import { fieldOffset } from './snapshot-meta.ts';
import type { SnapshotHeader } from './snapshot-meta.ts';
import type { SnapshotStrings } from './snapshot-strings.ts';
import type { TraceTreeColumns, TraceTreeReader } from './trace-tree-reader.ts';

/** Allocation traces of a snapshot. */
export interface AllocationTraces {
  /** By node of the heap, the `id` of the tree's node that allocated it; 0 if that is unknown. */
  readonly nodeTrace: Uint32Array;
  /** The functions that allocated. */
  readonly functions: TraceFunctions;
  /** The tree of calls. */
  readonly tree: TraceTreeColumns;
}

/** Functions with allocations; a row is named by `functionOf` of the tree. */
export interface TraceFunctions {
  /** Number of rows. */
  readonly count: number;
  /** Index into the snapshot's `strings`. */
  readonly name: Uint32Array;
  /** Index into the snapshot's `strings`. */
  readonly scriptName: Uint32Array;
  /** V8's id of the script. */
  readonly scriptId: Uint32Array;
  /** Line in the script, from 1; 0 if unknown. */
  readonly line: Uint32Array;
  /** Column in the line, from 1; 0 if unknown. */
  readonly column: Uint32Array;
}

const FUNCTION_FIELDS = ['name', 'script_name', 'script_id', 'line', 'column'] as const;

/** Reads the functions. */
export function traceFunctionReader(
  { traceFunctionFields: fields }: SnapshotHeader,
  fileBytes: number | undefined,
): RowReader {
  return new RowReader({
    name: 'trace_function_infos',
    width: Math.max(1, fields.length),
    rows: 0,
    fileBytes,
    fields: FUNCTION_FIELDS.map((name) => ({ offset: fieldOffset(fields, name), type: Uint32Array, isSigned: true })),
  });
}

/** The sections that traces are made of. */
export interface TraceSections {
  readonly header: SnapshotHeader;
  readonly nodes: RowReader;
  readonly strings: SnapshotStrings;
  readonly traceFunctions?: RowReader | undefined;
  readonly traceTree?: TraceTreeReader | undefined;
}

/**
 * The traces that were read; undefined if the file has none.
 *
 * @throws {SnapshotFormatError} if a number refers to something that the snapshot lacks.
 */
export function tracesOf({
  header,
  nodes,
  strings,
  traceFunctions,
  traceTree,
}: TraceSections): AllocationTraces | undefined {
  const at = header.nodeFields.indexOf('trace_node_id');
  if (traceFunctions === undefined || traceTree === undefined || at < 0) return undefined;
  const [name, scriptName, scriptId, line, column] = FUNCTION_FIELDS.map((field) =>
    traceFunctions.column<Uint32Array>(fieldOffset(header.traceFunctionFields, field)),
  );
  const count = traceFunctions.rows;
  for (let i = 0; i < count; i++)
    if (name[i] >= strings.length || scriptName[i] >= strings.length)
      throw new SnapshotFormatError(`the heap snapshot's trace function ${i} has a name that is not in its "strings"`);
  const tree = traceTree.finish(count);
  return {
    nodeTrace: nodes.column<Uint32Array>(at),
    functions: { count, name, scriptName, scriptId, line, column },
    tree,
  };
}
