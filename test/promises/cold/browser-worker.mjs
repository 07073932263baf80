// The same in a browser: a worker, which has an isolate of its own, makes one call with one value, or with all.
import { changedBy } from './changed-by.mjs';
import { values } from './values.mjs';

const heapscale = { ...(await import('/dist/index.js')), ...(await import('/dist/assert.js')) };

onmessage = async ({ data: { call, name } }) => {
  const value = name === undefined ? Object.values(values).map((build) => build()) : values[name]();
  postMessage(await changedBy(call, heapscale, value));
};
postMessage('ready');
