/**
 * What each node of a snapshot would take on an engine with words of another width, such as a Node that was built with
 * pointer compression: references are as wide as a word, characters, doubles, bytes and machine code are not.
 *
 * What a node consists of follows from V8's structures (src/objects): the fields of nearly all objects are references.
 * Arrays of raw data are recognised by their hidden class, which the snapshot names among the read-only roots.
 */
import { EXTERNAL_HEADER, isExternalMap } from '../heap/external-strings.ts';
import { edgeName, flagsOfNames, internalTarget } from '../heap/names.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { layoutNamed } from '../layout/engines.ts';
import { align } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';

/** A snapshot has the first characters of a string, up to this many (`--heap-snapshot-string-limit`). */
const NAME_LIMIT = 1024;

/** Roots whose objects have raw data after a header of two words. */
const RAW_MAPS: ReadonlySet<string> = new Set([
  'byte_array_map',
  'bytecode_array_map',
  'trusted_byte_array_map',
  'feedback_metadata_map',
  'instruction_stream_map',
  'code_map',
  'fixed_double_array_map',
]);

/** Built-in classes that have fields of a fixed width, and their sizes in a layout. */
const KIND_OF_CLASS: Readonly<Record<string, string>> = {
  ArrayBuffer: 'arrayBuffer',
  SharedArrayBuffer: 'sharedArrayBuffer',
  DataView: 'dataView',
  Date: 'date',
  Buffer: 'typedArray',
  FastBuffer: 'typedArray',
};

/**
 * The width of the references in a snapshot: with 8 bytes every object's size is a multiple of 8, with 4 half of them
 * are not.
 */
export function wordOf({ nodeType, nodeTypes, selfSize, nodeCount }: HeapSnapshot): 4 | 8 {
  const [object, closure] = [nodeTypes.indexOf('object'), nodeTypes.indexOf('closure')];
  for (let node = 0; node < nodeCount; node++) {
    if ((nodeType[node] === object || nodeType[node] === closure) && selfSize[node] % 8 === 4) return 4;
  }
  return 8;
}

/** Computes what a node would take for a layout. */
export function resizerFor(snapshot: HeapSnapshot, layout: Layout): (node: number) => number {
  const { nodeType, nodeTypes, nodeName: names, selfSize } = snapshot;
  const word = wordOf(snapshot);
  // The headers of an engine of the same width; which one wrote the file does not matter for what is used of it.
  const from = layoutNamed(word === 8 ? 'node24' : 'node24compressed');
  const ratio = layout.taggedSize / word;
  const scaled = (size: number): number => align(layout, size * ratio);
  const raw = (size: number, header: number, newHeader: number): number =>
    align(layout, newHeader + Math.max(0, size - header));
  const rawMaps = mapsOfRawData(snapshot);
  const externalMaps = flagsOfNames(snapshot, (name) => (isExternalMap(name) ? 1 : 0));
  const lengths = flagsOfNames(snapshot, (name) => Math.min(name.length, NAME_LIMIT));
  const kinds = flagsOfNames(snapshot, (name) => KIND_NAMES.indexOf(kindOf(name)) + 1);
  const expressions = dataOfExpressions(snapshot);

  const flatString = (node: number, size: number): number => {
    const map = internalTarget(snapshot, node, 'map');
    if (map >= 0 && externalMaps[names[map]] === 1) {
      const header = word === 8 ? EXTERNAL_HEADER : EXTERNAL_HEADER - 12;
      return size - header + (layout.taggedSize === 8 ? EXTERNAL_HEADER : EXTERNAL_HEADER - 12);
    }
    const length = lengths[names[node]];
    const isWhole = length < NAME_LIMIT;
    for (const width of [1, 2])
      if (isWhole && align(from, from.stringHeader + width * length) === size)
        return align(layout, layout.stringHeader + width * length);
    return raw(size, from.stringHeader, layout.stringHeader);
  };

  const bodies: Readonly<Record<string, (node: number, size: number) => number>> = {
    native: (_, size) => size,
    synthetic: (_, size) => size,
    string: flatString,
    // Hidden class, hash and length, and two references: of a slice one is its offset.
    'concatenated string': () => 3 * layout.taggedSize + 8,
    'sliced string': () => 3 * layout.taggedSize + 8,
    number: () => layout.heapNumber,
    bigint: (_, size) => raw(size, from.bigintHeader, layout.bigintHeader),
    symbol: () => layout.symbol,
    regexp: (_, size) => layout.kinds['regexp'] + scaled(Math.max(0, size - from.kinds['regexp'])),
    object(node, size) {
      const kind = kinds[names[node]];
      if (kind === 0) return scaled(size);
      const [own, other] = [from.kinds[KIND_NAMES[kind - 1]], layout.kinds[KIND_NAMES[kind - 1]]];
      return other + scaled(Math.max(0, size - own));
    },
  };
  const ofType = nodeTypes.map((type) => (Object.hasOwn(bodies, type) ? bodies[type] : undefined));
  return (node) => {
    const size = selfSize[node];
    // V8 13 and later give objects of the read-only space a size of 0.
    if (size === 0) return 0;
    const body = ofType[nodeType[node]];
    if (body !== undefined) return body(node, size);
    const wrapper = expressions.get(node);
    if (wrapper !== undefined) {
      // The size in a layout includes the wrapper, which V8 before 13 has not.
      const ownSize = size + (wrapper < 0 ? 0 : selfSize[wrapper]);
      const total = ownSize < (from.atomData + from.regexpData) / 2 ? layout.atomData : layout.regexpData;
      return total - (wrapper < 0 ? 0 : scaled(selfSize[wrapper]));
    }
    const map = rawMaps.size === 0 ? -1 : internalTarget(snapshot, node, 'map');
    return map >= 0 && rawMaps.has(map) ? raw(size, 2 * word, 2 * layout.taggedSize) : scaled(size);
  };
}

