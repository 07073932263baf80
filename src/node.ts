/** heapscale/node: what only Node can tell, V8's own count from its heap snapshot. */
export { exactSizeOf, exactSizesOf } from './heap/exact.ts';
export { SnapshotFormatError, SnapshotParser } from './heap/snapshot-parser.ts';
export type { HeapSnapshot } from './heap/snapshot.ts';
