// Pictures as text: what each format demands, and that no name breaks out of it. How the page behaves: test/browser.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import { parse } from 'parse5';
import type { DefaultTreeAdapterMap } from 'parse5';
import { describe, expect, it } from 'vitest';
import { deepSizeOf, toHtml, toMarkdown, toSpeedscope, toSvg } from '../../../src/index.ts';
import type { HiddenKind } from '../../../src/index.ts';
import { pageCode } from '../../../src/report/pictures/page/bundle.mjs';
import { HOSTILE, HOSTILE_KEYS, reportOn, STATE } from './rows.ts';

type Node = DefaultTreeAdapterMap['node'];

/** Every element of a document, with its text. */
function elementsOf(node: Node, found: { name: string; attributes: string[]; text: string }[] = []): typeof found {
  if ('tagName' in node) {
    const text = node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
    found.push({ name: node.tagName, attributes: node.attrs.map((attribute) => attribute.name), text });
  }
  if ('childNodes' in node) for (const child of node.childNodes) elementsOf(child, found);
  return found;
}

describe('toHtml', () => {
  const html = toHtml(reportOn(HOSTILE), { title: HOSTILE_KEYS.join(' ') });
  const elements = elementsOf(parse(html));
  const sole = (name: string): string => {
    const found = elements.filter((element) => element.name === name);
    expect(found, name).toHaveLength(1);
    return found[0].text;
  };

  it('has no element and no attribute that comes from data', () => {
    const names = (list: typeof elements): string[] => [...new Set(list.map((element) => element.name))].sort();
    const known = elementsOf(parse(toHtml(reportOn(STATE))));
    expect(names(elements)).toEqual(names(known));
    expect([...new Set(elements.flatMap((element) => element.attributes))].sort()).toEqual(
      [...new Set(known.flatMap((element) => element.attributes))].sort(),
    );
    expect(elements.filter((element) => element.name === 'script')).toHaveLength(2);
  });

  it('holds the report itself, unchanged', () => {
    const data = elements.find((element) => element.name === 'script')!.text;
    expect(data).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(data)).toEqual(JSON.parse(JSON.stringify(reportOn(HOSTILE))));
  });

  it('allows its own script and style by their hashes, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1];
    const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const script = elements.filter((element) => element.name === 'script')[1].text;
    expect(policy).toBe(
      `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(sole('style'))}; base-uri 'none'; form-action 'none'`,
    );
    expect(toHtml(reportOn(STATE))).not.toMatch(
      /unsafe-|nonce-|\ssrc=|\shref=(?!x)|url\(|@import|fetch\(|XMLHttpRequest|\beval\(|new Function/,
    );
  });

  it('works by type alone', () => {
    expect(toHtml(deepSizeOf({ a: ['text of it', 1.5] }))).toContain('<title>value: ');
  });

  it('is made of src/report/pictures/page as it is now', async () => {
    expect(readFileSync(new URL('../../../src/report/pictures/generated/page-code.ts', import.meta.url), 'utf8')).toBe(
      await pageCode(),
    );
  });
});

describe('the colours', () => {
  /** WCAG's contrast of two colours. */
  function contrast(a: string, b: string): number {
    const luminance = (hex: string): number => {
      const [r, g, blue] = [1, 3, 5]
        .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
    };
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  }

  it('leave every text readable, by day and by night', () => {
    const css = readFileSync(new URL('../../../src/report/pictures/page/map.css', import.meta.url), 'utf8');
    for (const part of css.split('@media')) {
      const fillOf = (selector: string): string =>
        new RegExp(`\\.map ${selector.replaceAll('.', '\\.')} \\{ fill: (#[0-9a-f]{6})`).exec(part)![1];
      const tiles = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'cx', 'd0', 'd1']
        .map((name) => `.${name} rect`)
        .concat('.ground');
      // What is no place of its own has a paler tint of these over a frame or the ground, which lies between the two.
      for (const tile of tiles)
        for (const text of ['text', '.size'])
          expect(contrast(fillOf(text), fillOf(tile)), `${text} on ${tile}`).toBeGreaterThan(5);
    }
  });
});

