// The namespace of a module of Node, which vitest's own imports would wrap.
export * as fs from 'node:fs';