const KIND_NAMES: readonly string[] = ['arrayBuffer', 'sharedArrayBuffer', 'dataView', 'date', 'typedArray'];

function kindOf(name: string): string {
  if (Object.hasOwn(KIND_OF_CLASS, name)) return KIND_OF_CLASS[name];
  return /^(?:Big)?(?:Ui|I)nt\d+(?:Clamped)?Array$|^Float\d+Array$/.test(name) ? 'typedArray' : '';
}

/**
 * The data of regular expressions, each with its wrapper, or -1: an array before V8 13, then a structure whose fields
 * have other widths where pointers are compressed.
 */
function dataOfExpressions(snapshot: HeapSnapshot): ReadonlyMap<number, number> {
  const { nodeType, nodeTypes, nodeName: names, nodeCount, firstEdge, edgeTo, edgeType, edgeTypes } = snapshot;
  const [regexp, array, hidden] = [
    nodeTypes.indexOf('regexp'),
    nodeTypes.indexOf('array'),
    edgeTypes.indexOf('hidden'),
  ];
  const flags = flagsOfNames(snapshot, (name) => (DATA.test(name) ? 1 : name === WRAPPER ? 2 : 0));
  const found = new Map<number, number>();
  for (let node = 0; node < nodeCount; node++) {
    if (nodeType[node] !== regexp) continue;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const data = edgeTo[edge];
      if (flags[names[data]] === 1)
        found.set(
          data,
          targetOf(snapshot, data, (to) => flags[names[to]] === 2),
        );
      else if (nodeType[data] === array && edgeType[edge] === hidden) found.set(data, -1);
    }
  }
  return found;
}

function targetOf({ firstEdge, edgeTo }: HeapSnapshot, node: number, isWanted: (to: number) => boolean): number {
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) if (isWanted(edgeTo[edge])) return edgeTo[edge];
  return -1;
}

const DATA = /^system \/ (?:Ir|Atom)RegExpData$/;
const WRAPPER = 'system / RegExpDataWrapper';

/** The hidden classes of arrays of raw data. */
function mapsOfRawData(snapshot: HeapSnapshot): ReadonlySet<number> {
  const { strings, nodeName: names, nodeCount, firstEdge, edgeTo, edgeType, edgeTypes } = snapshot;
  const [element, hidden] = [edgeTypes.indexOf('element'), edgeTypes.indexOf('hidden')];
  const readOnlyRoots = strings.indexOf('(Read-only roots)');
  const maps = new Set<number>();
  for (let node = 0; node < nodeCount; node++) {
    if (names[node] !== readOnlyRoots) continue;
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeType[edge] === element || edgeType[edge] === hidden) continue;
      if (RAW_MAPS.has(edgeName(snapshot, edge))) maps.add(edgeTo[edge]);
    }
  }
  return maps;
}
