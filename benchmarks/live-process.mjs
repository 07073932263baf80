// The printed blocks of src/process/README.md: node benchmarks/live-process.mjs after a build.
import { findLeaks, sizeOfInstances } from '../dist/node.js';

class Session {
  constructor(id) {
    this.user = `user ${id}`;
    this.visits = [id, id + 1];
  }
}

/** Where the server keeps what it knows; the leak is that no session ever leaves it. */
globalThis.store = { sessions: new Map() };

function handle(id) {
  globalThis.store.sessions.set(id, new Session(id));
}

for (let id = 0; id < 1000; id++) handle(id);
console.log(String(sizeOfInstances(Session, { largest: 2 })));
globalThis.store.sessions.clear();

console.log(`\n${await findLeaks((run) => handle(run))}`);
