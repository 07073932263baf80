/** One small heap in the formats that engines have written over the years, as the text of a file. */
import { EDGE_TYPES, NODE_TYPES } from '../snapshot/built-snapshot.ts';

/** How many types of nodes the oldest files list. */
const OLD_TYPES = 10;

/** Type, name, self size, state of a DOM node. */
type Row = readonly [type: string, name: string, size: number, detachedness?: number];
/** From, to, type, name. */
type Edge = readonly [from: number, to: number, type: string, name: string | number];

/** A server with sessions, of which it has more in a later snapshot. */
function heap(sessions: number): { readonly nodes: Row[]; readonly edges: Edge[] } {
  const nodes: Row[] = [
    ['synthetic', '', 0],
    ['synthetic', '(GC roots)', 0],
    ['object', 'global', 400],
    ['object', 'Map', 32],
    ['array', '', 4000],
    ['native', 'Detached <div>', 96, 2],
    ['closure', 'handle', 64],
    ['hidden', 'system / Map', 80],
    ['string', 'the same token of every session', 48],
  ];
  const edges: Edge[] = [
    [0, 1, 'element', 1],
    [0, 2, 'shortcut', 'global'],
    [1, 2, 'element', 1],
    [2, 3, 'property', 'sessions'],
    [2, 5, 'property', 'div'],
    [2, 6, 'property', 'handle'],
    [3, 4, 'internal', 'table'],
  ];
  for (let i = 0; i < sessions; i++) {
    const session = nodes.push(['object', 'Session', 56]) - 1;
    const token = nodes.push(['string', 'the same token of every session', 48]) - 1;
    edges.push([4, session, 'element', i], [session, token, 'property', 'token'], [session, 7, 'internal', 'map']);
  }
  return { nodes, edges };
}

/** What a format has. */
interface Format {
  readonly fields: readonly string[];
  /** Without the types that later engines added. */
  readonly isOld?: boolean;
  readonly locationFields?: readonly string[];
  readonly isTraced?: boolean;
  readonly header?: object;
}

const LOCATION = ['object_index', 'script_id', 'line', 'column'];

/** The engines and what is particular about their files. */
export const FORMATS: Readonly<Record<string, Format>> = {
  'Node 24 and 26': {
    fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
    locationFields: LOCATION,
  },
  'Node 20 and 22, Deno': {
    fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'],
    locationFields: LOCATION,
  },
  Chromium: {
    fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
    locationFields: ['object_index', 'script_id', 'script_object_index', 'line', 'column'],
    header: { root_index: 0, extra_native_bytes: 1000 },
  },
  'an allocation timeline': {
    fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'],
    locationFields: LOCATION,
    isTraced: true,
  },
  'Chromium of 2019': { fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id'], isOld: true },
  'an engine of 2013': { fields: ['type', 'name', 'id', 'self_size', 'edge_count'], isOld: true },
};

/** A file as an engine of this format writes it. */
export function snapshotText({ fields, isOld, locationFields, isTraced, header }: Format, sessions: number): string {
  const { nodes, edges } = heap(sessions);
  const strings: string[] = [];
  const stringOf = (text: string): number => {
    const at = strings.indexOf(text);
    return at >= 0 ? at : strings.push(text) - 1;
  };
  const types = isOld === true ? NODE_TYPES.slice(0, OLD_TYPES) : NODE_TYPES;
  const rows: number[] = [];
  const edgeRows: number[] = [];
  nodes.forEach(([type, name, size, detachedness = 0], i) => {
    const own = edges.filter(([from]) => from === i);
    const of: Record<string, number> = {
      type: types.indexOf(type),
      name: stringOf(name),
      id: 2 * i + 1,
      self_size: size,
      edge_count: own.length,
      trace_node_id: isTraced === true && name === 'Session' ? 2 : 0,
      detachedness,
    };
    rows.push(...fields.map((field) => of[field]));
    for (const [, to, edgeType, edgeName] of own)
      edgeRows.push(
        EDGE_TYPES.indexOf(edgeType),
        typeof edgeName === 'number' ? edgeName : stringOf(edgeName),
        to * fields.length,
      );
  });
  const place: Record<string, number> = { object_index: 6 * fields.length, script_id: 5, line: 10, column: 2 };
  const sections = {
    snapshot: {
      ...header,
      meta: {
        node_fields: fields,
        node_types: [types, 'string', ...fields.slice(2).map(() => 'number')],
        edge_fields: ['type', 'name_or_index', 'to_node'],
        edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
        ...(locationFields === undefined ? {} : { location_fields: locationFields }),
        ...(isOld === true
          ? {}
          : {
              trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
              trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
              sample_fields: ['timestamp_us', 'last_assigned_id'],
            }),
      },
      node_count: nodes.length,
      edge_count: edgeRows.length / 3,
      ...(isOld === true ? {} : { trace_function_count: isTraced === true ? 2 : 0 }),
    },
    nodes: rows,
    edges: edgeRows,
    ...(isOld === true
      ? {}
      : {
          trace_function_infos:
            isTraced === true
              ? [0, stringOf('(root)'), stringOf(''), 0, 0, 0, 1, stringOf('handle'), stringOf('server.mjs'), 5, 10, 2]
              : [],
          trace_tree: isTraced === true ? [1, 0, 0, 0, [2, 1, sessions, 56 * sessions, []]] : [],
          samples: isTraced === true ? [100, 2 * nodes.length] : [],
        }),
    ...(locationFields === undefined ? {} : { locations: locationFields.map((field) => place[field] ?? 0) }),
    strings,
  };
  return JSON.stringify(sections);
}
