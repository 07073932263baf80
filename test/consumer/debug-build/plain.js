// The same program without a debug build.
const cache = new Map();
globalThis.remember = (key, value) => cache.set(key, value);
