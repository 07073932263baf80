// The command line as it is shipped: a file is weighed as deepSizeOf weighs it. Its options are in weigh.long.test.ts.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import { heapscale } from './heapscale.ts';

const lock = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const lockValue = (): unknown => JSON.parse(readFileSync(lock, 'utf8'));

describe('heapscale FILE', () => {
  it('weighs a real package-lock.json as deepSizeOf does', async () => {
    const { code, stdout, stderr } = await heapscale([lock]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first, ...rest] = stdout.trimEnd().split('\n');
    expect(first).toMatch(/package-lock\.json, [\d.]+ KiB of JSON$/);
    expect(rest.join('\n')).toBe(String(deepSizeOf(lockValue())));
  });

  it('prints the report as data', async () => {
    const { stdout } = await heapscale(['--json', lock]);
    const { file, kind, fileBytes, ...report } = JSON.parse(stdout) as Record<string, unknown>;
    expect({ file, kind, fileBytes }).toEqual({ file: lock, kind: 'json', fileBytes: readFileSync(lock).length });
    expect(report).toEqual(JSON.parse(JSON.stringify(deepSizeOf(lockValue()))));
  });

  it('keeps a budget and says how', async () => {
    const { bytes, range } = deepSizeOf(lockValue());
    const over = await heapscale([lock, '--max', `${bytes - 1024}`]);
    expect(over.code).toBe(1);
    expect(over.stdout).toContain('layout: ');
    expect(over.stderr).toMatch(/^over the budget of [\d.]+ KiB by 1 KiB; it may be as little as [\d.]+ KiB\n$/);
    const within = await heapscale(['--max', `${bytes}`, lock]);
    expect(within.code).toBe(0);
    expect(within.stderr).toMatch(/^within the budget of [\d.]+ KiB, 0 B left; it may be as much as [\d.]+ KiB\n$/);
    expect((await heapscale(['--max', `${range.max}`, lock])).stderr).toMatch(/left\n$/);
  });
});
