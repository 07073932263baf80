// What a snapshot has besides nodes and edges: states of DOM nodes, locations of functions, allocation traces.
import { describe, expect, it } from 'vitest';
import { locationAt } from '../../src/heap/locations.ts';
import type { HeapSnapshot } from '../../src/heap/snapshot.ts';
import { SnapshotFormatError } from '../../src/heap/snapshot-format-error.ts';
import { SnapshotParser } from '../../src/heap/snapshot-parser.ts';
import { literal, META, NODES, sections, withNumber } from './literal-snapshot.ts';

function parse(text: string, cut = 0, locations = true): HeapSnapshot {
  const parser = new SnapshotParser({ locations });
  const bytes = new TextEncoder().encode(text);
  parser.write(bytes.subarray(0, cut));
  parser.write(bytes.subarray(cut));
  return parser.end();
}

describe('states of DOM nodes', () => {
  it('are kept if one is known', () => {
    expect(parse(literal()).detachedness).toBeUndefined();
    expect([...parse(literal({ nodes: withNumber(NODES, 29, 2) })).detachedness!]).toEqual([0, 0, 0, 0, 2, 0]);
  });

  it('are undefined in a file that lacks the field', () => {
    const fields = META.node_fields.map((name) => (name === 'detachedness' ? 'other' : name));
    expect(
      parse(literal({ meta: { node_fields: fields }, nodes: withNumber(NODES, 29, 2) })).detachedness,
    ).toBeUndefined();
  });
});

describe('locations', () => {
  const meta = { ...META, location_fields: ['object_index', 'script_id', 'line', 'column'] };
  const withLocations = (locations: readonly number[], header: object = meta): string =>
    JSON.stringify({ ...sections(), snapshot: { ...sections().snapshot, meta: header }, locations });

  it('are kept on request, by node', () => {
    const text = withLocations([24, 7, 10, 3, 6, 8, 0, 0]);
    expect(parse(text, 0, false).locations).toBeUndefined();
    const { locations } = parse(text);
    expect(locations!.count).toBe(2);
    expect([...locations!.node]).toEqual([1, 4]);
    const at = locationAt(locations!, 4);
    expect([locations!.scriptId[at], locations!.line[at], locations!.column[at]]).toEqual([7, 10, 3]);
    expect(locationAt(locations!, 2)).toBe(-1);
    expect(locationAt(locations!, 5)).toBe(-1);
  });

  it('are found by name among the fields of newer engines', () => {
    const fields = ['object_index', 'script_id', 'script_object_index', 'line', 'column'];
    const { locations } = parse(withLocations([6, 8, 0, 4, 2], { ...META, location_fields: fields }));
    expect([locations!.line[0], locations!.column[0]]).toEqual([4, 2]);
  });

  it('are undefined in a file of an engine without them', () => {
    expect(parse(literal()).locations).toBeUndefined();
  });

  it.each([
    ['a location of no node', [36, 1, 1, 1], /location 0 is of a node that it does not have/],
    ['a location within a row', [7, 1, 1, 1], /"locations" section has 7 in field 0/],
    ['a cut row', [6, 1, 1], /"locations" section ends within a row/],
    ['a negative line', [6, 1, -1, 1], /has -1 in field 2/],
  ])('refuse %s', (_, locations, message) => {
    expect(() => parse(withLocations(locations))).toThrow(SnapshotFormatError);
    expect(() => parse(withLocations(locations))).toThrow(message);
  });
});

