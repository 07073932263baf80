// What the portable walker cannot see is followed by the inspector, and comes to what V8 has.
import { LRUCache } from 'lru-cache';
import { beforeAll, describe, expect, it } from 'vitest';
import { exactSizeOf, exactSizesOf } from '../../src/heap/exact.ts';
import { revealHidden } from '../../src/reveal/reveal-hidden.ts';
import { verify } from '../../src/heap/verify.ts';
import { deepSizeOf } from '../../src/index.ts';
import { freshText } from '../corpus/structure.ts';

describe('revealHidden', () => {
  it("weighs a cache with private fields within 5 % of V8's count", async () => {
    // Names of properties: V8 14 makes every other text that a Map looks up two strings, one of them a mere link.
    const records = Object.entries(
      JSON.parse(
        JSON.stringify(
          Object.fromEntries(
            Array.from({ length: 10_000 }, (_, id) => [
              `key number ${id}`,
              { id, text: `the value that has number ${id}` },
            ]),
          ),
        ),
      ) as Record<string, object>,
    );
    const cache = new LRUCache<string, object>({ max: 10_000 });
    for (const [key, value] of records) cache.set(key, value);
    const reveal = revealHidden();
    const report = deepSizeOf(cache, { reveal });
    reveal.close();
    const exact = await exactSizeOf(cache);
    expect(Math.abs(report.bytes / exact.bytes - 1)).toBeLessThan(0.05);
    expect(report.hidden.map((row) => row.kind)).not.toContain('private-fields');
    expect(deepSizeOf(cache).hidden.map((row) => row.kind)).toContain('private-fields');
  });

  const held = (): object => ({ body: freshText(5000) });
  const key = {};
  class Secret {
    #a = held();
    #b = 2.5;
    #c = 10n;
    read() {
      return [this.#a, this.#b, this.#c];
    }
  }
  class Deeper extends Secret {
    #a = held();
    more() {
      return this.#a;
    }
  }
  const shown: readonly (readonly [name: string, build: () => unknown, strings: number])[] = [
    ['private fields', () => new Secret(), 1],
    ['private fields of a class and its base', () => new Deeper(), 2],
    [
      "a class's own private fields",
      () =>
        class {
          static #table = held();
          static read() {
            return this.#table;
          }
        },
      1,
    ],
    ["a Promise's result", () => Promise.resolve(held()), 1],
    ["a WeakMap's values", () => new WeakMap([[key, held()]]), 1],
    ["a Proxy's target and handler", () => new Proxy(held(), held()), 2],
    [
      "a bound function's this and arguments",
      () =>
        function (..._: unknown[]) {
          return 1;
        }.bind(held(), held()),
      2,
    ],
    [
      "a generator's arguments and variables",
      () => {
        const g = (function* (a: unknown) {
          const b = held();
          yield;
          return [a, b];
        })(held());
        g.next();
        return g;
      },
      2,
    ],
  ];
  let sizes: readonly { readonly ours: number; readonly exact: number }[];
  beforeAll(async () => {
    const values = shown.map(([, build]) => build());
    const ours = values.map((value) => {
      const reveal = revealHidden();
      const { bytes } = deepSizeOf(value, { reveal });
      reveal.close();
      return bytes;
    });
    sizes = (await exactSizesOf(values)).map(({ bytes }, i) => ({ ours: ours[i], exact: bytes }));
  });
  it.each(shown.map(([name, , strings], i) => [name, strings, i] as const))('follows %s', (_, strings, i) => {
    const { ours, exact } = sizes[i];
    expect(ours).toBeGreaterThan(5000 * strings);
    expect(Math.abs(ours - exact)).toBeLessThan(150);
  });

  it('runs no trap, and leaves the global object as it was', () => {
    const names = Reflect.ownKeys(globalThis).length;
    const boom = (): never => {
      throw new Error('user code ran');
    };
    const traps = new Proxy({}, { get: () => boom });
    const reveal = revealHidden();
    expect(deepSizeOf([new Proxy(held(), traps)], { reveal }).bytes).toBeGreaterThan(5000);
    reveal.close();
    expect(Reflect.ownKeys(globalThis).length).toBe(names);
  });

  it('follows closures only when asked', () => {
    const body = held();
    // A function whose scope holds nothing else: the one of this file holds the whole test runner.
    const fn = (new Function('body', 'return () => body') as (body: object) => () => object)(body);
    const without = revealHidden();
    const withThem = revealHidden({ closures: true });
    expect(deepSizeOf(fn, { reveal: without }).bytes).toBeLessThan(100);
    expect(deepSizeOf(fn, { reveal: withThem }).bytes).toBeGreaterThan(5000);
    without.close();
    withThem.close();
  });
});

describe('verify', () => {
  it('reports the difference by type, with reasons', async () => {
    const pushed: number[] = [];
    for (let i = 0; i < 100; i++) pushed.push(i);
    class Secret {
      #a = { body: freshText(3000) };
      read() {
        return this.#a;
      }
    }
    let rope = freshText(20);
    for (let i = 0; i < 20; i++) rope += `piece ${i} of the rope `;
    const result = await verify({ pushed, secret: new Secret(), rope, plain: { a: 1, b: 2 } });
    const row = (type: string) => result.rows.find((item) => item.type === type)!;
    expect(row('Array').reasons.join()).toContain('spare capacity');
    expect(result.hiddenBytes).toBeGreaterThan(3000);
    expect(row('string').reasons.join()).toContain('hidden references');
    expect(result.exactBytes + result.hiddenBytes).toBe(
      (await exactSizeOf({ pushed, secret: new Secret(), rope, plain: { a: 1, b: 2 } })).bytes,
    );
    expect(String(result)).toMatch(/^estimate .* V8 .*\ntype +estimate +V8 +difference +hidden +why\n/);
  });
});
