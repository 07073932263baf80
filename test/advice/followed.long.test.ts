// Every kind of advice is followed, and V8's own count falls by what was promised.
import { beforeAll, describe, expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { advise } from '../../src/index.ts';
import type { Finding } from '../../src/index.ts';
import { cases } from './cases.ts';

describe('advice that is followed', () => {
  /** For each case the value, what it is once the advice was followed, and the value after it was looked at. */
  let sizes: readonly { readonly before: number; readonly after: number; readonly looked: number }[];
  const found: (Finding | undefined)[] = [];
  beforeAll(async () => {
    const values = cases.flatMap(({ build, follow, kind, path }) => {
      const value = build();
      found.push(advise(value).findings.find((finding) => finding.kind === kind && finding.path === path));
      const looked = build();
      advise(looked, { minBytes: 0 });
      return [build(), follow(build() as never), looked];
    });
    const bytes = (await exactSizesOf(values)).map((report) => report.bytes);
    sizes = cases.map((_, i) => ({ before: bytes[3 * i], after: bytes[3 * i + 1], looked: bytes[3 * i + 2] }));
  });

  const named = cases.map(({ name, kind }, i) => [`${kind}: ${name}`, i] as const);
  it.each(named)("saves what was promised, within 10 %, by V8's own count: %s", (_, i) => {
    const promised = found[i]?.savedBytes ?? 0;
    const { before, after } = sizes[i];
    expect(promised).toBeGreaterThan(0);
    expect(Math.abs(promised / (before - after) - 1)).toBeLessThanOrEqual(0.1);
  });

  it.each(named)('is found without changing a byte of the value: %s', (_, i) => {
    expect(sizes[i].looked).toBe(sizes[i].before);
  });
});
