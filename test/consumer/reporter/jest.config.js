module.exports = { testMatch: ['**/test/*.test.js'], reporters: ['default', 'heapscale/jest-reporter'] };
