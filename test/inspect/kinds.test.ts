// The tables of kinds: each kind has a row, a size in the layout tables, a probe that measures it and a value in the
// corpus.
import { describe, expect, it } from 'vitest';
import { probes } from '../../benchmarks/calibrate/probes.mjs';
import { layouts } from '../../src/index.ts';
import { Kind, KINDS, kindOf, rowOf } from '../../src/inspect/kinds.ts';
import { NAMED_KINDS, SEGMENT_KINDS } from '../../src/inspect/named-kinds.ts';
import type { NamedKind } from '../../src/inspect/named-kinds.ts';
import { smiShift } from '../../src/layout/layout.ts';
import { runningLayout } from '../../src/layout/detect.ts';
import { NOOP_VISITOR } from '../../src/walk/visitor.ts';
import { Walker } from '../../src/walk/walker.ts';
import { nodeOnly } from '../corpus/node.ts';
import { synthetic } from '../corpus/synthetic.ts';

const named: readonly NamedKind[] = [...NAMED_KINDS, ...SEGMENT_KINDS];
const nameOf = (kind: Kind): string => Object.entries(Kind).find(([, value]) => value === kind)![0];

/** Kinds that some of the known engines lack. */
const NEWER = /^(?:iteratorHelper|wrapForValidIterator|(?:async)?[dD]isposableStack|durationFormat|temporal\w+)$/;

/** Every kind that a walk over the corpus meets; kinds that only their prototype shows by the name of their size. */
function kindsOfCorpus(): Set<string> {
  const met = new Set<string>();
  const layout = runningLayout();
  const walker = new Walker({
    ...NOOP_VISITOR,
    object(_, kind, info) {
      met.add(kind === Kind.named ? info.named!.size : nameOf(kind));
    },
  });
  for (const { build } of [...synthetic, ...nodeOnly]) {
    walker.start({ smiShift: smiShift(layout), maxOnHeapBytes: layout.maxOnHeapBytes });
    walker.begin(build());
    walker.step(Infinity);
    walker.end();
  }
  return met;
}

describe('the tables of kinds', () => {
  it('have one row for each kind', () => {
    const kinds = KINDS.map((row) => row.kind);
    expect([...kinds].sort((a, b) => a - b)).toEqual(Object.values(Kind).sort((a, b) => a - b));
    for (const row of KINDS) expect(rowOf(row.kind)).toBe(row);
    expect(new Set(named.map((row) => row.size)).size).toBe(named.length);
  });

  it('name sizes that probes measure and that every layout has, unless the engine lacks the kind', () => {
    const sizes = [...KINDS.flatMap((row) => row.sizes), ...named.map((row) => row.size)];
    const measured = new Set(Object.keys(probes));
    expect(
      sizes.filter((name) => !measured.has(name)),
      'no probe has this name: add one to benchmarks/calibrate/probes.mjs',
    ).toEqual([]);
    for (const layout of Object.values(layouts))
      expect(
        sizes.filter((name) => !NEWER.test(name) && !(layout.kinds[name]! > 0)),
        `${layout.id} has no such size: npm run calibrate measures it; a kind that some engine lacks belongs to NEWER`,
      ).toEqual([]);
    for (const name of sizes.filter((size) => NEWER.test(size)))
      expect(layouts.node26.kinds[name], `${name}, after npm run calibrate`).toBeGreaterThan(0);
  });

  it('know what the probes build', () => {
    const layout = runningLayout();
    const built = new Set<string>();
    for (const [name, build] of Object.entries(probes)) {
      const value: unknown = build();
      if ((typeof value !== 'object' || value === null) && typeof value !== 'function') continue;
      let found = '';
      const walker = new Walker({
        ...NOOP_VISITOR,
        object(_, kind, info) {
          found = kind === Kind.named ? info.named!.size : nameOf(kind);
        },
      });
      walker.start({ smiShift: smiShift(layout), maxOnHeapBytes: layout.maxOnHeapBytes });
      walker.begin(value);
      walker.step(1);
      built.add(found);
      const row = named.find((kind) => kind.size === name);
      const check = KINDS.find((kind) => kind.check !== undefined && kind.sizes.includes(name));
      if (check !== undefined) expect(nameOf(kindOf(value)), `the probe ${name}`).toBe(nameOf(check.kind));
      else if (row !== undefined) expect(found, `the probe ${name}`).toBe(name);
    }
    expect(
      KINDS.map((row) => (row.sizes.length > 0 ? nameOf(row.kind) : '')).filter((kind) => kind && !built.has(kind)),
      'no probe builds this kind',
    ).toEqual([]);
  });

  it('have a value in the corpus for each kind that the engine has', () => {
    const met = kindsOfCorpus();
    // A module and a global object belong to no value, so only as roots they are weighed; see realms.test.ts and
    // module-namespace.test.ts. An external is a pointer of native code, to which no API of Node's leads.
    for (const name of ['moduleNamespace', 'global', 'external']) expect(met.has(name)).toBe(false);
    for (const name of ['moduleNamespace', 'global', 'external']) met.add(name);
    // Where the platform has a check of the slot, these are never found by their prototype.
    const byCheck = new Set(['promise', 'generator', 'asyncGenerator', 'mapIterator', 'setIterator']);
    const missing = [
      ...Object.keys(Kind).filter((name) => name !== 'named' && !met.has(name)),
      ...named
        .map((row) => row.size)
        .filter((size) => runningLayout().kinds[size]! > 0 && !byCheck.has(size) && !met.has(size)),
    ];
    expect(missing, 'nothing in test/corpus/ has this kind: add a structure that does').toEqual([]);
  });
});
