// ownersOf: whose the bytes are in a program of five real packages.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ownersOf } from '../../src/node.ts';
import type { OwnersData } from '../../src/node.ts';

const PACKAGES = ['acorn', 'ajv', 'dayjs', 'lunr', 'luxon'];

describe('the owners of a process', () => {
  it('are the packages, add up to the heap, and leave less than 30 % without an owner', async () => {
    const program = fileURLToPath(new URL('fixtures/owners.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [program], { maxBuffer: 2 ** 24 });
    const { bytes, owners } = JSON.parse(stdout) as OwnersData;
    const of = (name: string): number => owners.find(({ owner }) => owner === name)?.bytes ?? 0;
    expect(owners.reduce((sum, owner) => sum + owner.bytes, 0)).toBe(bytes);
    for (const { modules, ...owner } of owners)
      expect(modules.reduce((sum, module) => sum + module.bytes, 0)).toBe(owner.bytes);
    expect((of('(unattributed)') + of('(shared)')) / bytes).toBeLessThan(0.3);
    // The source of a package's file alone is on the heap: from 7 KiB of dayjs to 200 KiB of acorn and luxon.
    for (const name of PACKAGES) expect(of(name), name).toBeGreaterThan(name === 'dayjs' ? 2 ** 13 : 2 ** 17);
    expect(of('(program)')).toBeGreaterThan(2 ** 19);
  });

  it('are asked for with known options', async () => {
    await expect(ownersOf({ onProgress: 1 as never })).rejects.toThrow('onProgress must be a function; got 1');
    await expect(ownersOf({ locations: true } as never)).rejects.toThrow("unknown option 'locations' of ownersOf");
  });
});
