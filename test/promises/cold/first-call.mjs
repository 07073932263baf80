// node --allow-natives-syntax first-call.mjs <bundle of heapscale> <call> [each]: makes a call with all values together
// in this process, and with `each` also with each value, every time in a new isolate whose V8 has compiled and recorded
// nothing. Prints the arrays whose elements kind is another afterwards, the number of values and arrays, and V8's own
// count of all values. The call `none` measures nothing.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { changedBy } from './changed-by.mjs';
import { values } from './values.mjs';

/** What the call changed of one value, in an isolate of its own. */
const changedInWorker = (data) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: data });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

if (isMainThread) {
  const [file, call, each] = process.argv.slice(2);
  const bundle = pathToFileURL(file).href;
  const names = Object.keys(values);
  const changed = {};
  const note = (name, { changes }) => Object.keys(changes).length > 0 && (changed[name] = changes);
  if (each === 'each') for (const name of names) note(name, await changedInWorker({ call, name, bundle }));
  const together = names.map((name) => values[name]());
  const heapscale = await import(bundle);
  const result = await changedBy(call, heapscale, together);
  note('all together', result);
  const { bytes, byType } = await heapscale.exactSizeOf(together);
  const heapNumbers = byType.find(({ type }) => type === 'number').count;
  console.log(JSON.stringify({ changed, values: names.length, arrays: result.arrays, bytes, heapNumbers }));
} else {
  const { call, name, bundle } = workerData;
  parentPort.postMessage(await changedBy(call, await import(bundle), values[name]()));
}
