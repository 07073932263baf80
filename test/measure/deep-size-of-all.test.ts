// Several roots by one walk: the shares of each are what separate walks give, by definition.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, deepSizeOfAll } from '../../src/index.ts';
import { packages } from '../corpus/packages.ts';
import { synthetic } from '../corpus/synthetic.ts';

interface Node {
  a: Node | null;
  b: Node | null;
  c: Node | null;
}

/** What the definition says, by one walk for each root and one without it. */
function byDefinition(values: readonly unknown[]): { bytes: number; ownBytes: number }[] {
  const total = deepSizeOfAll(values).total.bytes;
  return values.map((value, i) => ({
    bytes: deepSizeOf(value).bytes,
    ownBytes: total - deepSizeOfAll(values.filter((_, k) => k !== i)).total.bytes,
  }));
}

describe('deepSizeOfAll', () => {
  it('gives each root what it reaches and what it alone reaches, in random graphs of more roots than one batch has', () => {
    const edges = fc.array(
      fc.tuple(fc.nat(79), fc.constantFrom('a' as const, 'b' as const, 'c' as const), fc.nat(79)),
      { maxLength: 160 },
    );
    fc.assert(
      fc.property(edges, fc.array(fc.nat(79), { minLength: 1, maxLength: 70 }), (list, starts) => {
        const nodes = Array.from({ length: 80 }, (): Node => ({ a: null, b: null, c: null }));
        for (const [from, key, to] of list) nodes[from][key] = nodes[to];
        const roots = starts.map((start) => nodes[start]);
        expect(deepSizeOfAll(roots).roots).toEqual(byDefinition(roots));
      }),
      { numRuns: 60 },
    );
  });

  it('counts strings, symbols and numbers of the roots and what they share', () => {
    const symbol = Symbol('a symbol that two roots hold');
    const text = 'a text that several roots hold';
    const groups: unknown[][] = [
      [1, null, undefined, true, ''],
      [1.5, 1.5, 2n ** 70n],
      ['a text by itself', 'a text by itself', 'another'],
      [symbol, { symbol }, [symbol]],
      [{ text }, [text], { list: [text] }],
      [new Map([[text, 1]]), text, new Set([text]), { text: [new Map([[text, 1]])] }],
      [{ text }, JSON.parse(`[{"text":"${text}"},{"text":"${text}"}]`)],
    ];
    for (const group of groups) expect(deepSizeOfAll(group).roots, String(group.length)).toEqual(byDefinition(group));
  });

  it('adds up over the corpus: no root has more than all, and what is shared is the rest', () => {
    const values = [...synthetic, ...packages].map(({ build }) => build());
    const { total, roots, sharedBytes } = deepSizeOfAll(values);
    let own = 0;
    for (const { bytes, ownBytes } of roots) {
      expect(ownBytes).toBeGreaterThanOrEqual(0);
      expect(ownBytes).toBeLessThanOrEqual(bytes);
      expect(bytes).toBeLessThanOrEqual(total.bytes);
      own += ownBytes;
    }
    expect(own + sharedBytes).toBe(total.bytes);
    expect(sharedBytes).toBeGreaterThan(0);
  });

  it('counts every root, ignored or not, and a root within another', () => {
    class Logger {
      lines = ['one line'];
    }
    const logger = new Logger();
    const inner = { a: 1 };
    const { roots, total } = deepSizeOfAll([logger, { logger }, inner, { inner }], { ignore: [Logger] });
    expect(roots[0].bytes).toBe(deepSizeOf(logger).bytes);
    expect(roots[1]).toEqual({ bytes: deepSizeOf(logger).bytes + 32, ownBytes: 32 });
    expect(roots[2]).toEqual({ bytes: 32, ownBytes: 0 });
    expect(roots[3]).toEqual({ bytes: 64, ownBytes: 32 });
    expect(total.complete).toBe(true);
  });

  it('of a walk that a limit ended gives what was read', () => {
    const wide = Array.from({ length: 50_000 }, (_, i) => ({ i }));
    const { total, roots } = deepSizeOfAll([{ a: { b: 1 } }, { wide }], { maxObjects: 2000 });
    expect(total).toMatchObject({ complete: false });
    for (const { bytes } of roots) expect(bytes).toBeLessThanOrEqual(total.bytes);
    expect(roots[1].ownBytes).toBeGreaterThan(1900 * 32);
  });
});
