/** heapscale: the portable part. It runs wherever V8 runs and imports nothing from the platform. */
export { sizeOf } from './measure/size-of.ts';
export type {
  DeepSizeOptions,
  LayoutOptions,
  PlaceOptions,
  SampledOptions,
  SampleOptions,
  SizeOptions,
} from './measure/options.ts';
export { advise } from './advice/advise.ts';
export type { AdviseOptions } from './advice/advise.ts';
export { Advice } from './advice/advice-report.ts';
export type { AdviceData, Finding } from './advice/advice-report.ts';
export { findingLabelOf } from './advice/finding-kinds.ts';
export type { FindingKind } from './advice/finding-kinds.ts';
export { deepSizeOf } from './measure/deep-size-of.ts';
export { deepSizeOfAsync } from './measure/deep-size-of-async.ts';
export type { Abortable, AsyncSizeOptions, Progress } from './measure/deep-size-of-async.ts';
export { deepSizeOfAll } from './measure/deep-size-of-all.ts';
export type { RootSize, SizesReport, SizesReportData } from './report/sizes-report.ts';
export { describeLayout } from './measure/describe-layout.ts';
export type { LayoutDescription, LayoutDescriptionData, LayoutField } from './measure/layout-description.ts';
export type { Ignore } from './walk/ignore.ts';
export { unmetered } from './inspect/class-info.ts';
export type { Reveal, RevealedReference, WaitingObjects } from './walk/walk-state.ts';
export { hiddenLabelOf } from './inspect/hidden-kinds.ts';
export type { HiddenKind } from './inspect/hidden-kinds.ts';
export type { StringPolicy } from './weigh/strings/string-sums.ts';
export { readCalibration } from './calibration/read-calibration.ts';
export { mergeCalibrations } from './calibration/merge-calibrations.ts';
export type { Calibration } from './calibration/calibration.ts';
export type {
  ArraySums,
  CalibrationData,
  ClassData,
  ObjectSums,
  PlaceData,
  ShapeData,
  StringSums,
  TypeData,
} from './calibration/data.ts';
export { createMeter } from './measure/meter.ts';
export type { Meter, MeterOptions } from './measure/meter.ts';
export { mergeReports } from './report/merge-reports.ts';
export type { PathOptions } from './paths/path-options.ts';
export type { PathRow } from './paths/path-row.ts';
export { SizeReport } from './report/size-report.ts';
export type {
  DuplicateStrings,
  HiddenRow,
  ReportLayout,
  SizeReportData,
  Stopped,
  TypeRow,
} from './report/report-data.ts';
export { diffSizes, SizeDiff } from './report/size-diff.ts';
export type { PathChange, SizeDiffData, TypeChange } from './report/size-diff.ts';
export { trackGrowth } from './watch/track-growth.ts';
export type { GrowthOptions, GrowthTracker } from './watch/track-growth.ts';
export { GrowthReport } from './watch/growth-report.ts';
export type { GrowthData, GrowthRow } from './watch/growth-report.ts';
export { formatBytes, parseBytes } from './report/bytes.ts';
export type { Size } from './report/byte-size.ts';
export { toFoldedStacks, toHtml, toMarkdown, toSpeedscope, toSvg } from './report/pictures/pictures.ts';
export type { PictureOptions, SpeedscopeFile, SpeedscopeProfile, SvgOptions } from './report/pictures/pictures.ts';
export { summarize } from './measure/summarize.ts';
export type { SummaryOptions } from './measure/summarize.ts';
export { sizeLogger } from './watch/size-logger.ts';
export type { SizeLogger, SizeLoggerOptions } from './watch/size-logger.ts';
export type { SizeChange, SizeSample, SizeSampleData } from './watch/size-sample.ts';
export { sizeGauges, SizeGauges } from './watch/size-gauges.ts';
export type { GaugeOptions, GaugeValue } from './watch/size-gauges.ts';
export { heapPage } from './watch/heap-page.ts';
export type { HeapPage, HeapPageOptions, PageRequest, PageResponse } from './watch/heap-page.ts';
export { observeSizes, registerSizes } from './watch/gauge-adapters.ts';
export type { MeterLike, RegistryLike } from './watch/gauge-adapters.ts';
export { entrySizeOf } from './measure/cache/entry-size.ts';
export type { EntrySizeOptions } from './measure/cache/entry-size.ts';
export { lruSizeCalculation } from './measure/cache/lru-size.ts';
export type { LruLimits } from './measure/cache/lru-size.ts';
export { promiseCacheMap } from './measure/cache/promise-cache-map.ts';
export type { PromiseCacheMap, SizedCache } from './measure/cache/promise-cache-map.ts';
export { layouts } from './layout/engines.ts';
export type { LayoutName } from './layout/engines.ts';
export type { KindSizes, Layout } from './layout/layout.ts';
