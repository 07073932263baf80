export default {
  test: {
    globals: true,
    include: ['limits.test.js'],
    setupFiles: ['heapscale/vitest', './globals.js'],
    fileParallelism: false,
  },
};
