export default { test: { setupFiles: ['heapscale/vitest'] } };
