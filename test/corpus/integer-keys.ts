/**
 * Objects with array indices as keys, whose elements V8 keeps in slots or in a hash table as the stores happened to
 * come.
 */
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

type Keyed = Record<string, unknown>;

/** Twenty objects that got these keys in this order. */
const stored = (keys: readonly number[]) => (): Keyed[] =>
  many(20, (i) => {
    const o: Keyed = {};
    for (const key of keys) o[key] = i;
    return o;
  });

/** The same with a function beside them: no parsed JSON. */
const byCode = (keys: readonly number[]) => (): unknown => ({ stored: stored(keys)(), by: stored });

const FAR = [500, 1000, 1900];

export const integerKeys: readonly (readonly [name: string, build: () => unknown])[] = [
  ['one key of 500', stored([500])],
  ['one key of 500, by code', byCode([500])],
  ['one key of 1023', byCode([1023])],
  ['one key of 1024', byCode([1024])],
  ['keys far apart, in ascending order', stored(FAR)],
  ['keys far apart, by code', byCode(FAR)],
  ['keys far apart, in descending order', byCode([...FAR].reverse())],
  ['keys far apart up to 3,300', byCode([...FAR, 3300])],
  ['keys far apart up to 3,400', byCode([...FAR, 3400])],
  ['keys far apart up to 9,000', byCode([...FAR, 3400, 6000, 9000])],
  ['keys far apart through JSON', () => JSON.parse(JSON.stringify(stored(FAR)())) as unknown],
  ['every tenth key', byCode(many(80, (i) => 10 * i))],
  ['every tenth key up to 6,000', byCode(many(600, (i) => 10 * i))],
  ['copies of a key of 700', () => ({ by: stored, copies: stored([700])().map((o) => ({ ...o })) })],
];
