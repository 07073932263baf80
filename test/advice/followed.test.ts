// Every kind of advice is followed, and V8's own count falls by what was promised.
import { describe, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { advise } from '../../src/index.ts';
import type { Finding } from '../../src/index.ts';
import { cases } from './cases.ts';

describe('advice that is followed', () => {
  it('saves what was promised, within 10 %, by V8\'s own count', async () => {
    const found: (Finding | undefined)[] = [];
    const values: unknown[] = [];
    for (const { build, follow, kind, path } of cases) {
      const value = build();
      found.push(advise(value).findings.find((finding) => finding.kind === kind && finding.path === path));
      values.push(value, follow(build() as never));
    }
    const sizes = (await exactSizesOf(values)).map(({ bytes }) => bytes);
    const rows = cases.map(({ name, kind }, i) => {
      const promised = found[i]?.savedBytes ?? 0;
      const saved = sizes[2 * i] - sizes[2 * i + 1];
      return { name: `${kind}: ${name}`, promised, saved, off: Math.abs(promised / saved - 1) };
    });
    expect(rows.filter(({ off, promised }) => !(off <= 0.1 && promised > 0))).toEqual([]);
  });
});
