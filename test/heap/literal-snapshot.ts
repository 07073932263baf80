// A heap snapshot of six nodes as text, and the same with one thing changed.

/** The fields and types of the literal. */
export const META = {
  node_fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
  node_types: [
    ['hidden', 'array', 'string', 'object', 'native', 'synthetic'],
    'string',
    'number',
    'number',
    'number',
    'number',
  ],
  edge_fields: ['type', 'name_or_index', 'to_node'],
  edge_types: [['context', 'element', 'property', 'internal', 'weak'], 'string_or_number', 'node'],
};

/** Its strings, with escapes and without. */
export const STRINGS = ['(root)', 'Cache', 'table', 'key "quoted" \\ \u00e9 \u2603', 'Buffer', 'body', ''];

/** Rows of six numbers: (root) > Cache > its table > a string; Cache > body > Buffer, which is native. */
export const NODES = [
  5, 0, 1, 0, 1, 0, 3, 1, 3, 32, 2, 0, 1, 2, 5, 64, 2, 0, 2, 3, 7, 24, 0, 0, 3, 5, 9, 40, 1, 0, 4, 4, 11, 1000, 0, 0,
];

/** Rows of three numbers. */
export const EDGES = [2, 1, 6, 3, 2, 12, 2, 5, 24, 1, 0, 18, 1, 1, 24, 2, 4, 30];

/** What differs from the literal. */
export interface Changes {
  readonly meta?: object;
  readonly snapshot?: object;
  readonly nodes?: readonly number[];
  readonly edges?: readonly number[];
  readonly strings?: readonly string[];
}

/** The sections of the literal in V8's order. */
export function sections({ meta, snapshot, nodes = NODES, edges = EDGES, strings = STRINGS }: Changes = {}) {
  return {
    snapshot: { meta: { ...META, ...meta }, node_count: 6, edge_count: 6, trace_function_count: 0, ...snapshot },
    nodes,
    edges,
    trace_function_infos: [],
    trace_tree: [],
    samples: [],
    locations: [],
    strings,
  };
}

/** The literal as text. */
export function literal(changes: Changes = {}): string {
  return JSON.stringify(sections(changes));
}

/** A list with one number replaced. */
export function withNumber(list: readonly number[], at: number, value: number): number[] {
  return list.map((number, i) => (i === at ? value : number));
}
