/**
 * The type of all `heapscale` commands: a function with an exit code; and the error for mistakes that the user can
 * correct.
 */

/** Runs with the arguments after the command's name; resolves to the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** Exit codes: success, over budget, error. */
export const EXIT = { ok: 0, overBudget: 1, failed: 2 } as const;

/** An error that the user can correct: printed as one line, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
