// What grew between snapshots, by class and by id.
import { describe, expect, it } from 'vitest';
import { diffSnapshots } from '../../src/snapshot/diff-snapshots.ts';
import { summarizeSnapshot } from '../../src/snapshot/summarize-snapshot.ts';
import { builtSnapshot } from './built-snapshot.ts';
import { object, ROOT, sessions } from './sessions.ts';

describe('diffSnapshots', () => {
  it('counts new and freed objects by their ids', () => {
    // Sessions 0 to 9, then 4 to 23.
    const diff = diffSnapshots([sessions(10), sessions(20, 4)]);
    const row = diff.byType.find(({ type }) => type === 'Session')!;
    expect(row).toEqual({
      type: 'Session',
      counts: [10, 20],
      added: 14,
      freed: 4,
      kept: 14,
      bytes: 400,
      retainedBytes: 1000,
      isGrowing: true,
    });
    expect(diff.bytes).toBe(1000);
    expect(diff.notes).toEqual([]);
    expect(String(diff)).toContain('+1000 B (+45.5 %)');
  });

  it('counts of three snapshots what was new in the second and stayed', () => {
    const diff = diffSnapshots([sessions(5), sessions(10), sessions(12, 7)].map(summarizeSnapshot));
    // 5 to 9 were new; 7 to 9 stayed.
    expect(diff.byType.find(({ type }) => type === 'Session')).toMatchObject({
      counts: [5, 10, 12],
      kept: 3,
      freed: 5,
      added: 12,
      isGrowing: true,
    });
    expect(String(diff)).toContain('new and kept');
  });

  it('says that snapshots of two processes have no ids in common', () => {
    const other = builtSnapshot({ root: ROOT, a: object('A', 8), b: object('B', 8) }, [['root', 'a', 'shortcut', '1']]);
    expect(diffSnapshots([sessions(3), other]).notes).toHaveLength(1);
  });

  it('refuses fewer than two', () => {
    expect(() => diffSnapshots([sessions(1)])).toThrow('snapshots must be a list of at least two snapshots');
  });
});
