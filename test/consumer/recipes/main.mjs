// Runs each recipe of the guides with its real package.
import { checkCaches } from './caches.mjs';
import { compare } from './checks.mjs';
import { checkServers } from './servers.mjs';
import { checkStores } from './stores.mjs';

await checkCaches();
const closeStores = await checkStores();
const closeServers = await checkServers();
await compare();
closeStores();
closeServers();
