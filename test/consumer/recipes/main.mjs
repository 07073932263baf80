// Runs each recipe of the guides with its real package.
import { calibrate } from 'heapscale/node';
import { checkCaches } from './caches.mjs';
import { compare } from './checks.mjs';
import { checkServers, typicalRooms } from './servers.mjs';
import { checkStores, typicalStores } from './stores.mjs';

const typical = [await typicalStores(), await typicalRooms()];
const calibration = await calibrate(typical.flatMap(({ values }) => values));
for (const { close } of typical) close();
await checkCaches();
const closeStores = await checkStores(calibration);
const closeServers = await checkServers(calibration);
await compare();
closeStores();
closeServers();
