// Allocation sites: what seeded lines allocate is found at these lines, by V8's own count; samples have their interval.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AllocationSitesData, Leak } from '../../src/node.ts';

const FILE = 'test/process/fixtures/seeded-lines.mjs';
const lines = readFileSync(FILE, 'utf8').split('\n');
const lineOf = (start: string): number => lines.findIndex((line) => line.startsWith(start)) + 1;
const placeOf = (start: string): string => `${FILE}:${lineOf(start)}`;
const placeOfSeeded = (name: string): string => placeOf(`  ${name}: (n) =>`);

const bytesAt = ({ sites }: AllocationSitesData, place: string): number =>
  sites.filter((site) => site.place === place).reduce((sum, { bytes }) => sum + bytes, 0);
const sumOf = ({ sites, olderBytes, unknownBytes }: AllocationSitesData): number =>
  sites.reduce((sum, { bytes }) => sum + bytes, olderBytes + unknownBytes);

/** A file whose third line allocates, and which is shorter when it is translated. */
const SOURCE = `interface Made {\n  at: number;\n}\nexport const make = (n: number): Made[] => Array.from({ length: n }, (_, at) => ({ at }));\n`;

/** What the program prints. */
interface Asked {
  readonly names: readonly string[];
  readonly exact: readonly number[];
  readonly ofValues: AllocationSitesData;
  readonly ofMixed: AllocationSitesData;
  readonly leaks: readonly Leak[];
  readonly ofAll: AllocationSitesData;
  readonly sampled: readonly AllocationSitesData[];
  readonly printed: readonly string[];
}

describe('allocation sites', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-sites-'));
  let asked: Asked;

  beforeAll(async () => {
    for (const kind of ['inline', 'file']) {
      const { code, map } = transformSync(SOURCE, {
        loader: 'ts',
        sourcefile: `${kind}.ts`,
        sourcemap: kind === 'inline' ? 'inline' : true,
        sourcesContent: false,
      });
      const script = kind === 'inline' ? code : `${code}//# sourceMappingURL=file.mjs.map\n`;
      writeFileSync(join(folder, `${kind}.mjs`), script);
      if (kind === 'file') writeFileSync(join(folder, 'file.mjs.map'), map);
    }
    const program = fileURLToPath(new URL('fixtures/sites.mjs', import.meta.url));
    const scripts = ['inline.mjs', 'file.mjs'].map((name) => join(folder, name));
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...scripts], { maxBuffer: 2 ** 26 });
    asked = JSON.parse(stdout) as Asked;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are the seeded lines, also while the inspector collects garbage', () => {
    const { names, ofValues, exact, printed } = asked;
    expect(names.length).toBeGreaterThanOrEqual(12);
    for (const [i, name] of names.entries()) {
      const found = bytesAt(ofValues, placeOfSeeded(name));
      expect(found, `${name}\n${printed[0]}`).toBeGreaterThanOrEqual(exact[i] * 0.95);
      // The list of the parts is allocated by the caller.
      expect(found, `${name}\n${printed[0]}`).toBeLessThanOrEqual(exact[i]);
    }
    expect(ofValues.unknownBytes).toBeLessThan(ofValues.bytes * 0.01);
    expect(sumOf(ofValues)).toBe(ofValues.bytes);
    expect(printed[0]).toMatch(/^[\d.]+ MiB in [\d,]+ objects, by the function that allocated them\nfunction +bytes /);
    expect(printed[0]).toMatch(
      /^pushed +[\d.]+ KiB +[\d.]+ % {2}test\/process\/fixtures\/seeded-lines\.mjs:\d+ {2}2,000 Obj/m,
    );
  });

  it('have a sum for what is older, name the function that has "new", and are counted as by exactSizeOf', () => {
    const { names, ofMixed, exact } = asked;
    const [mixed, older] = exact.slice(names.length);
    expect(ofMixed.bytes).toBe(mixed);
    expect(ofMixed.olderBytes).toBe(older);
    expect(ofMixed.unknownBytes).toBe(0);
    const site = (type: string): unknown => ofMixed.sites.find(({ types }) => types[0]?.type === type);
    expect(site('Point')).toMatchObject({
      place: placeOf('  return Array.from({ length: n }, (_, i) => new Point'),
      objects: 1000,
      types: [expect.objectContaining({ type: 'Point', count: 1000, line: lineOf('  return Array.from') })],
    });
    expect(asked.printed[0]).toMatch(/\b2,000 Uint8Array in line \d+/);
    expect(ofMixed.sites.find(({ name }) => name === 'Point')).toMatchObject({
      place: placeOf('  constructor('),
      types: [{ type: 'Array', count: 1000 }],
    });
  });

  it('are the lines of original files, by source maps inside and beside the script', () => {
    for (const file of ['inline.ts', 'file.ts'])
      expect(
        asked.ofMixed.sites.filter(({ place }) => place.endsWith(`/${file}:4`)).map(({ types }) => types[0]),
        JSON.stringify(asked.ofMixed.sites),
      ).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'Object', count: 100 })]));
  });

  it('of the process add up to its heap, and go on after a search for leaks, which names the lines', () => {
    const { names, ofAll, exact, leaks } = asked;
    expect(sumOf(ofAll)).toBe(ofAll.bytes);
    for (const [i, name] of names.entries()) {
      if (name === 'dictionaries') continue;
      expect(bytesAt(ofAll, placeOfSeeded(name)), name).toBeGreaterThanOrEqual(exact[i] * 0.95);
    }
    expect(ofAll.unknownBytes).toBeLessThan(ofAll.bytes * 0.05);
    expect(ofAll.olderBytes).toBeGreaterThan(2 ** 20);
    expect(leaks.map(({ allocatedBy }) => allocatedBy)).toContain(
      `makePoints (${placeOf('export function makePoints')})`,
    );
  });

  it('of samples have intervals that hold what tracing finds in at least 9 of 10', () => {
    const { names, ofAll, sampled, printed } = asked;
    let within = 0;
    let count = 0;
    for (const { sites, sampling, objects } of sampled) {
      expect(sampling).toEqual({ everyBytes: 4096, samples: objects });
      for (const name of names) {
        const place = placeOfSeeded(name);
        // Contents of ArrayBuffers are outside V8's heap; names of properties are kept by V8 from round to round.
        if (name === 'buffers' || name === 'dictionaries') continue;
        const truth = bytesAt(ofAll, place);
        const here = sites.filter((site) => site.place === place);
        const min = here.reduce((sum, { range }) => sum + range.min, 0);
        const max = here.reduce((sum, { range }) => sum + range.max, 0);
        count++;
        if (min <= truth && truth <= max) within++;
      }
    }
    expect(count).toBeGreaterThanOrEqual(80);
    expect(within / count, JSON.stringify([within, count])).toBeGreaterThanOrEqual(0.9);
    expect(printed[1]).toMatch(/^about [\d.]+ MiB alive, from [\d,]+ samples \(one for 4 KiB\), by the function/);
  });
});
