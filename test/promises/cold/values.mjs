// Values with numbers that V8 keeps unboxed, as programs have them. Plain JavaScript: Node's workers and a browser's
// page load it as it is.

/** Numbers that are no small integers, always the same ones. */
function doubles(count, seed = 1) {
  const list = [];
  let state = seed;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    list.push(state / 7 + 0.5);
  }
  return list;
}

/** The same through JSON, which makes arrays without spare capacity. */
const parsed = (value) => JSON.parse(JSON.stringify(value));
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** Doubles at every `step`th index, holes between them. */
function holey(count, step, seed) {
  const list = new Array(count);
  const numbers = doubles(count, seed);
  for (let i = 0; i < count; i += step) list[i] = numbers[i];
  return list;
}

class Sample {
  constructor(i) {
    this.at = i + 0.25;
    this.values = doubles(50, i + 1);
  }
}

class Vector extends Array {}

class Hidden {
  #own;
  constructor(i) {
    this.#own = doubles(20, i + 1);
    this.seen = doubles(20, i + 2);
  }
  get own() {
    return this.#own;
  }
}

const ring = (i) => [...times(12, (k) => [k / 3 + i / 7, k / 5 - i / 7])];
const feature = (i) => ({
  type: 'Feature',
  properties: { name: `place ${i}`, height: i / 3 },
  geometry: { type: 'Polygon', coordinates: [ring(i), ring(i + 1)] },
});

/** Builders by name; each call makes a new value. */
export const values = {
  'series of doubles': () => parsed(times(40, (i) => ({ label: `series ${i}`, values: doubles(1000, i + 1) }))),
  'one array of doubles': () => doubles(8000),
  'one array beyond a slice': () => parsed(doubles(20_000)),
  'two wide arrays, wide objects between': () => [
    doubles(9000, 1),
    times(9000, (i) => ({ i })),
    doubles(9000, 2),
    times(9000, () => 'word'),
  ],
  matrix: () => times(100, (i) => doubles(100, i + 1)),
  'nested matrices': () => times(10, (i) => times(10, (k) => times(10, (n) => doubles(10, i + k + n + 1)))),
  pairs: () => parsed(times(2000, (i) => [i / 7, i / 11])),
  'pairs among strings': () => parsed(times(3000, (i) => (i % 3 ? [i / 7, i / 11] : [`word ${i}`, 'other']))),
  GeoJSON: () => parsed({ type: 'FeatureCollection', features: times(150, feature) }),
  'holey doubles': () => times(60, (i) => holey(200, 2, i + 1)),
  'holey doubles, one of them': () => holey(8000, 3, 1),
  'sparse doubles': () => times(6, (i) => holey(9000, 100, i + 1)),
  'a length set beyond the doubles': () =>
    times(50, (i) => {
      const list = doubles(30, i + 1);
      list.length = 60;
      return list;
    }),
  'pushed doubles': () =>
    times(100, (i) => {
      const list = [];
      for (const item of doubles(77, i + 1)) list.push(item);
      return list;
    }),
  'integers that became doubles': () =>
    times(100, (i) => {
      const list = times(50, (k) => k);
      list[25] = i + 0.5;
      return list;
    }),
  'small integers beside doubles': () => times(100, (i) => [times(40, (k) => k), doubles(40, i + 1), [i], [i + 0.5]]),
  'NaN, Infinity and minus zero': () => times(200, (i) => [NaN, Infinity, -0, i + 0.5, -Infinity]),
  'integers beyond 32 bits': () => times(100, (i) => times(40, (k) => 2 ** 40 + i + k)),
  'every kind of elements': () =>
    times(150, (i) => [
      doubles(20, i + 1),
      times(20, (k) => k),
      times(20, (k) => `${k}`),
      holey(20, 2, i + 1),
      [1, , 3],
      ['word', , {}],
      [],
    ]),
  'frozen and sealed arrays': () =>
    times(80, (i) => [Object.freeze(times(20, (k) => ({ k }))), Object.seal([`${i}`]), doubles(40, i + 1)]),
  'arrays of a subclass': () => times(80, (i) => Vector.from(doubles(40, i + 1))),
  'arrays with names of their own': () =>
    times(80, (i) => Object.assign(doubles(40, i + 1), { unit: 'm', factor: i + 0.5 })),
  'fields that are doubles': () => times(800, (i) => ({ x: i + 0.5, y: i / 3, z: -0 })),
  'fields that were doubles': () =>
    times(2000, (i) => {
      const record = { x: i + 0.5, list: [i + 0.5, 1.5] };
      record.x = i % 2 ? 'word' : i;
      return record;
    }),
  'class instances': () => times(100, (i) => new Sample(i)),
  'private fields': () => times(100, (i) => new Hidden(i)),
  'arrays beside typed arrays': () =>
    times(80, (i) => ({
      list: doubles(40, i + 1),
      view: Float64Array.from(doubles(40, i + 1)),
      ints: new Int8Array(4),
    })),
  'Map of arrays': () => new Map(times(200, (i) => [`key ${i}`, doubles(40, i + 1)])),
  'Map of doubles': () => new Map(times(800, (i) => [i + 0.5, { at: [i + 0.5, i] }])),
  'Set of arrays': () => new Set(times(200, (i) => doubles(40, i + 1))),
  copies: () => {
    const list = doubles(100);
    return times(50, (i) => [
      list.slice(),
      [...list],
      list.concat(i + 0.5),
      list.map((item) => item / 2),
      structuredClone(list),
    ]);
  },
  'array literals': () =>
    times(2000, () => [
      [0.5, 1.5, 2.5],
      ['a', 'b'],
      [1, 2, 3],
    ]),
  'mixed arrays': () => times(100, (i) => [i + 0.5, 'word', doubles(30, i + 1), null, times(30, (k) => ({ k }))]),
  'arguments and iterators': () =>
    times(100, (i) => {
      const list = doubles(30, i + 1);
      return [
        list,
        (function () {
          return arguments;
        })(0.5, 1.5),
        list.values(),
        list.entries(),
      ];
    }),
  'closures and promises': () =>
    times(100, (i) => [
      Promise.resolve(doubles(30, i + 1)),
      new WeakRef(doubles(3, i + 1)),
      doubles(30, i + 2),
      ['word'],
    ]),
};

/** Every array of a value, by ways that read no element by an index: the descriptors of V8's runtime, and iterators. */
export function arraysOf(value) {
  const arrays = [];
  const met = new Set();
  const stack = [value];
  while (stack.length > 0) {
    const object = stack.pop();
    if (typeof object !== 'object' || object === null || met.has(object)) continue;
    met.add(object);
    if (Array.isArray(object)) arrays.push(object);
    if (object instanceof Map) for (const entry of object) stack.push(...entry);
    if (object instanceof Set) for (const item of object) stack.push(item);
    if (object instanceof Hidden) stack.push(object.own);
    if (ArrayBuffer.isView(object)) continue;
    for (const key of Reflect.ownKeys(object)) stack.push(Reflect.getOwnPropertyDescriptor(object, key).value);
  }
  return arrays;
}
