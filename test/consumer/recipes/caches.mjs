// Caches that are bounded by bytes: filled with far more than they hold, V8's count is their limit.
import { strict as assert } from 'node:assert';
import { boundedCache } from './bounded-cache.mjs';
import { cache as manager, keyv, store } from './cache-manager.mjs';
import { holds, randomFrom, received, text } from './checks.mjs';
import { boundedLoader } from './dataloader.mjs';
import { driver, storage } from './unstorage.mjs';

const random = randomFrom(1);
const article = (id) =>
  received({ id, title: text(id, 20 + 60 * random()), body: text(id, 4000 * random()), rating: random() });

export async function checkCaches() {
  const lru = boundedCache({ maxSize: 2 ** 20 });
  for (let id = 0; id < 5000; id++) lru.set(text(id, 20), id % 5 === 0 ? null : article(id));
  holds('lru-cache', 2 ** 20, lru);

  for (let id = 0; id < 5000; id++) await manager.set(text(id, 20), article(id));
  assert.equal((await manager.get(text(4999, 20))).id, 4999);
  assert.equal((await keyv.get(text(4999, 20))).id, 4999);
  holds('cache-manager with keyv', store.maxSize, store);

  for (let id = 0; id < 5000; id++) await storage.setItem(text(id, 20), article(id));
  assert.equal((await storage.getItem(text(4999, 20))).id, 4999);
  holds('unstorage', driver.getInstance().maxSize, driver.getInstance());

  const { cache, loader } = boundedLoader(async (ids) => ids.map(article), { maxSize: 2 ** 20 });
  for (let id = 0; id < 5000; id += 50)
    await loader.loadMany(Array.from({ length: 50 }, (_, i) => text(id + i, 20))).then(() => {});
  holds('DataLoader', 2 ** 20, cache);
}
