// Options of deepSizeOf, several roots, the report's forms, and byte texts.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  deepSizeOf,
  deepSizeOfAll,
  describeLayout,
  entrySizeOf,
  formatBytes,
  layouts,
  parseBytes,
  sizeOf,
  unmetered,
} from '../../src/index.ts';
import { flat } from '../corpus/structure.ts';

describe('boundaries', () => {
  class Logger {
    lines = ['a line of this log', 'another line of it'];
  }
  const logger = new Logger();
  const value = { logger, own: 1 };

  it('ignores objects, classes, and what a predicate names', () => {
    const bare = deepSizeOf({ logger: null, own: 1 }).bytes;
    expect(deepSizeOf(value).bytes).toBeGreaterThan(bare);
    expect(deepSizeOf(value, { ignore: [logger] }).bytes).toBe(bare);
    expect(deepSizeOf(value, { ignore: [Logger] }).bytes).toBe(bare);
    expect(deepSizeOf(value, { ignore: (item) => item === logger }).bytes).toBe(bare);
  });

  it('ignores classes by name, their subclasses and themselves, and what properties of a name hold', () => {
    class Special extends Logger {}
    const bare = deepSizeOf({ logger: null, own: 1 }).bytes;
    expect(deepSizeOf(value, { ignore: ['Logger'] }).bytes).toBe(bare);
    expect(deepSizeOf({ logger: new Special(), own: 1 }, { ignore: ['Logger'] }).bytes).toBe(bare);
    expect(deepSizeOf({ logger: Logger, own: 1 }, { ignore: ['Logger'] }).bytes).toBe(bare);
    expect(deepSizeOf(value, { ignore: ['.logger'] }).bytes).toBe(bare);
    expect(deepSizeOf({ logger: () => logger, own: 1 }, { ignore: ['.logger'] }).bytes).toBe(bare);
    expect(deepSizeOf(value, { ignore: ['Log', '.log', 'logger', '.Logger'] }).bytes).toBe(deepSizeOf(value).bytes);
    expect(deepSizeOf(value, { ignore: ['.logger'], paths: true })).toMatchObject({ bytes: bare });
    expect(deepSizeOfAll([value], { ignore: ['.logger'] }).total.bytes).toBe(bare);
    // What is reached in another way counts, whichever comes first.
    for (const both of [
      { logger, other: logger },
      { other: logger, logger },
    ])
      expect(deepSizeOf(both, { ignore: ['.logger'] }).bytes).toBe(deepSizeOf(both).bytes);
  });

  it('keeps names for the second walk of a cache entry with slices of a pool', () => {
    const entry = { slice: Buffer.from('abc'), logger };
    expect(entrySizeOf('k', entry, { ignore: ['.logger'] })).toBe(entrySizeOf('k', entry, { ignore: [logger] }));
  });

  it.each(['', '.', 1, null])('refuses %j as an item', (item) => {
    expect(() => deepSizeOf(value, { ignore: [item as never] })).toThrow(
      "an item of ignore must be an object, a class, or a name such as 'Socket' or '.parent'; got ",
    );
  });

  it('counts the root though it is ignored', () => {
    expect(deepSizeOf(logger, { ignore: [Logger] }).bytes).toBe(deepSizeOf(logger).bytes);
  });

  it('keeps out of what declares itself unmetered', () => {
    class Shared {
      static [unmetered] = true;
      big = ['much text that is not counted'];
    }
    expect(deepSizeOf({ a: new Shared() }).bytes).toBe(deepSizeOf({ a: null }).bytes);
  });

  it('ends at the language, the global object, and the process', () => {
    const held = { map: Map, math: Math, global: globalThis, process };
    expect(deepSizeOf(held).bytes).toBe(deepSizeOf({ map: 0, math: 0, global: 0, process: 0 }).bytes);
  });

  it('refuses a class where a predicate or a list is wanted', () => {
    // Called as a predicate, Array would ignore everything and Logger would throw.
    for (const ignore of [Logger, Array, Map, Object])
      expect(() => deepSizeOf(value, { ignore: ignore as never })).toThrow(
        "ignore must be a predicate, a list of objects, classes and names, or 'dom'; got a class: name it in a list, such as [Logger]",
      );
    const classes = (item: object): boolean => item === logger;
    expect(deepSizeOf(value, { ignore: classes }).bytes).toBe(deepSizeOf(value, { ignore: classes.bind(null) }).bytes);
    expect(
      deepSizeOf(value, {
        ignore: function (item) {
          return item === logger;
        },
      }).bytes,
    ).toBe(deepSizeOf(value, { ignore: [logger] }).bytes);
  });

  it('reads an iterator once, for as many walks as there are', () => {
    const bare = deepSizeOf({ logger: null, own: 1 }).bytes;
    const ignore = new Set([logger]).values();
    expect([1, 2, 3].map(() => deepSizeOf(value, { ignore }).bytes)).toEqual([bare, bare, bare]);
    expect(deepSizeOfAll([value], { ignore: new Map([[logger, 1]]).keys() })).toMatchObject({
      total: { bytes: bare },
      roots: [{ bytes: bare, ownBytes: bare }],
      sharedBytes: 0,
    });
    const list: object[] = [];
    expect(deepSizeOf(value, { ignore: list }).bytes).toBeGreaterThan(bare);
    list.push(logger);
    expect(deepSizeOf(value, { ignore: list }).bytes).toBe(bare);
  });
});

