/** The plain data of a report: what is told from one process to another, saved as JSON, printed and drawn. */
import type { PathRow } from '../paths/path-row.ts';

/** The bytes of all objects of one type. */
export interface TypeRow {
  /** The constructor's name, or `string`, `number` (boxed on the heap), `bigint`, `symbol`, `Function`, ... */
  readonly type: string;
  /** How many objects; backing stores count with their owner. */
  readonly count: number;
  /** `heapBytes + externalBytes`. */
  readonly bytes: number;
  /** Bytes on V8's heap. */
  readonly heapBytes: number;
  /** Bytes that V8 keeps outside its heap, such as the contents of an ArrayBuffer. */
  readonly externalBytes: number;
}

/** Something that the walk met and could not follow, or did not. */
export interface HiddenRow {
  /** What was not followed, for example `closures` or `private fields`. */
  readonly kind: string;
  /** How many objects have it. */
  readonly count: number;
  /** The types of these objects, at most ten names. */
  readonly types: readonly string[];
}

/** Strings that the value holds more than once. */
export interface RepeatedStrings {
  /** Occurrences beyond the first of each text, one-character texts not counted. */
  readonly count: number;
  /** Bytes these occurrences would take if each were a string of its own. */
  readonly bytes: number;
}

/** Why a walk ended early. */
export interface Stopped {
  /** The option that ended it. */
  readonly by: 'maxObjects' | 'maxBytes';
  /** The option's value. */
  readonly limit: number;
  /** The type of the object at which it ended. */
  readonly at: string;
}

/** The plain data of a report. */
export interface SizeReportData {
  readonly bytes: number;
  readonly heapBytes: number;
  readonly externalBytes: number;
  readonly objects: number;
  readonly range: { readonly min: number; readonly max: number };
  readonly byType: readonly TypeRow[];
  readonly hidden: readonly HiddenRow[];
  readonly repeatedStrings: RepeatedStrings;
  readonly complete: boolean;
  /** Huge containers were weighed by a sample of their elements; the range has the sampling error in it. */
  readonly sampled?: boolean | undefined;
  readonly stopped?: Stopped | undefined;
  /** The engine and layout that the bytes hold for. */
  readonly layout: string;
  /** V8's own count of what would be freed with the value; only from `heapscale/node`. */
  readonly retainedBytes?: number | undefined;
  /** The places of the value, root first; only from a walk with `paths: true`. */
  readonly paths?: readonly PathRow[] | undefined;
}
