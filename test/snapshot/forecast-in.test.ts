// What the objects of a snapshot become with references of another width. test/engines judges whole structures by what
// they take in workerd.
import { describe, expect, it } from 'vitest';
import type { HeapSnapshot } from '../../src/heap/snapshot.ts';
import { layouts } from '../../src/index.ts';
import { forecastIn } from '../../src/snapshot/forecast-in.ts';
import { resizerFor, wordOf } from '../../src/snapshot/resized.ts';
import { builtSnapshot } from './built-snapshot.ts';
import type { BuiltEdge, BuiltNode } from './built-snapshot.ts';

const NODES: Readonly<Record<string, readonly [type: string, name: string, wide: number, narrow: number]>> = {
  root: ['synthetic', '(GC roots)', 0, 0],
  readOnly: ['synthetic', '(Read-only roots)', 0, 0],
  doubleMap: ['object shape', 'system / Map', 80, 40],
  externalMap: ['object shape', 'system / Map (ExternalOneByteString)', 80, 40],
  object: ['object', 'Object', 40, 20],
  fn: ['closure', 'f', 64, 32],
  array: ['object', 'Array', 32, 16],
  tagged: ['array', '(object elements)', 16 + 8 * 1000, 8 + 4 * 1000],
  doubles: ['array', '(object elements)', 16 + 8 * 1000, 8 + 8 * 1000],
  number: ['number', 'heap number', 16, 12],
  bigint: ['bigint', 'bigint', 16 + 8 * 4, 8 + 8 * 4],
  oneByte: ['string', 'x'.repeat(100), 120, 112],
  twoByte: ['string', 'я'.repeat(101), 224, 216],
  long: ['string', 'y'.repeat(1024), 16 + 5000, 12 + 5000],
  external: ['string', 'z'.repeat(1024), 32 + 5_000_000, 20 + 5_000_000],
  empty: ['string', '', 0, 0],
  rope: ['concatenated string', '', 32, 20],
  slice: ['sliced string', '', 32, 20],
  data: ['native', 'system / JSArrayBufferData', 4096, 4096],
  view: ['object', 'Uint8Array', layouts.node24.kinds.typedArray + 8, layouts.node24compressed.kinds.typedArray + 4],
};

const EDGES: readonly BuiltEdge[] = [
  ['root', 'readOnly', 'element', 1],
  ['readOnly', 'doubleMap', 'internal', 'fixed_double_array_map'],
  ['doubles', 'doubleMap', 'internal', 'map'],
  ['external', 'externalMap', 'internal', 'map'],
  ...Object.keys(NODES).map((key, i): BuiltEdge => ['root', key, 'element', i + 2]),
];

function snapshotOf(width: 'wide' | 'narrow'): HeapSnapshot {
  const nodes = Object.entries(NODES).map(([key, [type, name, wide, narrow]]): [string, BuiltNode] => [
    key,
    { type, name, size: width === 'wide' ? wide : narrow },
  ]);
  return builtSnapshot(Object.fromEntries(nodes), EDGES);
}

describe.each([
  ['wide', 'narrow', 'node24compressed', 8],
  ['narrow', 'wide', 'node24', 4],
] as const)('from %s to %s references', (from, to, layout, word) => {
  const snapshot = snapshotOf(from);
  const resized = resizerFor(snapshot, layouts[layout]);

  it('knows the width of the snapshot', () => {
    expect(wordOf(snapshot)).toBe(word);
  });

  it.each(Object.entries(NODES))('%s', (key, [, , wide, narrow]) => {
    const size = resized(Object.keys(NODES).indexOf(key));
    // Of a string that the file does not hold as a whole, the padding is not known.
    expect(Math.abs(size - (to === 'wide' ? wide : narrow))).toBeLessThanOrEqual(key === 'long' ? 4 : 0);
  });

  it('leaves a snapshot of the same width as it is', () => {
    const same = resizerFor(snapshot, layouts[word === 8 ? 'node24' : 'node24compressed']);
    for (let node = 0; node < snapshot.nodeCount; node++) expect(same(node)).toBe(snapshot.selfSize[node]);
  });
});

it('prints what is derived from what', () => {
  const forecast = forecastIn(snapshotOf('wide'), layouts.node24compressed);
  expect(forecast.bytes).toBe(forecast.rows.reduce((sum, row) => sum + row.bytes, 0));
  expect(forecast.forecast).toBeLessThan(forecast.bytes);
  expect(forecast.taggedSize).toBe(8);
  const text = String(forecast);
  expect(text).toMatch(/^4\.\d+ MiB would be 4\.\d+ MiB \(\d+\.\d %\)\ntype +count +bytes +forecast\n/);
  expect(text).toMatch(
    /layout: Node 24 with pointer compression .*; derived from a heap snapshot with references of 8 bytes, not measured$/,
  );
  expect(JSON.parse(JSON.stringify(forecast))).toMatchObject({ layout: { id: 'node24compressed' } });
  expect(() => forecastIn(snapshotOf('wide'), 'chromium' as never)).toThrow(
    "layout must be one of heapscale's layouts",
  );
});
