// The test is one file without imports, so that both runners take it: what it needs of the package is global.
const { createRequire } = process.getBuiltinModule('node:module');
globalThis.heapscale = createRequire(`${process.cwd()}/package.json`)('heapscale');