describe('strings', () => {
  it('that V8 keeps for itself weigh nothing, however often they come', () => {
    const words = JSON.parse(
      '["maximumFractionDigits","maximumFractionDigits","maximumFractionDigits","maximumFractionDigits"]',
    ) as string[];
    for (const strings of ['auto', 'once', 'each'] as const) expect(deepSizeOf(words, { strings }).objects).toBe(1);
  });

  const text = 'a text of some length';
  const list = [flat(text), flat(text)];
  it('count once or each, and the range holds both', () => {
    const once = deepSizeOf(list, { strings: 'once' });
    const each = deepSizeOf(list, { strings: 'each' });
    expect(each.bytes - once.bytes).toBe(sizeOf(text));
    expect(once.range).toEqual(each.range);
    expect(once.duplicateStrings).toEqual({ count: 1, bytes: sizeOf(text) });
  });

  it('are not read when they must not be; the range covers both widths', () => {
    const wide = flat('two bytes \u4e2d a character');
    const unread = deepSizeOf([wide], { readStrings: false });
    expect(unread.range.max).toBeGreaterThanOrEqual(deepSizeOf([wide]).bytes);
    expect(unread.bytes).toBeLessThan(deepSizeOf([wide]).bytes);
  });
});

describe('several roots', () => {
  it('have their own share, and what they share counts once', () => {
    const shared = { text: flat('in both of them') };
    const { total, roots, sharedBytes } = deepSizeOfAll([{ shared }, { shared }]);
    expect(sharedBytes).toBe(deepSizeOf(shared).bytes);
    expect(roots.map((root) => root.ownBytes)).toEqual([32, 32]);
    expect(total.bytes).toBe(sharedBytes + 64);
  });
});

describe('the report', () => {
  const report = deepSizeOf({ list: [1.5, 'x'], fn: () => 1, buffer: new ArrayBuffer(5000) });
  it('prints a table that names the engine, and what was not followed', () => {
    expect(String(report)).toMatch(/^\S+ \S+ (?:\(.*\) )?in \d+ objects; .* outside it/);
    expect(String(report)).toContain('not followed: closures (1): Function');
    expect(String(report)).toContain(`layout: ${report.layout.title}`);
    expect(inspect(report)).toBe(String(report));
  });
  it('is plain data as JSON', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report.toJSON());
    expect(report.externalBytes).toBe(5000);
  });
  it('can speak for another engine', () => {
    expect(deepSizeOf(new ArrayBuffer(0), { layout: layouts.node20 }).bytes).toBe(layouts.node20.kinds['arrayBuffer']);
    expect(deepSizeOf(new ArrayBuffer(0), { layout: layouts.node26 }).layout.title).toContain('Node 26');
  });
  it('lays an object out field by field', () => {
    expect(describeLayout({ a: 1, b: 'text' }).fields.map((field) => [field.part, field.name, field.holds])).toEqual([
      ['header', 'map, properties, elements', ''],
      ['in-object property', 'a', 'Smi'],
      ['in-object property', 'b', 'pointer'],
    ]);
  });
});

describe('bytes as text', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [65536, '64 KiB'],
    [1048575, '1 MiB'],
    [-2_500_000, '-2.38 MiB'],
    [2 ** 50, '1 PiB'],
  ])('formats %d', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
  it.each([
    ['64 KiB', 65536],
    ['1.5MB', 1_500_000],
    ['2G', 2 ** 31],
    ['512', 512],
    ['1_000 b', 1000],
    ['1,550 B', 1550],
    ['1,234,567', 1_234_567],
    ['1,024.5 KiB', 1_049_088],
    ['12_345_678', 12_345_678],
    ['0.001 EiB', Math.round(0.001 * 2 ** 60)],
    [100, 100],
  ] as const)('parses %s', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes);
  });
  it.each(['', 'KiB', '-1 B', '1 XB', '9999 PiB', '1.2.3', '1.550,5 B'])('refuses %j', (text) => {
    expect(() => parseBytes(text)).toThrow(RangeError);
  });
  it.each(['1,5 MiB', '1,55 GB', '12,34,567', '1,2,3 KB', '1,000_000', '0,550 KiB', '1000,000', '1,0000', '1_5'])(
    'refuses %j, whose separators are not between groups of three digits',
    (text) => {
      expect(() => parseBytes(text)).toThrow(
        new RangeError(
          `Invalid size '${text}': ',' and '_' separate groups of three digits ('1,500 KiB'), decimals follow a point ('1.5 MiB')`,
        ),
      );
    },
  );
  it.each([
    [2 ** 63, '8 EiB'],
    [1023.9 * 2 ** 60, '1 ZiB'],
    [-(2 ** 70), '-1 ZiB'],
    [2 ** 80, '1 YiB'],
    [1e30, '8.27e+5 YiB'],
    [Number.MAX_VALUE, '1.49e+284 YiB'],
  ])('formats %d, which is more than any memory', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
  it('refuses what is not a number', () => {
    expect(() => formatBytes(Number.NaN)).toThrow(TypeError);
    expect(() => parseBytes(null as never)).toThrow(TypeError);
  });
});
