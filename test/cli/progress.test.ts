// The line on stderr: only on a terminal, never longer than it, and gone at the end.
import { describe, expect, it, vi } from 'vitest';
import { coloursOf } from '../../src/cli/colour.ts';
import { progressOf } from '../../src/cli/progress.ts';

function terminal(isTTY: boolean, columns = 80): { written: string[]; stream: NodeJS.WriteStream } {
  const written: string[] = [];
  return {
    written,
    stream: { isTTY, columns, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream,
  };
}

/** Runs with a clock that goes on by so many milliseconds each time it is read. */
function withClock(step: number, work: () => void): void {
  let now = 1000;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += step));
  try {
    work();
  } finally {
    clock.mockRestore();
  }
}

describe('progressOf', () => {
  it('draws a bar, and takes it away', () => {
    const { written, stream } = terminal(true);
    withClock(200, () => {
      const progress = progressOf('a.jsonl', stream, {});
      progress.read(2 ** 29, 2 ** 30);
      progress.read(2 ** 20, undefined);
      progress.weighed(1_234_567);
      progress.end();
    });
    expect(written).toEqual([
      '\r\u001b[2K████████████░░░░░░░░░░░░  50 %  512 MiB of 1 GiB  a.jsonl',
      '\r\u001b[2K1 MiB read  a.jsonl',
      '\r\u001b[2K1,234,567 objects weighed  a.jsonl',
      '\r\u001b[2K',
    ]);
  });

  it('draws ten times a second at most, in the width there is', () => {
    const { written, stream } = terminal(true, 40);
    withClock(10, () => {
      const progress = progressOf('a-name-that-is-rather-long.jsonl', stream, {});
      for (let i = 0; i < 100; i++) progress.read(i, 100);
    });
    expect(written.length).toBeGreaterThan(5);
    expect(written.length).toBeLessThanOrEqual(11);
    for (const text of written) expect(text.replace('\r\u001b[2K', '').length).toBeLessThan(40);
  });

  it('is silent where nobody looks', () => {
    const { written, stream } = terminal(false);
    withClock(200, () => {
      const progress = progressOf('a.jsonl', stream, {});
      progress.read(1, 2);
      progress.weighed(3);
      progress.end();
    });
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }, { FORCE_COLOR: '0' }]) {
      const plain = terminal(true);
      withClock(200, () => progressOf('a.jsonl', plain.stream, env).read(1, 2));
      written.push(...plain.written);
    }
    const idle = terminal(true);
    progressOf('a.jsonl', idle.stream, {}).end();
    expect([...written, ...idle.written]).toEqual([]);
  });
});

describe('coloursOf', () => {
  it('keeps to NO_COLOR, FORCE_COLOR and TERM', () => {
    const isOn = (isTTY: boolean, env: NodeJS.ProcessEnv): boolean => coloursOf({ isTTY }, env).bold('x') !== 'x';
    expect([
      isOn(true, {}),
      isOn(false, {}),
      isOn(true, { NO_COLOR: '1' }),
      isOn(true, { NO_COLOR: '' }),
      isOn(true, { TERM: 'dumb' }),
    ]).toEqual([true, false, false, true, false]);
    expect([
      isOn(false, { FORCE_COLOR: '1' }),
      isOn(false, { FORCE_COLOR: '', NO_COLOR: '1' }),
      isOn(true, { FORCE_COLOR: '0' }),
      isOn(true, { FORCE_COLOR: 'false' }),
    ]).toEqual([true, true, false, false]);
  });
});
