// The values that are weighed: built through JSON where texts have to be flat.
const range = (n) => Array.from({ length: n }, (_, i) => i);
const parsed = (value) => JSON.parse(JSON.stringify(value));

class Point {
  constructor(i) {
    this.x = i;
    this.y = i + 0.5;
    this.label = null;
  }
}

/** Name and builder of each graph. */
export const graphs = {
  'JSON records': () =>
    parsed(
      range(20_000).map((id) => ({
        id,
        name: `customer number ${id}`,
        city: 'Springfield',
        balance: id * 1.25,
        tags: null,
      })),
    ),
  'class instances': () => range(20_000).map((i) => new Point(i)),
  'Map of records': () => new Map(parsed(range(20_000).map((i) => [`key number ${i}`, { id: i, at: i * 2 }]))),
  'nested documents': () =>
    parsed(
      range(3000).map((i) => ({
        id: `document-${i}`,
        meta: { author: { id: i % 50, name: `author number ${i % 50}` }, tags: ['one', 'two', `tag ${i}`] },
        body: [{ kind: 'text', text: `Some text of document ${i}.` }],
      })),
    ),
  'array of doubles': () => range(100_000).map((i) => i + 0.5),
  'long texts': () => range(200).map((i) => parsed(`text ${i} `.repeat(5000))),
};

/** What a graph's time is divided by: its objects, or its elements where there are no objects. */
export const unitsOf = (value, objects) =>
  Array.isArray(value) && typeof value[0] === 'number' ? value.length : objects;

/** Own names, descriptors, one Set; nothing computed. */
export function bareWalk(root) {
  const seen = new Set([root]);
  const stack = [root];
  const put = (value) => {
    if (((typeof value === 'object' && value !== null) || typeof value === 'function') && !seen.has(value)) {
      seen.add(value);
      stack.push(value);
    }
  };
  while (stack.length > 0) {
    const value = stack.pop();
    for (const name of Object.getOwnPropertyNames(value)) put(Object.getOwnPropertyDescriptor(value, name).value);
    if (value instanceof Map) for (const [key, item] of value) put(key), put(item);
  }
  return seen.size;
}

/** Median milliseconds of each contender, taking turns in every round; and its last answer. */
export function race(contenders, graph, rounds, warmUp = 3) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  const answers = {};
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const begin = performance.now();
      answers[name] = run(graph);
      if (round >= 0) times[name].push(performance.now() - begin);
    }
  }
  return Object.fromEntries(
    Object.keys(contenders).map((name) => [
      name,
      { ms: times[name].sort((a, b) => a - b)[rounds >> 1], answer: answers[name] },
    ]),
  );
}
