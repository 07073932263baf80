/** How to weigh what a walk reports. */
import type { Layout } from '../layout/layout.ts';
import type { EngineFacts } from '../platform/engine-facts.ts';
import type { KnownStrings } from './strings/known-strings.ts';
import type { StringPolicy } from './strings/string-sums.ts';

/** How to weigh. */
export interface WeighOptions {
  readonly layout: Layout;
  readonly strings: StringPolicy;
  /** False: characters are never read, so that no rope is flattened. */
  readonly readStrings: boolean;
  /** The walk may stop once this many bytes were found. */
  readonly maxBytes: number;
  /** True to look up every string of which equal ones count once, so that each occurrence can be identified. */
  readonly knowsStrings?: boolean | undefined;
  /** What the engine knows about strings. */
  readonly facts?: EngineFacts | undefined;
  /** Makes what applies the facts to strings. */
  readonly makeKnownStrings?: (() => KnownStrings) | undefined;
}
