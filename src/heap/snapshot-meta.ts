/** The `snapshot` section of a heap snapshot: which fields the rows have and in what order, validated before use. */
import { SnapshotFormatError } from './snapshot-format-error.ts';

/** The fields and types that the sections' numbers denote. */
export interface SnapshotHeader {
  readonly nodeFields: readonly string[];
  readonly nodeTypes: readonly string[];
  readonly edgeFields: readonly string[];
  readonly edgeTypes: readonly string[];
  /** Rows stated by the header; 0 if unknown, as in Hermes timelines. */
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly extraNativeBytes: number;
  /** Fields of the `locations` section; empty in files of engines before 2018. */
  readonly locationFields: readonly string[];
  /** How many functions have allocation traces; 0 unless allocations were tracked. */
  readonly traceFunctionCount: number;
  /** Fields of the `trace_function_infos` section. */
  readonly traceFunctionFields: readonly string[];
  /** Fields of a node of the `trace_tree` section, of which the last are its children. */
  readonly traceNodeFields: readonly string[];
}

/**
 * V8's node types in the order of their numbers (HeapGraphNode::Type in include/v8-profiler.h). Engines of 2015 wrote
 * symbols and SIMD values without listing their types, so a number beyond the listed types is looked up here.
 */
const V8_NODE_TYPES = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
  'wasm object',
];

/** More rows than fit into memory. */
const MAX_ROWS = 2 ** 31;

/**
 * Reads the section's JSON.
 *
 * @throws {SnapshotFormatError} if it is not JSON, or lacks fields, types or counts.
 */
export function parseHeader(json: string): SnapshotHeader {
  let snapshot: Record<string, unknown>;
  try {
    snapshot = (JSON.parse(json) ?? {}) as Record<string, unknown>;
  } catch (cause) {
    throw new SnapshotFormatError('the heap snapshot\'s "snapshot" section is not valid JSON', { cause });
  }
  const meta = (snapshot.meta ?? {}) as Record<string, unknown>;
  const nodeTypes = namesIn(firstOf(meta.node_types), 'meta.node_types');
  return {
    nodeFields: namesIn(meta.node_fields, 'meta.node_fields'),
    nodeTypes: nodeTypes.every((name, i) => name === V8_NODE_TYPES[i])
      ? [...nodeTypes, ...V8_NODE_TYPES.slice(nodeTypes.length)]
      : nodeTypes,
    edgeFields: namesIn(meta.edge_fields, 'meta.edge_fields'),
    edgeTypes: namesIn(firstOf(meta.edge_types), 'meta.edge_types'),
    nodeCount: countIn(snapshot, 'node_count'),
    edgeCount: countIn(snapshot, 'edge_count'),
    extraNativeBytes: snapshot.extra_native_bytes === undefined ? 0 : bytesIn(snapshot.extra_native_bytes),
    locationFields: optionalNames(meta.location_fields, 'meta.location_fields'),
    traceFunctionCount: snapshot.trace_function_count === undefined ? 0 : countIn(snapshot, 'trace_function_count'),
    traceFunctionFields: optionalNames(meta.trace_function_info_fields, 'meta.trace_function_info_fields'),
    traceNodeFields: optionalNames(meta.trace_node_fields, 'meta.trace_node_fields'),
  };
}

/**
 * The column of a field.
 *
 * @throws {SnapshotFormatError} if the snapshot has no such field.
 */
export function fieldOffset(fields: readonly string[], name: string): number {
  const at = fields.indexOf(name);
  if (at < 0)
    throw new SnapshotFormatError(`the heap snapshot's meta has no field "${name}"; its fields: ${fields.join(', ')}`);
  return at;
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

function namesIn(list: unknown, name: string): readonly string[] {
  if (!Array.isArray(list) || list.length === 0 || !list.every((each) => typeof each === 'string'))
    throw new SnapshotFormatError(`the heap snapshot has no list of names in "snapshot.${name}"`);
  // Edge types are stored in a byte; no engine has more.
  if (list.length > 255 || new Set(list).size < list.length)
    throw new SnapshotFormatError(`the heap snapshot's "snapshot.${name}" has duplicate or too many names`);
  return list as string[];
}

function optionalNames(list: unknown, name: string): readonly string[] {
  return list === undefined || (Array.isArray(list) && list.length === 0) ? [] : namesIn(list, name);
}

function countIn(snapshot: Record<string, unknown>, name: string): number {
  const count = snapshot[name];
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count >= MAX_ROWS)
    throw new SnapshotFormatError(
      `the heap snapshot's ${name} must be an integer from 0 to ${MAX_ROWS - 1}; ` +
        `got ${typeof count === 'number' ? count : typeof count}`,
    );
  return count;
}

function bytesIn(bytes: unknown): number {
  if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 0)
    throw new SnapshotFormatError(
      "the heap snapshot's extra_native_bytes must be a non-negative integer; " +
        `got ${typeof bytes === 'number' ? bytes : typeof bytes}`,
    );
  return bytes;
}
