// What was learned from one value is right for another of the same maker, as V8's own count shows.
import { describe, expect, it } from 'vitest';
import {
  createMeter,
  deepSizeOf,
  deepSizeOfAll,
  deepSizeOfAsync,
  entrySizeOf,
  readCalibration,
  summarize,
} from '../../src/index.ts';
import { calibrate, exactSizeOf } from '../../src/node.ts';

/** Rows as a parser of delimited lines makes them: keyed adds to `{}`, slices of the source, arrays that grew. */
function parsed(rows: number, seed: number): unknown {
  const source = Array.from(
    { length: rows },
    (_, i) => `${i},person number ${i * seed},city of ${i % 7} and more`,
  ).join('\n');
  const header = ['id', 'name', 'city'];
  const data: Record<string, unknown>[] = [];
  for (const line of source.split('\n')) {
    const row: Record<string, unknown> = {};
    const cells = line.split(',');
    header.forEach((name, i) => (row[name] = cells[i]));
    const letters: string[] = [];
    for (const letter of cells[1].split(' ')) letters.push(letter);
    row['words'] = letters;
    data.push(row);
  }
  return { data, index: Object.fromEntries(data.map((row) => [`key of ${String(row['name'])}`, row])) };
}

class Node {
  children: Node[] = [];
  start = 0.5;
  end = 0;
  parent: Node | undefined;
  constructor(i: number) {
    if (i % 3 === 0) (this as { extra?: string }).extra = 'extra';
  }
}

/** A tree of instances with heap numbers, some of which get a property later. */
function tree(count: number): Node {
  const nodes = [new Node(1)];
  for (let i = 1; i < count; i++) {
    const node = new Node(i);
    node.start = i + 0.25;
    node.parent = nodes[(i * 7) % nodes.length];
    node.parent.children.push(node);
    nodes.push(node);
  }
  return nodes[0];
}

const MAKERS: Record<string, (seed: number) => unknown> = {
  'rows of a parser': (seed) => parsed(100 + 40 * seed, seed),
  'a tree of instances': (seed) => tree(200 + 90 * seed),
  'a Map of arrays that grew': (seed) => {
    const map = new Map<string, number[]>();
    for (let i = 0; i < 900 * seed; i++) {
      const key = `word${(i * i) % 97}`;
      if (!map.has(key)) map.set(key, []);
      map.get(key)!.push(i);
    }
    return map;
  },
  'dictionaries of dictionaries': (seed) =>
    Array.from({ length: 20 * seed }, (_, k) => {
      const counts: Record<string, number> = {};
      for (let i = 0; i < 40; i++) counts[`key ${seed} ${(i * 13 + k * 31) % 600}`] = i;
      return { counts, list: [k, k + 0.5] };
    }),
  'copies that share strings': (seed) => {
    const name = ['a shared name ', seed].join('');
    const own = JSON.parse(
      JSON.stringify(Array.from({ length: 50 * seed }, (_, i) => `another string ${i}`)),
    ) as string[];
    return own.map((each) => ({ name, own: each }));
  },
};

