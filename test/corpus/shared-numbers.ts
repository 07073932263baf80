/** Numbers that many slots hold: V8 may have one heap number for all of them, or one for each. */
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** A field that held null before a number may refer to any heap number. */
class Late {
  ratio: number | null = null;
  rest: unknown = undefined;
  set(ratio: number, rest: unknown): this {
    this.ratio = ratio;
    this.rest = rest;
    return this;
  }
}

const ratio = Math.sqrt(2);

export const sharedNumbers: readonly (readonly [name: string, build: () => unknown])[] = [
  ['one number in fields that held null', () => many(500, () => new Late().set(ratio, 0.5))],
  ['two numbers in fields that held null', () => many(500, (i) => new Late().set(ratio, i % 2 === 0 ? 0.5 : 1.5))],
  ['numbers in fields that held null, each its own', () => many(500, (i) => new Late().set(i + 0.5, i / 7 + 0.01))],
  ['NaN and infinities in fields that held null', () => many(500, (i) => new Late().set(NaN, i % 2 ? -0 : Infinity))],
  ['one number in fields of doubles', () => many(500, () => ({ x: ratio, y: ratio }))],
  [
    'a number in fields and in a Map',
    () => many(50, () => ({ late: new Late().set(ratio, ratio), map: new Map([[1, ratio]]) })),
  ],
  [
    'minus zero in a Map and beside strings',
    () => [new Map(many(200, (i) => [`key ${i}`, -0])), many(50, () => ['a', -0])],
  ],
  [
    'frozen arrays that held null, of one number',
    () =>
      many(200, () => {
        const list: unknown[] = [null, ratio, ratio];
        list[0] = ratio;
        return Object.freeze(list);
      }),
  ],
  [
    'one number under integer keys',
    () =>
      many(200, () => {
        const keyed: Record<number, unknown> = { 0: null, 1: ratio, 2: ratio };
        keyed[0] = ratio;
        return keyed;
      }),
  ],
  ['more numbers than are compared', () => many(30_000, (i) => ({ x: i + 0.5, y: i / 3 + 0.1 }))],
];
