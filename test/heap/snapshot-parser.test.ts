// The reader of snapshots: six nodes written out, cut into every pair of chunks; and bytes that are no snapshot.
import { describe, expect, it } from 'vitest';
import { readSnapshot, snapshotReport } from '../../src/heap/read-snapshot.ts';
import { SnapshotFormatError, SnapshotParser } from '../../src/heap/snapshot-parser.ts';
import type { HeapSnapshot } from '../../src/heap/snapshot.ts';

const META = {
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
const STRINGS = ['(root)', 'Cache', 'table', 'key "quoted" \\ \u00e9 \u2603', 'Buffer', 'body', ''];
const literal = JSON.stringify({
  snapshot: { meta: META, node_count: 6, edge_count: 6, trace_function_count: 0 },
  nodes: [
    5, 0, 1, 0, 1, 0, 3, 1, 3, 32, 2, 0, 1, 2, 5, 64, 2, 0, 2, 3, 7, 24, 0, 0, 3, 5, 9, 40, 1, 0, 4, 4, 11, 1000, 0, 0,
  ],
  edges: [2, 1, 6, 3, 2, 12, 2, 5, 24, 1, 0, 18, 1, 1, 24, 2, 4, 30],
  trace_function_infos: [],
  trace_tree: [],
  samples: [],
  locations: [],
  strings: STRINGS,
});

function parse(...chunks: Uint8Array[]): HeapSnapshot {
  const parser = new SnapshotParser();
  for (const chunk of chunks) parser.write(chunk);
  return parser.end();
}

describe('the snapshot reader', () => {
  const bytes = new TextEncoder().encode(literal);

  it('reads columns by the names in meta', () => {
    const snapshot = parse(bytes);
    expect([...snapshot.selfSize]).toEqual([0, 32, 64, 24, 40, 1000]);
    expect([...snapshot.nodeId]).toEqual([1, 3, 5, 7, 9, 11]);
    expect([...snapshot.firstEdge]).toEqual([0, 1, 3, 5, 5, 6, 6]);
    expect([...snapshot.edgeTo]).toEqual([1, 2, 4, 3, 4, 5]);
    expect(snapshot.strings).toEqual(STRINGS);
  });

  it('reads the same wherever the stream is cut', () => {
    const whole = parse(bytes);
    for (let at = 1; at < bytes.length; at++) expect(parse(bytes.slice(0, at), bytes.slice(at))).toEqual(whole);
    expect(parse(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  it('reports by type, heap and external apart', async () => {
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield bytes;
    }
    const seen: number[] = [];
    const report = snapshotReport(await readSnapshot(stream(), { onProgress: ({ fraction }) => seen.push(fraction) }));
    expect(report.bytes).toBe(1160);
    expect(report.externalBytes).toBe(1000);
    expect(report.byType.map((row) => [row.type, row.bytes])).toEqual([
      ['(native)', 1000],
      ['(array)', 64],
      ['body', 40],
      ['Cache', 32],
      ['string', 24],
      ['(synthetic)', 0],
    ]);
    expect(seen).toEqual([1]);
  });

  it.each([
    ['nothing', ''],
    ['other JSON', '{"a": 1}'],
    ['a snapshot without nodes', '{"snapshot":{"meta":{}}}'],
    ['a cut file', literal.slice(0, -30)],
    ['fewer nodes than promised', literal.replace('"node_count":6', '"node_count":7')],
    ['text among numbers', literal.replace('"nodes":[5', '"nodes":[x')],
    ['a count that no file can have', literal.replace('"node_count":6', '"node_count":1e12')],
    ['meta without fields', literal.replace('"node_fields"', '"other_fields"')],
    ['no edges', literal.replace(/"edges":\[[^\]]*\],/, '')],
    ['an edge to no node', literal.replace('[2,1,6', '[2,1,6000')],
    ['a name beyond the strings', literal.replace('[5,0,1,0,1,0,3,1', '[5,0,1,0,1,0,3,99')],
    ['no self_size', literal.replace('"self_size"', '"other"')],
  ])('refuses %s with an error that says what was expected', (_, text) => {
    expect(() => parse(new TextEncoder().encode(text))).toThrow(SnapshotFormatError);
  });
});