describe('toSvg', () => {
  it('draws the places with their names and bytes', () => {
    const svg = toSvg(reportOn(STATE), { title: 'the state' });
    expect(svg).toContain('>the state: 9.77 KiB</text>');
    for (const text of [
      '>cache</text>',
      '>ann</text>',
      '>2.93 KiB</text>',
      '>itself and the rest</text>',
      '<title>state.cache.get(&quot;bob&quot;); User; 1.95 KiB, 20.0 % of all</title>',
      '<title>state.users[*].name; string, 12 places; 300 B, 3.0 % of all</title>',
    ])
      expect(svg).toContain(text);
    expect(svg).toContain('6.84 KiB including what is shared with other places');
  });

  it('draws types where there are no places, and a value of nothing', () => {
    expect(toSvg(reportOn(undefined))).toContain('>Object</text>');
    expect(toSvg(deepSizeOf(undefined))).toContain('value: 0 B');
  });

  it('has the size that is asked for', () => {
    expect(toSvg(reportOn(STATE), { width: 400, height: 300 })).toContain(
      'width="400" height="300" viewBox="0 0 400 300"',
    );
    expect(() => toSvg(reportOn(STATE), { width: 3 })).toThrow(
      'width must be a number of pixels of at least 200; got 3',
    );
    const report = reportOn(STATE);
    const options = { title: 5 as never };
    for (const draw of [
      () => toHtml(report, options),
      () => toSvg(report, options),
      () => toMarkdown(report, options),
      () => toSpeedscope(report, options),
    ])
      expect(draw).toThrow(new TypeError('title must be a string; got 5'));
    expect(() => toSvg(reportOn(STATE), { height: Number.NaN })).toThrow(RangeError);
  });
});

describe('toMarkdown', () => {
  it('is two tables between headline and notes', () => {
    expect(toMarkdown(reportOn(STATE))).toBe(`**\`state\`: 9.77 KiB**

9.77 KiB (likely 9.77 to 9.78 KiB, at most 9.86 KiB) in 9 objects

| type | count | bytes | share |
| --- | ---: | ---: | ---: |
| \`Object\` | 4 | 5.86 KiB | 60.0 % |
| \`string\` | 5 | 3.91 KiB | 40.0 % |

| place | type | retained | share |
| --- | --- | ---: | ---: |
| \`state.cache\` | \`Map\` | 5.86 KiB | 60.0 % |
| \`state.cache.get("ann")\` | \`Object\` | 2.93 KiB | 30.0 % |
| \`state.first.second.third\` | \`Array\` | 2.34 KiB | 24.0 % |
| \`state.cache.get("bob")\` | \`User\` | 1.95 KiB | 20.0 % |
| \`state.users[*]\` | \`Object\` | 1000 B | 10.0 % |
| \`state.users[*].name\` | \`string\` | 300 B | 3.0 % |
| \`state.users[*].mail\` | \`string\` | 200 B | 2.0 % |

- layout: a layout
`);
  });

  it('makes no name into markup, a link, a row or a cell', () => {
    const types = HOSTILE_KEYS.slice(0, 12).map((type, i) => ({
      type,
      count: 1,
      bytes: 100 - i,
      heapBytes: 100 - i,
      externalBytes: 0,
    }));
    for (const byType of [
      types,
      HOSTILE_KEYS.slice(12, 24).map((type, i) => ({ ...types[i], type })),
      HOSTILE_KEYS.slice(24).map((type) => ({ ...types[0], type })),
    ]) {
      const markdown = toMarkdown(
        reportOn(HOSTILE, {
          byType,
          hidden: [{ kind: HOSTILE_KEYS[0] as HiddenKind, count: 1, types: HOSTILE_KEYS }],
        }),
        { title: HOSTILE_KEYS.join(' ') },
      );
      const elements = elementsOf(parse(marked.parse(markdown, { async: false, gfm: true })));
      const names = [
        'body',
        'code',
        'head',
        'html',
        'li',
        'p',
        'strong',
        'table',
        'tbody',
        'td',
        'th',
        'thead',
        'tr',
        'ul',
      ];
      expect([...new Set(elements.map((element) => element.name))].sort()).toEqual(names);
      expect(elements.flatMap((element) => element.attributes).filter((name) => name !== 'align')).toEqual([]);
      const rows = byType.length + 1 + 14;
      expect(elements.filter((element) => element.name === 'tr')).toHaveLength(rows);
      expect(elements.filter((element) => element.name === 'td' || element.name === 'th')).toHaveLength(rows * 4);
    }
  });

  it('shows odd names as they are', () => {
    for (const name of [
      'a|b',
      'a\\|b',
      '``x``',
      '`<b>`',
      '*bold* _x_ ~~y~~',
      '&amp;&lt;',
      '@everyone #1',
      'C:\\temp\\',
    ]) {
      const html = marked.parse(
        toMarkdown(
          reportOn(undefined, {
            byType: [{ type: name, count: 1, bytes: 1, heapBytes: 1, externalBytes: 0 }],
          }),
        ),
        { async: false, gfm: true },
      );
      expect(
        elementsOf(parse(html))
          .filter((element) => element.name === 'code')
          .map((element) => element.text),
        name,
      ).toContain(name);
    }
  });
});
