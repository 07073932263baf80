/** heapscale, the portable part: it runs wherever V8 does and imports nothing from the platform. */
export { sizeOf } from './size-of.ts';
export type { SizeOptions } from './size-of.ts';
export { deepSizeOf } from './deep-size-of.ts';
export type { DeepSizeOptions } from './deep-size-of.ts';
export { deepSizeOfAll } from './deep-size-of-all.ts';
export type { SizesReport } from './deep-size-of-all.ts';
export { describeLayout } from './describe-layout.ts';
export type { LayoutDescription, LayoutField } from './describe-layout.ts';
export type { Ignore } from './walk/ignore.ts';
export type { Reveal } from './walk/frontier.ts';
export type { HiddenKind } from './walk/visitor.ts';
export type { StringPolicy } from './weigh/string-weigher.ts';
export { SizeReport } from './report/size-report.ts';
export type { HiddenRow, RepeatedStrings, SizeReportData, Stopped, TypeRow } from './report/size-report.ts';
export { formatBytes, parseBytes } from './report/bytes.ts';
export { layouts } from './layout/engines.ts';
export type { LayoutName } from './layout/engines.ts';
export type { KindSizes, Layout } from './layout/layout.ts';
