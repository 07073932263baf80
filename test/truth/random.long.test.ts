// Classes and arrays of every size from 0 to 127, made from a seed: where the contract says that JavaScript can tell,
// the model equals V8 to the byte.
import { describe, expect, it } from 'vitest';
import { deepSizeOf } from '../../src/index.ts';
import type { SizeReport } from '../../src/index.ts';
import { randomFrom } from '../../src/measure/sampling/random.ts';
import { judge } from './judge.ts';

const SEED = Number(process.env['HEAPSCALE_SEED'] ?? 20261);
const random = randomFrom(SEED);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
const SIZES = Array.from({ length: 128 }, (_, n) => n);
const VALUES = ['1', '2.5', 'null', '"constant"', 'true', '-7', '1e300'];
let names = 0;

/** A class with n fields, some of them declared, some assigned, some by a base class, some private. */
function randomClass(n: number): string {
  const fields = Array.from({ length: n }, (_, i) => ({ name: `f${i}`, value: pick(VALUES) }));
  const cut = Math.floor(random() * (n + 1));
  const style = pick(['declared', 'assigned', 'derived', 'function', 'private']);
  const assign = (list: typeof fields): string => list.map(({ name, value }) => `this.${name} = ${value};`).join(' ');
  const name = `Random${names++}`;
  if (style === 'declared')
    return `(class ${name} { ${fields.map(({ name, value }) => `${name} = ${value};`).join(' ')} })`;
  if (style === 'assigned') return `(class ${name} { constructor() { ${assign(fields)} } })`;
  if (style === 'function') return `(function ${name}() { ${assign(fields)} })`;
  if (style === 'private')
    return `(class ${name} { ${fields.map(({ name, value }) => `${random() < 0.3 ? '#' : ''}${name} = ${value.includes('.') || value.includes('e') ? 'null' : value};`).join(' ')} })`;
  return `(class ${name} extends (class Base${names} { constructor() { ${assign(fields.slice(0, cut))} } }) { constructor() { super(); ${assign(fields.slice(cut))} } })`;
}

const ELEMENTS: readonly ((i: number) => string)[] = [
  (i) => String(i),
  (i) => `${i}.5`,
  (i) => `"the element ${i} as a text"`,
  () => 'null',
  (i) => `{"a":${i}}`,
  (i) => `[${i}]`,
];

const bytesOf = (rows: SizeReport['byType'], type: string): number => rows.find((row) => row.type === type)?.bytes ?? 0;

describe(`random structures of every size (seed ${SEED})`, () => {
  it('classes: bytes of the instances and of the numbers they box', async () => {
    const sources = SIZES.map(randomClass);
    const values = sources.map((source) => {
      const Made = new Function(`return ${source}`)() as new () => object;
      return Array.from({ length: 40 }, () => new Made());
    });
    const reports = values.map((value) => deepSizeOf(value));
    const truths = await judge(values);
    const off = SIZES.flatMap((n) => {
      const type = values[n][0].constructor.name;
      const ours = [bytesOf(reports[n].byType, type), bytesOf(reports[n].byType, 'number')];
      const theirs = [bytesOf(truths[n].byType, type), bytesOf(truths[n].byType, 'number')];
      return ours[0] === theirs[0] && ours[1] === theirs[1]
        ? []
        : [`${n} fields: V8 ${theirs.join(' + ')}, ours ${ours.join(' + ')} for ${sources[n].slice(0, 200)}`];
    });
    expect(off).toEqual([]);
  });

  it('arrays: the whole of what JSON.parse, new Array and copies make', async () => {
    const values = SIZES.flatMap((n) => {
      const element = pick(ELEMENTS);
      const parsed = JSON.parse(
        `[${SIZES.slice(0, n)
          .map((i) => element(i))
          .join()}]`,
      ) as unknown[];
      const numbers = JSON.parse(
        `[${SIZES.slice(0, n)
          .map((i) => (i % 3 ? i : i + 0.25))
          .join()}]`,
      ) as number[];
      return [
        parsed,
        numbers,
        new Array(n),
        parsed.slice(),
        Float64Array.from(numbers),
        new Map(SIZES.slice(0, n).map((i) => [i, null])),
      ];
    });
    const reports = values.map((value) => deepSizeOf(value));
    const truths = await judge(values);
    const off = values.flatMap((_, i) => {
      const bytes = truths[i].heapBytes + truths[i].externalBytes;
      // `new Array(0)` has room for four at once, and what held a small number before the first double may share its box.
      const spare = i === 2 ? 48 : 0;
      return Math.abs(reports[i].bytes - bytes) <= spare
        ? []
        : [`${Math.floor(i / 6)} elements, way ${i % 6}: V8 ${bytes}, ours ${reports[i].bytes}`];
    });
    expect(off).toEqual([]);
  });

  it('records: the whole of what JSON.parse makes', async () => {
    const values = SIZES.map(
      (n) =>
        JSON.parse(
          `{${SIZES.slice(0, n)
            .map((i) => `"key_${i}":${pick(ELEMENTS)(i)}`)
            .join()}}`,
        ) as unknown,
    );
    const reports = values.map((value) => deepSizeOf(value));
    const truths = await judge(values);
    expect(
      SIZES.filter((n) => reports[n].bytes !== truths[n].heapBytes).map(
        (n) => `${n} keys: V8 ${truths[n].heapBytes}, ours ${reports[n].bytes}`,
      ),
    ).toEqual([]);
  });
});