describe('a calibration', () => {
  it.each(Object.keys(MAKERS))('is right for another value: %s', async (name) => {
    const calibration = await calibrate([MAKERS[name](2)]);
    const value = MAKERS[name](3);
    const report = deepSizeOf(value, { calibration });
    const { bytes } = await exactSizeOf(value);
    expect(Math.abs(report.bytes / bytes - 1)).toBeLessThan(0.04);
    expect(report.range.min).toBeLessThanOrEqual(bytes);
    expect(report.range.max).toBeGreaterThanOrEqual(bytes);
    expect(report.calibrated).toBeGreaterThan(0.9);
  });

  it('makes the range narrow where all objects were alike', async () => {
    const calibration = await calibrate([tree(500)]);
    const value = tree(400);
    const width = ({ range, bytes }: { range: { min: number; max: number }; bytes: number }): number =>
      (range.max - range.min) / bytes;
    expect(width(deepSizeOf(value, { calibration }))).toBeLessThan(0.2 * width(deepSizeOf(value)));
  });

  it('leaves what it has not seen to the usual rules, and reports its share', async () => {
    const calibration = await calibrate([[{ some: 'thing' }]]);
    const unseen = new Map([['a key', new Date(0)]]);
    const report = deepSizeOf(unseen, { calibration });
    expect(report.calibrated).toBe(0);
    expect(report.bytes).toBe(deepSizeOf(unseen).bytes);
    expect(deepSizeOf(unseen).calibrated).toBeUndefined();
    expect('calibrated' in deepSizeOf(unseen).toJSON()).toBe(false);
  });

  it('gives every function that weighs the same figure', async () => {
    const calibration = readCalibration(JSON.stringify(await calibrate([parsed(200, 2)])));
    const value = parsed(150, 3);
    const { bytes, calibrated } = deepSizeOf(value, { calibration });
    expect(bytes).not.toBe(deepSizeOf(value).bytes);
    expect((await deepSizeOfAsync(value, { calibration })).bytes).toBe(bytes);
    expect(deepSizeOfAll([value], { calibration }).total.bytes).toBe(bytes);
    expect(deepSizeOf(value, { calibration, paths: true }).bytes).toBe(bytes);
    expect(deepSizeOf(value, { calibration, paths: true }).calibrated).toBe(calibrated);
    expect(entrySizeOf(1, value, { calibration })).toBe(bytes);
    expect(createMeter({ calibration }).add(value)).toBe(bytes);
    expect(summarize(value, { calibration })).toBe(deepSizeOf(value, { calibration }).summary());
    // The same again: nothing of a walk is left for the next.
    expect(deepSizeOf(value, { calibration }).bytes).toBe(bytes);
    const sampled = deepSizeOf(value, { calibration, sample: 60 });
    expect(sampled.calibrated).toBeGreaterThan(0);
    expect(sampled.calibrated).toBeLessThanOrEqual(1);
    expect(sampled.bytes).not.toBe(deepSizeOf(value, { sample: 60 }).bytes);
  });

  it('weighs two values at the same time', async () => {
    const calibration = await calibrate([tree(300)]);
    const [one, other] = [tree(100), tree(150)];
    const expected = [one, other].map((value) => deepSizeOf(value, { calibration }).bytes);
    const reports = await Promise.all([one, other].map((value) => deepSizeOfAsync(value, { calibration, sliceMs: 1 })));
    expect(reports.map(({ bytes }) => bytes)).toEqual(expected);
  });

  it('learns without running code of the values', async () => {
    let runs = 0;
    const count = (): number => ++runs;
    class Hostile {
      [Symbol.toStringTag] = 'x';
      get own(): number {
        return count();
      }
      toJSON(): number {
        return count();
      }
    }
    const getters = Object.defineProperties(new Hostile(), { a: { get: count, enumerable: true } });
    const traps = new Proxy({}, { get: count, ownKeys: () => (count(), []), getPrototypeOf: () => (count(), null) });
    const proto = JSON.parse('{"__proto__": {"constructor": 1}, "constructor": "x", "toString": ["y"]}') as object;
    const calibration = await calibrate([[getters, traps, proto, Object.create(null), new Hostile()]]);
    deepSizeOf([getters, traps, proto, new Hostile()], { calibration });
    expect(runs).toBe(0);
    expect(readCalibration(JSON.parse(JSON.stringify(calibration))).toJSON()).toEqual(calibration.toJSON());
  });

  it('checks its arguments', async () => {
    await expect(calibrate({} as never)).rejects.toThrow('values must be an array; got an object');
    await expect(calibrate([], { sample: 1 } as never)).rejects.toThrow("unknown option 'sample' of calibrate");
    await expect(calibrate([], { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });

  it('leaves out what is ignored', async () => {
    const calibration = await calibrate([[new Node(0), { a: 1 }]], { ignore: [Node] });
    expect(calibration.classes.map(({ name }) => name)).toEqual(['Object']);
  });
});
