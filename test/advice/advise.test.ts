// What advise finds and what it does not, on ordinary and on odd values.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Advice, advise, deepSizeOf, layouts } from '../../src/index.ts';
import { revealHidden } from '../../src/node.ts';
import { boom, hostile } from '../corpus/hostile.ts';
import { freshText } from '../corpus/structure.ts';
import { synthetic } from '../corpus/synthetic.ts';
import { cases, json, list } from './cases.ts';

const kindsOf = (advice: Advice): string[] => advice.findings.map(({ kind, path }) => `${path}: ${kind}`);

class Point {
  x: number;
  y: number;
  label: string;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
    this.label = freshText(30);
  }
}

describe('advise', () => {
  it('does as its example says', () => {
    const points = list(1000, (i) => ({ x: i / 3, y: i / 7 }));
    const [finding] = advise({ points }).findings;
    expect(finding).toMatchObject({ kind: 'objects-by-column', path: 'value.points', count: 1000 });
    expect(finding.savedBytes).toBeGreaterThan(1000 * 40);
    expect(String(advise({ points }))).toContain('1. value.points: objects by column, saves ');
  });

  it.each([
    ['instances of a class', () => list(2000, (i) => new Point(i, i + 1))],
    ['a typed array', () => new Float64Array(100_000)],
    [
      'a small configuration',
      () => ({
        name: 'app',
        port: 8080,
        hosts: ['a', 'b'],
        tls: { key: null, cert: null },
        limits: {},
        plugins: [],
        env: new Map([['a', 1]]),
      }),
    ],
    ['unboxed doubles', () => list(10_000, (i) => i / 3)],
    ['a Map of texts', () => new Map(list(3000, (i) => [freshText(20), i]))],
    ['a Set of objects', () => new Set(list(3000, (i) => new Point(i, i)))],
    ['different texts', () => list(3000, () => freshText(40))],
    [
      'records that are mostly text',
      () => json(list(500, (id) => ({ id, title: freshText(80), body: freshText(400) }))),
    ],
    ['one long text', () => ({ text: freshText(1_000_000) })],
    ['a buffer and a view of all of it', () => ({ bytes: new Uint8Array(new ArrayBuffer(1 << 20)) })],
    [
      'a buffer that is held beside a view',
      () => ((buffer) => ({ buffer, head: new Uint8Array(buffer, 0, 100) }))(new ArrayBuffer(1 << 20)),
    ],
    [
      'records that are held elsewhere too',
      () =>
        ((items) => ({ items, byId: new Map(items.map((item) => [item.id, item])) }))(
          json(list(1000, (id) => ({ id, at: id + 0.5 }))),
        ),
    ],
    ['a linked list', () => list(5000, (i) => i).reduce<object | null>((next, value) => ({ value, next }), null)],
    ['a number', () => 1.5],
    ['a text', () => 'text'],
    ['null', () => null],
    ['nothing', () => undefined],
    ['a function', () => () => 1],
  ])('finds nothing in %s', (_, build) => {
    expect(kindsOf(advise(build()))).toEqual([]);
  });

  it('reports the heaviest first, and nothing lighter than asked for', () => {
    const value = {
      many: list(500, () => new Map()),
      few: list(50, () => new Map()),
      long: json(list(4000, (i) => i)),
    };
    const { findings, savedBytes, bytes } = advise(value, { minBytes: 1 });
    expect(findings.map(({ path }) => path)).toEqual(['value.many[*]', 'value.long', 'value.few[*]']);
    expect(bytes).toBe(deepSizeOf(value).bytes);
    expect(savedBytes).toBe(findings.reduce((sum, finding) => sum + finding.savedBytes, 0));
    expect(advise(value, { minBytes: findings[1].savedBytes }).findings).toEqual(findings.slice(0, 2));
    expect(advise(value, { minBytes: findings[1].savedBytes + 1 }).findings).toEqual(findings.slice(0, 1));
  });

  it('counts once what two findings would save', () => {
    const records = json(list(1000, (id) => ({ id, at: id + 0.5, a: null, b: null, c: null, d: null })));
    const { findings, savedBytes } = advise({ records });
    expect(findings.map(({ kind, alternativeTo }) => [kind, alternativeTo])).toEqual([
      ['objects-by-column', undefined],
      ['empty-fields', 0],
    ]);
    expect(savedBytes).toBe(findings[0].savedBytes);
    expect(savedBytes).toBeLessThanOrEqual(deepSizeOf(records).bytes);
    const urls = list(300, (i) => `https://example.com/a/rather/long/path/${i % 3}`);
    const texts = advise({ urls: json(urls) }).findings;
    expect(texts.map(({ alternativeTo }) => alternativeTo)).toEqual([undefined, 0]);
  });

  it('counts of unlike things only those that are meant', () => {
    const items = list(300, (n) =>
      n % 3 === 0
        ? list(40, (id) => ({ id, at: id + 0.1 }))
        : n % 3 === 1
          ? list(40, (i) => freshText(20 + i))
          : [{ id: 'no row' }],
    );
    const found = advise({ items: json(items) }).findings.find(({ kind }) => kind === 'objects-by-column');
    expect(found?.path).toBe('value.items[*]');
    expect(Math.abs(found!.count / 4000 - 1)).toBeLessThan(0.1);
  });

  it('says what a saving depends on', () => {
    const onlyIf = (value: unknown): (string | undefined)[] => advise(value).findings.map((finding) => finding.onlyIf);
    expect(
      onlyIf({
        items: json(list(300, (i) => ({ text: `a text that is there twice ${i % 150}`, more: freshText(100) }))),
      }),
    ).toEqual([expect.stringMatching(/parsed/)]);
    expect(onlyIf(Object.fromEntries(list(200, (i) => [`key number ${i}`, i])))[0]).toMatch(/Object\.fromEntries/);
    expect(onlyIf(Object.fromEntries(list(3000, (i) => [`key number ${i}`, i])))).toEqual([undefined]);
    expect(
      advise(
        list(300, (i) => `a text that is there twice ${i % 150}`),
        { strings: 'once' },
      ).findings.filter(({ kind }) => kind === 'duplicate-strings'),
    ).toEqual([]);
  });

  it('takes the same place at every depth as one', () => {
    type Tree = { name: string; children: Tree[] };
    const grow = (depth: number): Tree => ({
      name: freshText(20),
      children: depth === 0 ? [] : [grow(depth - 1), grow(depth - 1)],
    });
    const { findings } = advise(grow(8), { name: 'tree' });
    expect(findings).toMatchObject([{ kind: 'empty-container', path: 'tree.children', count: 256 }]);
  });

  it('weighs for the layout that is asked for', () => {
    const value = { items: json(list(1000, (id) => ({ id, tags: [] as never[] }))) };
    const [here] = advise(value, { layout: layouts.node24 }).findings;
    const [there] = advise(value, { layout: layouts.chromium }).findings;
    expect(there.savedBytes).toBeLessThan(here.savedBytes);
    expect(advise(value, { layout: layouts.chromium }).layout.id).toBe('chromium156');
  });

  it('leaves out what is ignored', () => {
    const ignored = list(500, () => new Map());
    expect(advise({ ignored }).findings).toHaveLength(1);
    expect(advise({ ignored }, { ignore: [ignored] }).findings).toEqual([]);
  });

  it('looks into private fields that are shown', () => {
    class Cache {
      #entries = list(300, () => new Map());
      get size(): number {
        return this.#entries.length;
      }
    }
    const cache = new Cache();
    expect(advise({ cache }).findings).toEqual([]);
    expect(kindsOf(advise({ cache }, { reveal: revealHidden() }))).toEqual([
      'value.cache.#entries[*]: empty-container',
    ]);
    expect(cache.size).toBe(300);
  });

  it('is printed and written as data', () => {
    const advice = advise({ ['a\u001b[31m\nb']: list(500, () => new Set()) });
    expect(String(advice)).toMatch(
      /^74\.\d KiB of 78\.\d KiB can be saved \(\d+\.\d %\)\n\n1\. value\["a\\u001b\[31m\\nb"\]\[\*\]: empty container, saves .* in 500\n {3}why: .*\n {3}do: {2}.*\n\nlayout: /,
    );
    expect(inspect(advice)).toBe(String(advice));
    expect(json(advice)).toEqual(advice.toJSON());
    expect(new Advice(json(advice)).toString()).toBe(String(advice));
    expect(String(advise({}))).toMatch(/^56 B: nothing found that would save 1 KiB or more\nlayout: /);
  });
});

