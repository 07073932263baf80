// The public functions as a program would call them first. Each is given what was imported from heapscale.

/** Calls by name: `(heapscale, value, arrays of the value) => void or a promise`. */
export const calls = {
  deepSizeOf: ({ deepSizeOf }, value) => deepSizeOf(value),
  'deepSizeOf, paths': ({ deepSizeOf }, value) => deepSizeOf(value, { paths: true }),
  'deepSizeOf, sample': ({ deepSizeOf }, value) => deepSizeOf(value, { sample: 20 }),
  'deepSizeOf, maxBytes': ({ deepSizeOf }, value) => deepSizeOf(value, { maxBytes: 1e9 }),
  deepSizeOfAsync: ({ deepSizeOfAsync }, value) => deepSizeOfAsync(value),
  'deepSizeOfAsync, paths': ({ deepSizeOfAsync }, value) => deepSizeOfAsync(value, { paths: true }),
  deepSizeOfAll: ({ deepSizeOfAll }, value, arrays) => deepSizeOfAll([value, [0.5, 1.5], ...arrays.slice(0, 2)]),
  'deepSizeOfAll, a list of doubles': ({ deepSizeOfAll }, value, arrays) => {
    for (const array of arrays.slice(0, 60))
      if (array.length < 13 && Object.keys(array).length === array.length) deepSizeOfAll(array);
  },
  sizeOf: ({ sizeOf }, value, arrays) => {
    sizeOf(value);
    for (const array of arrays) sizeOf(array);
  },
  describeLayout: ({ describeLayout }, value, arrays) => {
    describeLayout(value);
    for (const array of arrays.slice(0, 500)) describeLayout(array);
  },
  advise: ({ advise }, value) => String(advise(value)),
  assertFitsIn: ({ assertFitsIn }, value) => assertFitsIn(value, '1 GiB', { allowHidden: true }),
  entrySizeOf: ({ entrySizeOf }, value, arrays) => {
    entrySizeOf('key', value);
    for (const array of arrays.slice(0, 500)) entrySizeOf('key', array);
  },
  lruSizeCalculation: ({ lruSizeCalculation }, value) => lruSizeCalculation({ maxSize: '1 GiB' })(value, 'key'),
  summarize: ({ summarize }, value) => summarize(value),
  createMeter: ({ createMeter }, value, arrays) => {
    const meter = createMeter();
    for (const array of arrays.slice(0, 500)) meter.add(array);
    meter.add(value);
  },
  trackGrowth: ({ trackGrowth }, value) => {
    const tracker = trackGrowth(() => value);
    tracker.measure();
  },
};
