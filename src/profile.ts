/** heapscale/profile: memory by source line, and the memory of a call. */
export { MemoryProfile } from './profile/memory-profile.ts';
export type { LineRow, MemoryProfileData } from './profile/memory-profile.ts';
export { toProfileHtml } from './profile/profile-html.ts';
export { profileMemory, profileOf } from './profile/profile-memory.ts';
export { measureMemory } from './profile/measure-memory.ts';
export type { MeasureOptions } from './profile/measure-memory.ts';
export { MemoryMeasurement } from './profile/memory-measurement.ts';
export type { MeasuredRun, MemoryMeasurementData } from './profile/memory-measurement.ts';
export { markMemory } from './profile/mark-memory.ts';
