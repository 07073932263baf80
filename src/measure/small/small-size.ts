/** The bytes of a value that is small enough to be weighed without a walk. */
import { SmallWeigher } from './small-weigher.ts';

let weigher: SmallWeigher | undefined;

/** The bytes of a small value, with default options; -1 if it needs a walk. */
export function bytesIfSmall(value: unknown): number {
  const small = (weigher ??= new SmallWeigher());
  const bytes = small.weigh(value) ? small.bytes : -1;
  small.clear();
  return bytes;
}
