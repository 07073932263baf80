// Every @example of the source is run, and its results are checked: here those that ask V8 for nothing that takes long.
import { describe, expect, it } from 'vitest';
import * as assertEntry from '../../src/assert.ts';
import * as index from '../../src/index.ts';
import * as node from '../../src/node.ts';
import * as profileEntry from '../../src/profile.ts';
import { asksV8 } from './asks-v8.ts';
import { runExample } from './run-example.ts';
import { withSnapshotFile } from './snapshot-file.ts';
import { standIns } from './stand-ins.ts';
import { examples } from './tsdoc.ts';

describe('@example', () => {
  const quick = examples.filter(({ code }) => !asksV8(code));
  it.each(quick.map(({ name, code }) => [name, code] as const))('%s', async (_, code) => {
    await runExample(withSnapshotFile(code), standIns(code));
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
