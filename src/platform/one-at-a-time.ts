/** Work that must not overlap: each piece waits for those before it. */

/** Runs `work` once all earlier work has ended. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A function that runs what it is given one after the other. */
export function oneAtATime(): InTurn {
  let last: Promise<unknown> | undefined;
  return (work) => {
    const next = last === undefined ? work() : last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
