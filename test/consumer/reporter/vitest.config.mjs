const inPool = (pool) => ({ extends: true, test: { name: pool, pool } });

export default {
  test: {
    globals: true,
    include: ['test/*.test.js'],
    reporters: ['default', ['heapscale/vitest-reporter', { minGrowth: '1 MiB' }]],
    projects: [inPool('forks'), inPool('threads')],
  },
};
