/** Measurements of the whole heap that overlap would count each other: each waits for those before it. */
let last: Promise<unknown> = Promise.resolve();

/** Runs `work` once all earlier work has ended. */
export function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
  const next = last.then(work);
  last = next.catch(() => undefined);
  return next;
}
