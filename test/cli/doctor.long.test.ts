// heapscale doctor: what it prints of this engine, and that its self-test holds here.
import { describe, expect, it } from 'vitest';
import { failure, heapscale } from './heapscale.ts';

describe('heapscale doctor', () => {
  it('compares sizes with those of V8', async () => {
    const { code, stdout } = await heapscale(['doctor'], { node: ['--expose-gc'] });
    expect(code).toBe(0);
    expect(stdout).toContain(`V8 ${process.versions.v8}`);
    expect(stdout).toMatch(/^flags +--expose-gc$/m);
    expect(stdout).toMatch(
      /^works +heap snapshots, inspector, engine facts, collecting garbage, diagnostics channels$/m,
    );
    expect(stdout).not.toContain('missing');
    const report = JSON.parse((await heapscale(['doctor', '--json'])).stdout) as {
      isSound: boolean;
      selfTest: { value: string; exact: number; inRange: boolean }[];
    };
    expect(report.isSound).toBe(true);
    for (const { exact, inRange } of report.selfTest)
      expect({ inRange, has: exact > 0 }).toEqual({ inRange: true, has: true });
    expect(await failure(['doctor', '--nope'], {})).toMatch(/^Unknown option '--nope': see heapscale doctor --help$/);
  });

  it('says what permissions deny, by using it', async () => {
    const permission = process.versions.node.startsWith('20.') ? '--experimental-permission' : '--permission';
    const { code, stdout } = await heapscale(['doctor'], { node: [permission, '--allow-fs-read=*', '--no-warnings'] });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^works +heap snapshots, engine facts, collecting garbage, diagnostics channels$/m);
    expect(stdout).toMatch(/^missing +inspector: the inspector is denied without --allow-inspector$/m);
  });

  it('works where flags of V8 are frozen', async () => {
    const { code, stdout } = await heapscale(['doctor'], { node: ['--freeze-flags-after-init'] });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^works +heap snapshots, inspector, diagnostics channels$/m);
    expect(stdout).toMatch(/^ +collecting garbage: collecting garbage needs --expose-gc here: .*frozen/m);
  });
});
