/** heapscale/profile: memory by source line, and what a call takes. */
export { MemoryProfile } from './profile/memory-profile.ts';
export type { LineRow, MemoryProfileData } from './profile/memory-profile.ts';
export { profileMemory, profileOf } from './profile/profile-memory.ts';
