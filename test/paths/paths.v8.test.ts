// What a place retains beside V8's own retained sizes.
import { beforeAll, describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import type { PathOptions, PathRow } from '../../src/index.ts';
import { exactSizesOf } from '../../src/node.ts';
import { freshText } from '../corpus/structure.ts';

const rowsOf = (value: unknown, options: PathOptions = {}): readonly PathRow[] =>
  deepSizeOf(value, { paths: { name: 'v', ...options } }).paths!;

describe("retained sizes beside V8's own", () => {
  type Nested = (string | number | null | Nested)[];
  const parse = (text: string): Nested => JSON.parse(text) as Nested;

  // Arrays, Maps and views alone: with them nothing of V8's own, such as hidden classes, goes away. Names beside steps
  // are those of rows.
  const structures: readonly (readonly [
    name: string,
    build: () => unknown,
    parts: readonly (readonly [path: string, of: (value: never) => unknown])[],
  ])[] = [
    [
      'what two arrays and a Map share',
      () => {
        const shared = parse(`["${freshText(50)}","${freshText(60)}"]`);
        const first = parse(`[0,["${freshText(30)}"]]`);
        const second = parse(`["${freshText(70)}",0]`);
        first[0] = second[1] = shared;
        return [
          first,
          parse('[1,2.5,3]'),
          new Map([
            [1, second],
            // As long as the other: arrays of one Map that differ in length are taken to have grown.
            [2, [shared, 0].slice()],
          ]),
        ].slice();
      },
      [
        ['v[0]', (v: never[]) => v[0]],
        ['v[0][1]', (v: never[][]) => v[0][1]],
        ['v[1]', (v: never[]) => v[1]],
        ['v[2]', (v: never[]) => v[2]],
        ['v[2].get(1)', (v: [0, 0, Map<number, never>]) => v[2].get(1)],
      ],
    ],
    [
      'a cycle',
      () => {
        const a = parse(`[0,"${freshText(40)}"]`);
        const b = parse(`[0,"${freshText(80)}"]`);
        a[0] = b;
        b[0] = a;
        return [a].slice();
      },
      [
        ['v[0]', (v: never[]) => v[0]],
        ['v[0][0]', (v: never[][]) => v[0][0]],
      ],
    ],
    [
      'a chain',
      () => parse(`["${freshText(20)}",["${freshText(30)}",["${freshText(40)}",["${freshText(50)}"]]]]`),
      [
        ['v[1]', (v: never[]) => v[1]],
        ['v[1][1]', (v: never[][]) => v[1][1]],
        ['v[1][1][1]', (v: never[][][]) => v[1][1][1]],
      ],
    ],
    [
      'a diamond',
      () => {
        const end = parse(`["${freshText(90)}"]`);
        return [[[end].slice(), [end].slice()].slice(), parse('[[1,2,3],[4,5,6]]')].slice();
      },
      [
        ['v[0]', (v: never[]) => v[0]],
        ['v[0][0]', (v: never[][]) => v[0][0]],
        ['v[0][1]', (v: never[][]) => v[0][1]],
        ['v[1]', (v: never[]) => v[1]],
      ],
    ],
    [
      'a Set of arrays',
      () => [new Set([parse(`["${freshText(33)}"]`), parse(`["${freshText(44)}"]`)].slice())].slice(),
      [
        ['v[0].values()[0]', (v: Set<never>[]) => [...v[0]][0]],
        ['v[0].values()[1]', (v: Set<never>[]) => [...v[0]][1]],
      ],
    ],
  ];

  /** No frame of this function may hold a value while V8 writes its snapshot. */
  function compared(): Promise<{ readonly ours: readonly string[]; readonly theirs: readonly string[] }[]> {
    const built = structures.map(([, build, parts]) => ({ value: build(), parts }));
    const ours = built.map(({ value, parts }) => {
      const rows = new Map(rowsOf(value, { depth: 8 }).map((row) => [row.path, row.retainedBytes]));
      return parts.map(([path]) => `${path} ${rows.get(path)}`);
    });
    const asked = built.flatMap(({ value, parts }) => [value, ...parts.map(([, of]) => of(value as never))]);
    return exactSizesOf(asked).then((reports) => {
      let at = 0;
      return structures.map(([, , parts], i) => {
        at++;
        return { ours: ours[i], theirs: parts.map(([path]) => `${path} ${reports[at++].retainedBytes}`) };
      });
    });
  }

  let sizes: Awaited<ReturnType<typeof compared>>;
  beforeAll(async () => {
    sizes = await compared();
  });

  it.each(structures.map(([name], i) => [name, i] as const))('of %s are the same', (_, i) => {
    expect(sizes[i].ours).toEqual(sizes[i].theirs);
  });
});
