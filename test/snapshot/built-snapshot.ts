// Builds small snapshots by name: nodes with types and sizes, and the references between them.
import { SnapshotParser } from '../../src/heap/snapshot-parser.ts';
import type { HeapSnapshot } from '../../src/heap/snapshot.ts';

/** The types of nodes that V8 lists. */
export const NODE_TYPES: readonly string[] = [
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
];
/** The types of references. */
export const EDGE_TYPES: readonly string[] = [
  'context',
  'element',
  'property',
  'internal',
  'hidden',
  'shortcut',
  'weak',
];

/** A node as a test writes it. */
export interface BuiltNode {
  readonly type: string;
  readonly name: string;
  readonly size: number;
  /** Its id; by default twice its position plus one. */
  readonly id?: number;
  readonly detachedness?: number;
  /** Script id, line and column. */
  readonly location?: readonly [number, number, number];
}

/** A reference: from, to (names of the builder's nodes), type, name or index. */
export type BuiltEdge = readonly [from: string, to: string, type: string, name: string | number];

/** A snapshot of nodes by key, in order, the first being the root. */
export function builtSnapshot(nodes: Readonly<Record<string, BuiltNode>>, edges: readonly BuiltEdge[]): HeapSnapshot {
  const keys = Object.keys(nodes);
  const strings: string[] = [];
  const stringOf = (text: string): number => {
    const at = strings.indexOf(text);
    return at >= 0 ? at : strings.push(text) - 1;
  };
  const rows: number[] = [];
  const edgeRows: number[] = [];
  const locations: number[] = [];
  keys.forEach((key, i) => {
    const { type, name, size, id = 2 * i + 1, detachedness = 0, location } = nodes[key];
    const own = edges.filter(([from]) => from === key);
    rows.push(NODE_TYPES.indexOf(type), stringOf(name), id, size, own.length, detachedness);
    if (location !== undefined) locations.push(i * 6, ...location);
    for (const [, to, edgeType, edgeName] of own) {
      if (!keys.includes(to)) throw new Error(`no node ${to}`);
      const at = typeof edgeName === 'number' ? edgeName : stringOf(edgeName);
      edgeRows.push(EDGE_TYPES.indexOf(edgeType), at, keys.indexOf(to) * 6);
    }
  });
  const parser = new SnapshotParser({ locations: true });
  parser.write(
    Buffer.from(
      JSON.stringify({
        snapshot: {
          meta: {
            node_fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
            node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number'],
            edge_fields: ['type', 'name_or_index', 'to_node'],
            edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
            location_fields: ['object_index', 'script_id', 'line', 'column'],
          },
          node_count: keys.length,
          edge_count: edgeRows.length / 3,
          trace_function_count: 0,
        },
        nodes: rows,
        edges: edgeRows,
        locations,
        strings,
      }),
    ),
  );
  return parser.end();
}
