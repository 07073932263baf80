// Every @example of the source is run, and its results are checked.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as assertEntry from '../../src/assert.ts';
import * as index from '../../src/index.ts';
import * as node from '../../src/node.ts';
import * as profileEntry from '../../src/profile.ts';
import { runExample } from './run-example.ts';
import { withSnapshotFile } from './snapshot-file.ts';
import { standIns } from './stand-ins.ts';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** All `ts` blocks in comments of a file, without the comment's stars. */
function examplesOf(file: string): { name: string; code: string }[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [
    ...text.matchAll(
      /@example\n(?: *\*.*\n)*? *\* ```ts\n([^]*?) *\* ```[^]*?\*\/\s*(?:export |async |function |const |interface )*(\w+)/g,
    ),
  ].map((match) => ({
    name: `${match[2]} in ${file}`,
    code: match[1].replace(/^ *\* ?/gm, ''),
  }));
}

const examples = (readdirSync(src, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .flatMap(examplesOf);

describe('@example', () => {
  it.each(examples.map(({ name, code }) => [name, code] as const))('%s', async (_, code) => {
    await runExample(withSnapshotFile(code), standIns());
  });

  it('has every public function', () => {
    const all = examples.map(({ code }) => code).join('\n');
    const functions = Object.entries({ ...index, ...node, ...assertEntry, ...profileEntry })
      .filter(([name, value]) => typeof value === 'function' && !/^[A-Z]/.test(name))
      .map(([name]) => name);
    expect(functions.length).toBeGreaterThan(20);
    expect(functions.filter((name) => !all.includes(`${name}(`))).toEqual([]);
  });
});
