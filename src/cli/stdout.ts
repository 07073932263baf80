/**
 * Reserves standard output for results. A module that is imported for measuring may print as well; its output goes to
 * standard error, so that it never ends up in a report that another program reads.
 */

const own = process.stdout.write.bind(process.stdout) as (
  text: string,
  done?: (error?: Error | null) => void,
) => boolean;

/** Writes results. */
export function writeResult(text: string, done?: (error?: Error | null) => void): void {
  own(text, done);
}

/** Redirects all other output from standard output to standard error. */
export function divertPrints(): void {
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
}
