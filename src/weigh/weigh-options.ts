/** How to weigh what a walk reports. */
import type { Layout } from '../layout/layout.ts';
import type { StringPolicy } from './strings/string-weigher.ts';

/** How to weigh. */
export interface WeighOptions {
  readonly layout: Layout;
  readonly strings: StringPolicy;
  /** False: characters are never looked at, so that no rope is flattened. */
  readonly readStrings: boolean;
  /** False: only the object itself, no box of a number and no buffer beside it. */
  readonly deep: boolean;
  /** Enough is known once this many bytes were found. */
  readonly maxBytes: number;
  /** True to look up every string of which equal ones count once, so that it is known which one each occurrence is. */
  readonly knowsStrings?: boolean | undefined;
}
