module.exports = { setupFilesAfterEnv: ['heapscale/jest', './globals.js'] };