describe('advise on odd values', () => {
  it.each(hostile)('%s', (_, build) => {
    const value = list(40, build);
    expect(advise(value, { minBytes: 0 })).toBeInstanceOf(Advice);
  });

  it('promises no more than there is, on every structure', () => {
    for (const { name, build } of [...synthetic, ...cases]) {
      const { findings, savedBytes, bytes } = advise(build(), { minBytes: 0 });
      expect(savedBytes, name).toBeLessThanOrEqual(bytes);
      for (const finding of findings) {
        expect(finding.savedBytes, name).toBeGreaterThan(0);
        expect(finding.savedBytes, name).toBeLessThanOrEqual(finding.bytes);
      }
    }
  });

  it('runs no getter, and sees none as data', () => {
    const item = (): object => ({
      get a() {
        return boom();
      },
      b: null,
      c: null,
      d: null,
    });
    const array: unknown[] = list(100, (i) => i);
    Object.defineProperty(array, 50, { get: boom, enumerable: true });
    const bare = Object.create(null, { a: { get: boom, enumerable: true } }) as object;
    const value = {
      items: list(100, item),
      array,
      bare: list(50, () => bare),
      proxies: list(
        50,
        () => new Proxy({}, { get: boom, ownKeys: boom, getOwnPropertyDescriptor: boom, getPrototypeOf: boom }),
      ),
    };
    expect(kindsOf(advise(value, { minBytes: 0 }))).toEqual([]);
  });

  it('ends in cycles, chains and very many objects', () => {
    const cycle: Record<string, unknown> = { items: list(300, () => []) };
    cycle['self'] = cycle;
    cycle['ring'] = list(300, (i) => ({ i, cycle }));
    expect(kindsOf(advise(cycle))).toContain('value.items[*]: empty-container');
    let chain: object = {};
    for (let i = 0; i < 20_000; i++) chain = { [`key ${i}`]: chain };
    expect(advise(chain).findings).toEqual([]);
    const classes = list(
      2000,
      () =>
        new (class {
          a = null;
          b = null;
          c = null;
        })(),
    );
    expect(advise(classes).findings).toEqual([]);
    expect(kindsOf(advise(list(3000, (i) => list(40, (k) => `/a/long/beginning/${i}/${k}`))))).toEqual([
      'value[*]: common-prefixes',
    ]);
  });
});
