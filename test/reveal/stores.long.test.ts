// The forms in which caches and stores hide their state: reveal: true comes to V8's count, without an import of
// heapscale/node.
import { expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { deepSizeOf } from '../../src/index.ts';
import { freshText } from '../corpus/structure.ts';

interface Item {
  id: number;
  name: string;
  nested: { a: number };
}

/** Records as a server sends them. */
const items = (count: number): Item[] =>
  JSON.parse(
    JSON.stringify(Array.from({ length: count }, (_, id) => ({ id, name: freshText(30), nested: { a: id } }))),
  ) as Item[];

/** A client of a query cache: each layer holds the next in a private field, each query its state in several. */
class Query {
  #key: readonly unknown[];
  #state: { data: Item; updatedAt: number; error: undefined };
  #observers: object[] = [];
  #promise: Promise<Item>;
  constructor(data: Item) {
    this.#key = ['item', data.id];
    this.#state = { data, updatedAt: data.id, error: undefined };
    this.#promise = Promise.resolve(data);
  }
  read() {
    return [this.#key, this.#state, this.#observers, this.#promise];
  }
}
class QueryCache {
  #queries = new Map<string, Query>();
  add(data: Item): void {
    this.#queries.set(`["item",${data.id}]`, new Query(data));
  }
}
class QueryClient {
  #cache = new QueryCache();
  #defaults = new Map<string, object>();
  constructor(list: readonly Item[]) {
    for (const item of list) this.#cache.add(item);
    this.#defaults.set('queries', { retry: 3 });
  }
}

/** A draft: a Proxy of a state that knows the base and a lazy copy, with children that are drafts as well. */
function draft(base: object): object {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(base))
    copy[key] = typeof value === 'object' ? draft(value as object) : value;
  return new Proxy({ base, copy, modified: true }, { get: (state, key) => Reflect.get(state.copy, key) });
}

/**
 * An observable: a Proxy of an empty target whose values are boxed in an administration object, kept under a symbol.
 */
const ADMINISTRATION = Symbol('administration');
class Box {
  observers = new Set<object>();
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}
function observable(source: object): object {
  const values = new Map<string, Box>();
  for (const [key, value] of Object.entries(source))
    values.set(key, new Box(typeof value === 'object' ? observable(value as object) : value));
  const target = { [ADMINISTRATION]: { values, name: 'observable' } };
  return new Proxy(target, { get: (_, key) => values.get(String(key))?.value });
}

/** A reactive object: a Proxy of the plain data, made when it is first read, and kept in a WeakMap. */
const proxies = new WeakMap<object, object>();
const handler: ProxyHandler<object> = {
  get(target, key, receiver) {
    const value: unknown = Reflect.get(target, key, receiver);
    return typeof value === 'object' && value !== null ? reactive(value) : value;
  },
};
function reactive(target: object): object {
  let proxy = proxies.get(target);
  if (proxy === undefined) proxies.set(target, (proxy = new Proxy(target, handler)));
  return proxy;
}

it('comes within 10 % of V8 for every form', async () => {
  const stores = {
    queries: new QueryClient(items(300)),
    draft: draft({ list: items(300) }),
    observable: observable({ list: items(300) }),
    reactive: reactive({ list: items(300) }),
  };
  const exact = await exactSizesOf(Object.values(stores));
  Object.entries(stores).forEach(([name, store], i) => {
    const plain = deepSizeOf(store);
    const { bytes, hidden, range } = deepSizeOf(store, { reveal: true });
    expect(plain.bytes, name).toBeLessThan(exact[i].bytes / 10);
    expect(Math.abs(bytes / exact[i].bytes - 1), name).toBeLessThan(0.1);
    expect(range.min, name).toBeLessThanOrEqual(exact[i].bytes);
    expect(range.max, name).toBeGreaterThanOrEqual(exact[i].bytes);
    expect(
      hidden.map((row) => row.kind).filter((kind) => kind !== 'closures'),
      name,
    ).toEqual([]);
  });
});

it('lists the places of what was hidden', () => {
  const { paths } = deepSizeOf(new QueryClient(items(20)), { reveal: true, paths: true });
  expect(paths!.map((row) => row.path).join('\n')).toContain('.#cache.#queries');
});
