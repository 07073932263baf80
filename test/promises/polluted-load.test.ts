// The package loads, and measures the same, in a process in which something was put on Object.prototype before.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundled } from '../bundle/bundled.ts';

const folder = mkdtempSync(join(tmpdir(), 'heapscale-polluted-'));
const library = join(folder, 'library.mjs');
writeFileSync(library, bundled("export * from 'heapscale'"));

afterAll(() => rmSync(folder, { recursive: true }));

const program = (name: string, value: string): string => `
const subject = { a: 1, list: [1, 2.5, { x: 'some text' }, 3], map: new Map([[1, {}]]), run() {}, get it() { return 1; } };
Object.prototype[${JSON.stringify(name)}] = ${value};
const { deepSizeOf, sizeOf, createMeter } = await import(${JSON.stringify(`file://${library}`)});
const polluted = [deepSizeOf(subject).bytes, deepSizeOf(subject, { paths: true }).bytes, sizeOf(subject), createMeter({}).add(subject)];
delete Object.prototype[${JSON.stringify(name)}];
const clean = [deepSizeOf(subject).bytes, deepSizeOf(subject, { paths: true }).bytes, sizeOf(subject), createMeter({}).add(subject)];
console.log(JSON.stringify({ polluted, clean }));
`;

describe('a process with a field on Object.prototype', () => {
  // Node itself does not start an import with a `get` or `set` there.
  it.each([
    ['value', '7'],
    ['value', '{}'],
    ['writable', 'true'],
    ['configurable', 'false'],
    ['enumerable', 'true'],
    ['length', '3'],
    ['prototype', '{}'],
    ['layout', "'chromium'"],
    ['maxBytes', '1'],
  ])('%s = %s loads the package and gets the same figures', (name, value) => {
    const file = join(folder, 'program.mjs');
    writeFileSync(file, program(name, value));
    const { polluted, clean } = JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' })) as {
      polluted: number[];
      clean: number[];
    };
    expect(polluted).toEqual(clean);
    expect(clean[0]).toBeGreaterThan(200);
  });
});
