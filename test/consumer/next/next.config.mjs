// The folder is its own project, wherever it is: a lock file above it says nothing about it.
export default { turbopack: { root: import.meta.dirname }, experimental: { cpus: 1 } };
