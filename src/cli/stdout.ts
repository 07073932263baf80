/**
 * Standard output belongs to the results. A module that is imported to be measured may print as well, and what it
 * prints must not get into a report that another program reads: it goes to standard error.
 */

const own = process.stdout.write.bind(process.stdout) as (
  text: string,
  done?: (error?: Error | null) => void,
) => boolean;

/** Writes results. */
export function writeResult(text: string, done?: (error?: Error | null) => void): void {
  own(text, done);
}

/** From now on whatever else prints to standard output prints to standard error. */
export function divertPrints(): void {
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
}
