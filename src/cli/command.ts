/** What every command of `heapscale` is, and how one says that it cannot go on. */

/** Runs with the words after its name; resolves to the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** Exit codes: done; done, and a budget was exceeded; not done. */
export const EXIT = { ok: 0, overBudget: 1, failed: 2 } as const;

/** Something that the user can mend: printed as one line, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
