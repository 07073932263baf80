// Small processes, since collections take most of the time: no Babel, and a worker instead of the main process.
module.exports = {
  setupFilesAfterEnv: ['heapscale/jest', './globals.js'],
  transform: {},
  maxWorkers: 1,
  workerIdleMemoryLimit: '4GB',
};
