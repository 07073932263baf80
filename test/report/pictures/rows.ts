/** Places made by hand, as a walk with `paths: true` lists them. */
import { SizeReport } from '../../../src/index.ts';
import type { PathRow, SizeReportData } from '../../../src/index.ts';

/** One place: its last step, what it keeps, and its parts. */
export interface Place {
  readonly step: string;
  readonly retained: number;
  readonly type?: string;
  readonly deep?: number;
  readonly count?: number;
  readonly parts?: readonly Place[];
}

/** The rows of a place and of all it holds. */
export function rowsOf(
  { step, retained, type = 'Object', deep = retained, count = 1, parts = [] }: Place,
  above = '',
  depth = 0,
): PathRow[] {
  const path = above + step;
  return [
    { path, step, depth, type, bytes: deep, retainedBytes: retained, count },
    ...parts.flatMap((part) => rowsOf(part, path, depth + 1)),
  ];
}

/** A report whose bytes are those of the place. */
export function reportOn(place: Place | undefined, data: Partial<SizeReportData> = {}): SizeReport {
  const bytes = place?.retained ?? 1000;
  return new SizeReport({
    bytes,
    heapBytes: bytes,
    externalBytes: 0,
    objects: 9,
    range: { min: bytes, max: bytes + 100 },
    likely: { min: bytes, max: bytes + 10 },
    byType: [
      { type: 'Object', count: 4, bytes: bytes * 0.6, heapBytes: bytes * 0.6, externalBytes: 0 },
      { type: 'string', count: 5, bytes: bytes * 0.4, heapBytes: bytes * 0.3, externalBytes: bytes * 0.1 },
    ],
    hidden: [],
    duplicateStrings: { count: 0, bytes: 0 },
    complete: true,
    sampled: false,
    layout: { id: 'node20', title: 'a layout' },
    paths: place === undefined ? undefined : rowsOf(place),
    ...data,
  });
}

/** A small state: a cache with two entries, a chain of single parts, something folded. */
export const STATE: Place = {
  step: 'state',
  retained: 10_000,
  parts: [
    {
      step: '.cache',
      retained: 6000,
      type: 'Map',
      deep: 7000,
      parts: [
        { step: '.get("ann")', retained: 3000 },
        { step: '.get("bob")', retained: 2000, type: 'User' },
      ],
    },
    {
      step: '.first',
      retained: 2400,
      parts: [{ step: '.second', retained: 2300, parts: [{ step: '.third', retained: 2200, type: 'Array' }] }],
    },
    {
      step: '.users',
      retained: 1000,
      type: 'Array',
      parts: [
        {
          step: '[*]',
          retained: 700,
          count: 12,
          parts: [
            { step: '.name', retained: 300, type: 'string', count: 12 },
            { step: '.mail', retained: 200, type: 'string', count: 12 },
          ],
        },
      ],
    },
  ],
};

/** Keys that would break out of a page, a picture, a table or a line. */
export const HOSTILE_KEYS: readonly string[] = [
  '<img src=x onerror="globalThis.ran=1">',
  '</script><script>globalThis.ran=1</script>',
  '</svg><script>globalThis.ran=1</script>',
  '</title></style><svg onload=globalThis.ran=1>',
  '<!--',
  ']]>',
  '-->',
  '"\'`',
  '" onfocus="globalThis.ran=1" autofocus="',
  'a|b',
  'a\\|b',
  '``x``',
  '`<b>`',
  'a;b c 5',
  'a\nb\r\nc',
  '\u2028\u2029',
  '\u0000\u0007\u001b[31m',
  '\ud800',
  '\udc00x',
  '\uffff',
  '\u202eevil',
  '&amp;&lt;',
  '${globalThis.ran=1}',
  '{{constructor.constructor("globalThis.ran=1")()}}',
  '@everyone #1 https://example.org',
  '*bold* _x_ ~~y~~ [a](javascript:globalThis.ran=1)',
  'javascript:globalThis.ran=1',
  '__proto__',
  'constructor',
  '',
  ' ',
  '日本語のとても長い名前',
  '👩‍👩‍👧‍👧',
];

/** A value that has each of them as a key, a type and a title. */
export const HOSTILE: Place = {
  step: HOSTILE_KEYS[0],
  retained: 100_000,
  parts: HOSTILE_KEYS.map((key, i) => ({
    step: `[${JSON.stringify(key)}]`,
    retained: 3000 - i,
    type: key,
    parts: [
      { step: key, retained: 2000, type: key },
      { step: `.get(${key})`, retained: 700, type: `${key} | string` },
    ],
  })),
};
