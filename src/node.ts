/** heapscale/node: V8's own count from its heap snapshot, which needs Node. */
export { exactSizeOf, exactSizesOf } from './heap/exact.ts';
export type { ExactReport } from './heap/exact.ts';
export { openSnapshot, readSnapshot } from './heap/read-snapshot.ts';
export type { OpenOptions, ReadOptions } from './heap/read-snapshot.ts';
export type { SnapshotLocations } from './heap/locations.ts';
export type { AllocationTraces, TraceFunctions } from './heap/traces.ts';
export type { TraceTreeColumns } from './heap/trace-tree-reader.ts';
export { retainersOf } from './heap/retainers.ts';
export type { RetainerOptions, Retainers, RetainersData, RetainerStep } from './heap/retainers.ts';
export { revealHidden } from './reveal/reveal-hidden.ts';
export type { HiddenReveal, RevealOptions } from './reveal/reveal-hidden.ts';
export type { HeapSnapshot } from './heap/snapshot.ts';
export { SnapshotFormatError } from './heap/snapshot-format-error.ts';
export { snapshotReport } from './heap/snapshot-report.ts';
export type { SnapshotStrings } from './heap/snapshot-strings.ts';
export { verify } from './heap/verify.ts';
export type { Verification, VerificationData, VerifiedRow } from './heap/verification.ts';
