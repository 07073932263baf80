// The first calls in a browser: a page starts a worker for each, which has an isolate of its own.
import { calls } from './first-calls.mjs';
import { values } from './values.mjs';

/** What one call changed of one value, or of all values together. */
function changedInWorker(call, name) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('/test/promises/cold/browser-worker.mjs', { type: 'module' });
    worker.onerror = ({ message }) => reject(new Error(`${call}, ${name}: ${message}`));
    worker.onmessage = ({ data }) => {
      if (data === 'ready') return worker.postMessage({ call, name });
      worker.terminate();
      resolve(data.changes);
    };
  });
}

/** What the calls changed, and how many isolates were asked. */
export async function changedInPage() {
  const changed = {};
  let workers = 0;
  const note = (name, changes) => {
    workers++;
    if (Object.keys(changes).length > 0) changed[name] = changes;
  };
  for (const name of Object.keys(values)) note(name, await changedInWorker('deepSizeOf', name));
  for (const call of Object.keys(calls)) note(`${call}, all together`, await changedInWorker(call));
  return { changed, workers };
}
