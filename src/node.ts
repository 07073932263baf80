/** heapscale/node: V8's own count from its heap snapshot, which needs Node. */
export { assertCollectable } from './budget/collectable.ts';
export { exactSizeOf, exactSizesOf } from './heap/exact.ts';
export type { ExactReport } from './heap/exact.ts';
export { calibrate } from './heap/calibrate.ts';
export type { CalibrateOptions } from './heap/calibrate.ts';
export { openSnapshot, readSnapshot } from './heap/read-snapshot.ts';
export type { FileUrl, OpenOptions, ReadOptions } from './heap/read-snapshot.ts';
export type { SnapshotLocations } from './heap/locations.ts';
export type { AllocationTraces, TraceFunctions } from './heap/traces.ts';
export type { TraceTreeColumns } from './heap/trace-tree-reader.ts';
export { retainersOf } from './heap/retainers.ts';
export type { RetainerOptions, Retainers, RetainersData, RetainerStep } from './heap/retainers.ts';
export { allocationSites, allocationSitesOf, startAllocations, stopAllocations } from './process/allocation-sites.ts';
export type { AllocationOptions } from './process/allocation-sites.ts';
export type {
  AllocationSampling,
  AllocationSite,
  AllocationSites,
  AllocationSitesData,
  SitedType,
} from './process/allocation-sites-report.ts';
export { exactSizeOfInstances } from './process/exact-size-of-instances.ts';
export type { ExactInstancesOptions } from './process/exact-size-of-instances.ts';
export { census } from './process/census.ts';
export type { CensusOptions } from './process/census.ts';
export type { CensusData, CensusReport } from './process/census-report.ts';
export { censusOfThreads } from './process/census-of-threads.ts';
export type { ThreadsOptions } from './process/census-of-threads.ts';
export type { MissingThread, ThreadCensus, ThreadsData, ThreadsReport } from './process/threads-report.ts';
export { trackCensus } from './process/track-census.ts';
export type { CensusTracker, CensusTrackingOptions } from './process/track-census.ts';
export { findLeaks } from './process/find-leaks.ts';
export type { LeakOptions } from './process/find-leaks.ts';
export type { Leak, LeakData, LeakReport } from './process/leak-report.ts';
export { instancesOf } from './process/instances-of.ts';
export type { InstanceOptions } from './process/instances-of.ts';
export type { InstancesData, InstancesReport, LargestInstance } from './process/instances-report.ts';
export type { ClassOf } from './process/live-objects.ts';
export { ownersOf } from './process/owners-of.ts';
export { sizeOfInstances } from './process/size-of-instances.ts';
export type { InstancesOptions } from './process/size-of-instances.ts';
export { revealHidden } from './reveal/reveal-hidden.ts';
export type { HiddenReveal, RevealOptions } from './reveal/reveal-hidden.ts';
export type { HeapSnapshot } from './heap/snapshot.ts';
export { SnapshotFormatError } from './heap/snapshot-format-error.ts';
export { snapshotReport } from './heap/snapshot-report.ts';
export type { SnapshotStrings } from './heap/snapshot-strings.ts';
export { verify } from './heap/verify.ts';
export type { Verification, VerificationData, VerifiedRow } from './heap/verification.ts';
export { adviceIn } from './snapshot/advice-in.ts';
export type {
  SnapshotAdvice,
  SnapshotAdviceData,
  SnapshotFinding,
  SnapshotFindingKind,
} from './snapshot/advice-in.ts';
export { detachedIn } from './snapshot/detached-in.ts';
export type { Detached, DetachedData, DetachedRow } from './snapshot/detached-in.ts';
export { diffSnapshots } from './snapshot/diff-snapshots.ts';
export type { SnapshotDiff, SnapshotDiffData, SnapshotTypeChange } from './snapshot/diff-snapshots.ts';
export { duplicatesIn } from './snapshot/duplicates-in.ts';
export type { Duplicates, DuplicatesData } from './snapshot/duplicates-in.ts';
export type { EqualObjects } from './snapshot/equal-objects.ts';
export type { EqualStrings } from './snapshot/equal-strings.ts';
export { forecastIn } from './snapshot/forecast-in.ts';
export type { Forecast, ForecastData, ForecastRow } from './snapshot/forecast-in.ts';
export type { HeldStep } from './snapshot/held-by.ts';
export { ownersIn } from './snapshot/owners-in.ts';
export type { ModuleRow, OwnerRow, OwnersData, OwnersIn } from './snapshot/owners-in.ts';
export { retainersIn } from './snapshot/retainers-in.ts';
export type { HeldObjects, RetainersIn, RetainersInData, RetainersInOptions } from './snapshot/retainers-in.ts';
export { shapesIn } from './snapshot/shapes-in.ts';
export type { ClassShapes, ShapeRow, Shapes, ShapesData } from './snapshot/shapes-in.ts';
export { snapshotTree } from './snapshot/snapshot-tree.ts';
export { summarizeSnapshot } from './snapshot/summarize-snapshot.ts';
export type { SnapshotSummary, SnapshotTypeRow } from './snapshot/summarize-snapshot.ts';
export { suspectsIn } from './snapshot/suspects-in.ts';
export type { Suspect, SuspectOptions, Suspects, SuspectsData } from './snapshot/suspects-in.ts';
export { engineFacts } from './heap/facts/engine-facts.ts';
export type { EngineFacts } from './platform/engine-facts.ts';
