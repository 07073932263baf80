module.exports = { setupFilesAfterEnv: ['heapscale/jest'] };
