// Advice from the answers to the other questions.
import { describe, expect, it } from 'vitest';
import { adviceIn } from '../../src/snapshot/advice-in.ts';
import { sessions } from './sessions.ts';

describe('adviceIn', () => {
  it('names the suspect and equal strings, with what to do', () => {
    const { findings, bytes } = adviceIn(sessions(200));
    expect(bytes).toBe(21_196);
    expect(findings.map(({ kind, bytes: of }) => [kind, of])).toEqual([
      ['suspect', 20_096],
      ['equal-strings', 199 * 60],
    ]);
    expect(findings[0].message).toContain('set a limit');
  });
});