describe('allocation traces', () => {
  const meta = {
    ...META,
    node_fields: META.node_fields.map((name) => (name === 'detachedness' ? 'trace_node_id' : name)),
    trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
    trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
  };
  const TREE = [1, 0, 0, 0, [2, 1, 3, 120, [], 3, 1, 1, 40, [4, 2, 9, 9000, []]]];
  const FUNCTIONS = [0, 0, 6, -1, 0, 0, 12, 1, 3, 60, 4, 2, 14, 5, 3, 60, 9, 11];
  const traced = (tree: unknown = TREE, functions: unknown = FUNCTIONS, header: object = meta): string =>
    JSON.stringify({
      ...sections({ nodes: withNumber(NODES, 11, 4) }),
      snapshot: { ...sections().snapshot, meta: header, trace_function_count: 3 },
      trace_function_infos: functions,
      trace_tree: tree,
    });

  it('are read wherever the stream is cut', () => {
    const text = traced();
    const { traces, strings } = parse(text);
    const { tree, functions, nodeTrace } = traces!;
    expect([...nodeTrace]).toEqual([0, 4, 0, 0, 0, 0]);
    expect([...tree.id]).toEqual([1, 2, 3, 4]);
    expect([...tree.parent]).toEqual([0, 0, 0, 2]);
    expect([...tree.functionOf]).toEqual([0, 1, 1, 2]);
    expect([...tree.liveCount]).toEqual([0, 3, 1, 9]);
    expect([...tree.liveBytes]).toEqual([0, 120, 40, 9000]);
    expect(strings.get(functions.name[2])).toBe('body');
    expect([functions.line[2], functions.column[2]]).toEqual([9, 11]);
    for (let cut = 1; cut < text.length; cut++) {
      const again = parse(text, cut).traces!;
      expect([...again.tree.parent]).toEqual([0, 0, 0, 2]);
      expect([...again.tree.liveBytes]).toEqual([0, 120, 40, 9000]);
    }
  });

  it('may be deep', () => {
    const depth = 50_000;
    const text = `${'[1,0,1,8,'.repeat(depth)}[]${']'.repeat(depth)}`;
    const { tree } = parse(traced('TREE').replace('"TREE"', text)).traces!;
    expect(tree.count).toBe(depth);
    expect(tree.parent[depth - 1]).toBe(depth - 2);
  });

  it('count with the root if their function was added while V8 wrote the file', () => {
    const { tree } = parse(traced([1, 0, 0, 0, [2, 3, 1, 8, [3, 4, 1, 8, [], 4, 2, 1, 8, []]]])).traces!;
    expect([...tree.functionOf]).toEqual([0, 0, 0, 2]);
  });

  it('are undefined unless allocations were tracked', () => {
    expect(parse(literal()).traces).toBeUndefined();
  });

  it.each([
    ['a tree that is an object', {}],
    ['a tree of strings', ['a']],
    ['a node without children', [1, 0, 0, 0]],
    ['a node with a fifth number', [1, 0, 0, 0, 0, []]],
    ['children in the place of a number', [1, 0, [], 0, 0]],
    ['a function beyond those that its nodes can have added', [1, 0, 0, 0, [2, 5, 0, 0, []]]],
    ['an id above 2^32', [2 ** 32, 0, 0, 0, []]],
    ['a negative count', [1, 0, -1, 0, []]],
  ])('refuse %s', (_, tree) => {
    expect(() => parse(traced(tree))).toThrow(SnapshotFormatError);
  });

  it.each([
    ['a comma before the end', '[1,0,0,0,[],]'],
    ['a missing comma', '[1,0,0,0 []]'],
    ['two commas', '[1,,0,0,[]]'],
    ['too many brackets', '[1,0,0,0,[]]]'],
    ['no end', '[1,0,0,0,['],
  ])('refuse a tree with %s', (_, text) => {
    expect(() => parse(traced('TREE').replace('"TREE"', text))).toThrow(SnapshotFormatError);
  });

  it('refuse functions with a name that is not listed, and nodes of other fields', () => {
    expect(() => parse(traced(TREE, withNumber(FUNCTIONS, 1, 99)))).toThrow(/trace function 0 has a name/);
    const fields = ['id', 'function_info_index', 'size', 'count', 'children'];
    expect(() => parse(traced(TREE, FUNCTIONS, { ...meta, trace_node_fields: fields }))).toThrow(
      /must have the fields/,
    );
    expect(() => parse(traced(TREE, FUNCTIONS, { ...meta, trace_function_info_fields: [] }))).toThrow(
      /no field "name"/,
    );
  });
});
