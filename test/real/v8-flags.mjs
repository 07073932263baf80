/**
 * Flags of the processes that measure. While V8 marks, it replaces no rope that was read by its flat copy, and when it
 * marks is chance. With 64 MiB of young objects few ropes are old before they are read.
 */
export const V8_FLAGS = ['--no-incremental-marking', '--min-semi-space-size=64', '--max-semi-space-size=64'];
