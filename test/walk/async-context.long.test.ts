// Node stores the context of an AsyncLocalStorage in promises (Node 20, 22) and timers that are created in it: every
// object of a request has the same, and it belongs to none of them, in the estimate and in V8's own count.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { exactSizesOf } from '../../src/heap/exact.ts';
import { deepSizeOf } from '../../src/index.ts';

const storage = new AsyncLocalStorage<object>();
const store = { session: Array.from({ length: 1000 }, (_, i) => ({ i })) };
const storeBytes = deepSizeOf(store).bytes;

class Job extends AsyncResource {
  state = { a: 1, b: 2 };
}

it('does not weigh the store with what was created in it', async () => {
  const [promise, timer, job] = storage.run(store, () => [
    new Promise(() => {}),
    setTimeout(() => {}, 1),
    new Job('job'),
  ]);
  clearTimeout(timer as NodeJS.Timeout);
  const values = [promise, timer, job, { promise, timer, job }];
  // One snapshot for all: the last value holds the store by a property of the program's own.
  const exact = await exactSizesOf([...values, { promise, store }]);
  expect(exact[4].bytes).toBeGreaterThan(storeBytes);
  for (const [i, value] of values.entries()) {
    const { bytes, range } = deepSizeOf(value, { reveal: true });
    expect(bytes).toBeLessThan(2000);
    expect(exact[i].bytes).toBeLessThan(2000);
    expect(range.min).toBeLessThanOrEqual(exact[i].bytes);
    expect(range.max).toBeGreaterThanOrEqual(exact[i].bytes);
  }
  expect(deepSizeOf([promise, timer, job], { paths: true }).bytes).toBeLessThan(2000);
});

it('weighs the store with what holds it otherwise', () => {
  const promise = storage.run(store, () => new Promise(() => {}));
  expect(deepSizeOf({ promise, store }).bytes).toBeGreaterThan(storeBytes);
  const symbol = Symbol('of the program');
  expect(deepSizeOf({ [symbol]: store }).bytes).toBeGreaterThan(storeBytes);
});

it('weighs what a program keeps under a symbol of the same description', async () => {
  class Cache {}
  const keep = (holder: object, key: symbol): object => Object.assign(holder, { [key]: store });
  const values = ['kResourceStore', 'kAsyncContextFrame', 'context_frame'].flatMap((name) => [
    keep({}, Symbol(name)),
    keep(new Cache(), Symbol(name)),
    keep(Object.create(null) as object, Symbol(name)),
    keep(
      storage.run({}, () => new Promise(() => {})),
      Symbol.for(`${name} of the program`),
    ),
  ]);
  const exact = await exactSizesOf(values);
  for (const [i, value] of values.entries()) {
    expect(deepSizeOf(value).bytes).toBeGreaterThan(storeBytes);
    expect(exact[i].bytes).toBeGreaterThan(storeBytes);
  }
  // The key of a registered symbol may be the same, too.
  const promise = storage.run({}, () => new Promise(() => {}));
  expect(deepSizeOf(keep(promise, Symbol.for('kResourceStore'))).bytes).toBeGreaterThan(storeBytes);
});

it('does not weigh the store with handles and requests', async () => {
  const { port1, port2 } = storage.run(store, () => new MessageChannel());
  const [{ bytes }] = await exactSizesOf([port1]);
  expect(deepSizeOf(port1).bytes).toBeLessThan(storeBytes / 2);
  expect(bytes).toBeLessThan(storeBytes / 2);
  port2.close();
});
