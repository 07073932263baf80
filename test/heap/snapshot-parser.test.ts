// The parser of snapshots: six nodes written out, cut into every pair of chunks; sections in any order; broken bytes.
import { describe, expect, it } from 'vitest';
import type { HeapSnapshot } from '../../src/heap/snapshot.ts';
import { SnapshotFormatError } from '../../src/heap/snapshot-format-error.ts';
import { SnapshotParser } from '../../src/heap/snapshot-parser.ts';
import { EDGES, literal, META, NODES, sections, STRINGS, withNumber } from './literal-snapshot.ts';

function parse(...chunks: Uint8Array[]): HeapSnapshot {
  const parser = new SnapshotParser();
  for (const chunk of chunks) parser.write(chunk);
  return parser.end();
}
const parseText = (text: string): HeapSnapshot => parse(new TextEncoder().encode(text));
/** The snapshot as plain data. */
const dataOf = ({ strings, ...columns }: HeapSnapshot): object => ({ ...columns, strings: strings.toArray() });

describe('the snapshot parser', () => {
  const bytes = new TextEncoder().encode(literal());

  it('reads columns by the names in meta', () => {
    const snapshot = parse(bytes);
    expect([...snapshot.selfSize]).toEqual([0, 32, 64, 24, 40, 1000]);
    expect([...snapshot.nodeId]).toEqual([1, 3, 5, 7, 9, 11]);
    expect([...snapshot.firstEdge]).toEqual([0, 1, 3, 5, 5, 6, 6]);
    expect([...snapshot.edgeTo]).toEqual([1, 2, 4, 3, 4, 5]);
    expect(snapshot.strings.toArray()).toEqual(STRINGS);
  });

  it('has a wider column for objects of 4 GiB and more', () => {
    const snapshot = parse(new TextEncoder().encode(literal({ nodes: withNumber(NODES, 33, 2 ** 32 + 8) })));
    expect([...snapshot.selfSize]).toEqual([0, 32, 64, 24, 40, 2 ** 32 + 8]);
  });

  it('reads the same wherever the stream is cut', () => {
    const whole = dataOf(parse(bytes));
    for (let at = 1; at < bytes.length; at++) expect(dataOf(parse(bytes.slice(0, at), bytes.slice(at)))).toEqual(whole);
    expect(dataOf(parse(...Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual(whole);
  });

  it('copies what it keeps, since a stream may reuse its buffer', () => {
    const parser = new SnapshotParser();
    const chunk = new Uint8Array(7);
    for (let at = 0; at < bytes.length; at += chunk.length) {
      const part = bytes.subarray(at, at + chunk.length);
      chunk.set(part);
      parser.write(chunk.subarray(0, part.length));
    }
    expect(dataOf(parser.end())).toEqual(dataOf(parse(bytes)));
  });

  it.each([
    ['pretty', JSON.stringify(sections(), null, 2)],
    ['CRLF line ends', JSON.stringify(sections(), null, '\t').replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${literal()}`],
    ['blanks around numbers', literal().replaceAll(',', ' , ')],
    ['edges before nodes', inOrder('snapshot', 'edges', 'nodes', 'strings')],
    ['strings before edges', inOrder('snapshot', 'nodes', 'strings', 'edges')],
    ['strings first', inOrder('strings', 'snapshot', 'nodes', 'edges')],
    ['an unknown section first', JSON.stringify({ format: 'x', ...sections() })],
    [
      'unknown sections that look like known ones',
      JSON.stringify({
        notes: [[1, [2]], 'te"x[t', { strings: ['fake'], nodes: [9] }, null, true],
        note: 'strings',
        none: null,
        ...sections(),
      }),
    ],
    ['escapes in a key', literal().replace('"nodes"', '"n\\u006fdes"')],
    ['a long title', JSON.stringify({ ...sections(), snapshot: { title: 't'.repeat(2e6), ...sections().snapshot } })],
    ['an old header', literal({ snapshot: { title: 'a,"nodes":b', uid: 2 } })],
    ['a deep trace tree', literal().replace('"trace_tree":[]', `"trace_tree":${'['.repeat(1e5)}${']'.repeat(1e5)}`)],
  ])('takes %s', (_, text) => {
    expect(dataOf(parseText(text))).toEqual(dataOf(parse(bytes)));
  });

  it('takes files whose header knows no counts, as timelines of Hermes', () => {
    expect(dataOf(parseText(literal({ snapshot: { node_count: 0, edge_count: 0 } })))).toEqual(dataOf(parse(bytes)));
  });

  it('takes files of 2015, whose meta does not list the type of symbols', () => {
    const listed = ['hidden', 'array', 'string', 'object', 'code', 'closure', 'regexp', 'number', 'native'];
    const types = [...listed, 'synthetic', 'concatenated string', 'sliced string'];
    const snapshot = parseText(literal({ meta: { node_types: [types] }, nodes: withNumber(NODES, 18, 12) }));
    expect(snapshot.nodeTypes[snapshot.nodeType[3]]).toBe('symbol');
  });

  it('reads an element index that V8 writes as a negative number', () => {
    const { edgeNameOrIndex } = parseText(literal({ edges: withNumber(EDGES, 13, -2147483648) }));
    expect(edgeNameOrIndex[4]).toBe(2147483648);
  });

  it('reads strings of any kind', () => {
    const odd = [
      'Ca\ud800che\udc00',
      'nul \0',
      '\u010c\u00e4\u00e7h\u00e9\ud83d\ude00',
      '"\\'.repeat(1000),
      'plain',
      '',
    ];
    const { strings } = parseText(literal({ strings: [...STRINGS, ...odd] }));
    expect(strings.toArray()).toEqual([...STRINGS, ...odd]);
    for (const text of odd) expect(strings.get(strings.indexOf(text))).toBe(text);
    expect(strings.indexOf('absent')).toBe(-1);
    expect(strings.length).toBe(STRINGS.length + odd.length);
    // Written without escapes, in UTF-8.
    expect(parseText(literal().replace('"Cache"', '"Ca\u0001\n\u00e9che"')).strings.get(1)).toBe('Ca\u0001\n\u00e9che');
    expect(parseText(literal().replace('"Cache"', '"Ca\\xche"')).strings.get(1)).toBe('Ca\\xche');
  });

  it('takes a count on trust only as far as the file can have as many rows', () => {
    for (const count of [7, 1e9, 2 ** 31 - 1]) {
      for (const name of ['node_count', 'edge_count']) {
        const text = literal({ snapshot: { [name]: count } });
        const before = process.memoryUsage().arrayBuffers;
        const parser = new SnapshotParser(count === 7 ? {} : { fileBytes: text.length });
        expect(() => {
          parser.write(Buffer.from(text));
          parser.end();
        }).toThrow(SnapshotFormatError);
        expect(() => parseText(text)).toThrow(SnapshotFormatError);
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16e6);
      }
    }
  });

  it.each([
    ['nothing', '', /no "snapshot" section/],
    ['a blank', ' ', /no "snapshot" section/],
    ['an open brace', '{', /no "snapshot" section/],
    ['an empty object', '{}', /no "snapshot" section/],
    ['null', 'null', /does not begin with/],
    ['a list', '[]', /does not begin with/],
    ['other JSON', '{"a": 1}', /no "snapshot" section/],
    ['a CPU profile', '{"nodes":[{"id":1}],"startTime":0}', /must be before/],
    ['HTML', '<!doctype html>', /does not begin with/],
    ['UTF-16', '\ufffd\0{\0"\0', /does not begin with/],
    ['a snapshot without nodes', JSON.stringify({ ...sections(), nodes: undefined }), /no "nodes" section/],
    ['no edges', JSON.stringify({ ...sections(), edges: undefined }), /no "edges" section/],
    ['no strings', JSON.stringify({ ...sections(), strings: undefined }), /no "strings" section/],
    ['the snapshot section last', inOrder('nodes', 'edges', 'strings', 'snapshot'), /must be before/],
    ['a file cut in its header', literal().slice(0, 60), /no "snapshot" section/],
    ['a file cut in its nodes', literal().slice(0, literal().indexOf('"nodes"') + 30), /cut off in its "nodes"/],
    ['a file cut in its strings', literal().slice(0, -30), /cut off in its "strings"/],
    ['a file cut at its end', literal().slice(0, -1), /is cut off$/],
    ['more after the end', `${literal()}xxxx`, /has "x" where the end of the file was expected/],
    ['two snapshots joined', literal() + literal(), /has "\{" where the end of the file/],
    ['two sections of nodes', literal().replace('"trace_tree"', '"nodes"'), /two "nodes" sections/],
    ['two sections of strings', literal().replace('"trace_tree"', '"strings"'), /two "strings" sections/],
    ['nodes that are null', JSON.stringify({ ...sections(), nodes: null }), /has "n" where the list of "nodes"/],
    ['strings that are an object', JSON.stringify({ ...sections(), strings: {} }), /the list of "strings"/],
    ['strings with numbers', literal().replace('["(root)"', '[7,"(root)"'), /has "7" where a string of "strings"/],
    ['strings with null', literal().replace('["(root)"', '[null,"(root)"'), /has "n" where a string/],
    ['nested strings', literal().replace('["(root)"', '[["(root)"]'), /has "\[" where a string/],
    ['strings without a comma', literal().replace('"(root)",', '"(root)"'), /has "\\"" where a string/],
    ['fewer nodes than promised', literal({ snapshot: { node_count: 7 } }), /promises 7 nodes and has 6/],
    ['more nodes than promised', literal({ snapshot: { node_count: 5 } }), /promises 5 nodes and has more/],
    ['a cut row', literal({ nodes: NODES.slice(0, -2) }), /"nodes" section ends within a row/],
    ['fewer edges', literal({ edges: EDGES.slice(0, 15) }), /promises 6 edges and has 5/],
    ['text among numbers', literal().replace('"nodes":[5', '"nodes":[x'), /has "x" where a number/],
    ['numbers without a comma', literal().replace('"nodes":[5,0', '"nodes":[5 0'), /not a list of numbers/],
    ['a fraction', literal({ nodes: withNumber(NODES, 9, 32.5) }), /has "\." where a number/],
    ['an exponent', literal().replace('3,1,3,32', '3,1,3,3e1'), /has "e" where a number/],
    ['a count beyond any file', literal({ snapshot: { node_count: 1e12 } }), /node_count must be an integer from 0/],
    ['a count with a fraction', literal({ snapshot: { node_count: 6.5 } }), /got 6\.5/],
    ['a count that is a string', literal({ snapshot: { node_count: '6' } }), /got string/],
    ['a count that is missing', literal({ snapshot: { edge_count: undefined } }), /edge_count must be .*got undefined/],
    ['meta that is null', literal({ snapshot: { meta: null } }), /no list of names in "snapshot.meta.node_types"/],
    [
      'meta without fields',
      literal().replace('"node_fields"', '"other_fields"'),
      /no list of names in "snapshot.meta.n/,
    ],
    ['types that are numbers', literal({ meta: { node_types: [[1, 2, 3, 4, 5, 6]] } }), /no list of names/],
    ['no edge fields', literal({ meta: { edge_fields: [] } }), /no list of names in "snapshot.meta.edge_fields"/],
    ['duplicate fields', literal({ meta: { node_fields: [...META.node_fields.slice(0, 5), 'name'] } }), /duplicate/],
    ['no self_size', literal().replace('"self_size"', '"other"'), /no field "self_size"/],
    [
      'a negative self_size',
      literal({ nodes: withNumber(NODES, 9, -32) }),
      /"nodes" section has -32 in field 3 of row 1/,
    ],
    [
      'an impossible self_size',
      literal({ nodes: withNumber(NODES, 9, 2 ** 53) }),
      /node 1 has an impossible self_size/,
    ],
    ['a self_size without end', literal().replace('3,1,3,32', `3,1,3,${'9'.repeat(400)}`), /impossible self_size/],
    ['a negative id', literal({ nodes: withNumber(NODES, 8, -3) }), /has -3 in field 2/],
    ['an id above 2^32', literal({ nodes: withNumber(NODES, 8, 2 ** 32 + 5) }), /has 4294967301 in field 2/],
    ['a negative name', literal({ nodes: withNumber(NODES, 7, -1) }), /has -1 in field 1/],
    ['a name that wraps', literal({ nodes: withNumber(NODES, 7, 2 ** 32 + 1) }), /has 4294967297 in field 1/],
    ['a name beyond the strings', literal({ nodes: withNumber(NODES, 7, 99) }), /node 1 has a name that is not in/],
    ['a type that wraps', literal({ nodes: withNumber(NODES, 6, 259) }), /has 259 in field 0/],
    ['a type that meta does not list', literal({ nodes: withNumber(NODES, 6, 7) }), /node 1 has a type that its meta/],
    ['an edge count that wraps', literal({ nodes: withNumber(NODES, 10, 2 ** 32 + 2) }), /has 4294967298 in field 4/],
    ['edge counts of another sum', literal({ nodes: withNumber(NODES, 4, 2) }), /nodes have 7 edges.* has 6/],
    ['an edge type that wraps', literal({ edges: withNumber(EDGES, 0, 258) }), /"edges" section has 258 in field 0/],
    ['an edge type that meta does not list', literal({ edges: withNumber(EDGES, 0, 9) }), /edge 0 has a type that/],
    ['an edge name beyond the strings', literal({ edges: withNumber(EDGES, 1, 99) }), /edge 0 has a name that is not/],
    ['an edge to no node', literal({ edges: withNumber(EDGES, 2, 600) }), /edge 0 has a target that is not a node/],
    ['an edge into a row', literal({ edges: withNumber(EDGES, 2, 7) }), /has 7 in field 2 of row 0/],
    ['an edge that wraps', literal({ edges: withNumber(EDGES, 2, 2 ** 32 * 6 + 6) }), /in field 2 of row 0, which is/],
    ['a negative edge', literal({ edges: withNumber(EDGES, 2, -6) }), /has -6 in field 2/],
  ])('refuses %s and says what was expected', (_, text, message) => {
    expect(() => parseText(text)).toThrow(SnapshotFormatError);
    expect(() => parseText(text)).toThrow(message);
  });
});

function inOrder(...keys: readonly (keyof ReturnType<typeof sections>)[]): string {
  const all = sections();
  return JSON.stringify(Object.fromEntries(keys.map((key) => [key, all[key]])));
}
