/** The plain data of a report: what goes from one process to another, is saved as JSON, printed and drawn. */
import type { HiddenKind } from '../inspect/hidden-kinds.ts';
import type { PathRow } from '../paths/path-row.ts';

/** The bytes of all objects of one type. */
export interface TypeRow {
  /** The constructor's name, or `string`, `number` (a heap number), `bigint`, `symbol`, `Function`, ... */
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

/** State that the walk met and could not follow, or did not. */
export interface HiddenRow {
  /** What was not followed, as an id: `'closures'`, `'private-fields'`, ...; `hiddenLabelOf(kind)` has words for it. */
  readonly kind: HiddenKind;
  /** How many objects have it. */
  readonly count: number;
  /** The types of these objects, at most ten names. */
  readonly types: readonly string[];
}

/** Strings that the value holds more than once. */
export interface DuplicateStrings {
  /** Occurrences beyond the first of each string; strings of one character are not counted. */
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

/** Which layout figures hold for. */
export interface ReportLayout {
  /**
   * The table that sizes were taken from, as in `layouts`: `'node24'`, `'chromium'`, ... On an engine without a table
   * of its own it is that of the nearest. `'heap-snapshot'` for V8's own count, which needs no table; `''` for a sum of
   * no reports; several joined by `+` for a sum of reports of different engines.
   */
  readonly id: string;
  /**
   * For people: the engine, V8's version, the width of its words; and that a table is only the nearest known, or
   * assumed.
   */
  readonly title: string;
}

/** The plain data of a report. All figures are bytes unless their description says otherwise. */
export interface SizeReportData {
  /** The deep size: `heapBytes + externalBytes`. heapscale's best single figure; see `range`. */
  readonly bytes: number;
  /** Bytes on V8's heap. */
  readonly heapBytes: number;
  /** Bytes outside V8's heap that only this value keeps, such as the contents of its ArrayBuffers. */
  readonly externalBytes: number;
  /**
   * How many heap objects were counted; backing stores count with their owner, small integers and booleans not at all.
   */
  readonly objects: number;
  /** The interval in which V8's own count of everything that was walked lies, strings taken as flat. */
  readonly range: { readonly min: number; readonly max: number };
  /** One row for each type, heaviest first. */
  readonly byType: readonly TypeRow[];
  /** What could not be followed from plain JavaScript; its bytes are in no figure of this report. */
  readonly hidden: readonly HiddenRow[];
  /** Equal strings met more than once; whether V8 stores them once is a part of `range`. */
  readonly duplicateStrings: DuplicateStrings;
  /** False if a limit ended the walk early; then `bytes` is a lower bound and `stopped` says where. */
  readonly complete: boolean;
  /**
   * True if huge containers were weighed by a sample of their elements; the range has a 95 % confidence interval in it.
   */
  readonly sampled: boolean;
  /** Which limit ended the walk, and where; undefined for a complete walk. */
  readonly stopped?: Stopped | undefined;
  /** The engine and layout that the bytes hold for. */
  readonly layout: ReportLayout;
  /** V8's own count of what would be freed with the value; only from `heapscale/node`, undefined for an estimate. */
  readonly retainedBytes?: number | undefined;
  /** The places of the value as a tree, root first; undefined unless the walk was asked for `paths`. */
  readonly paths?: readonly PathRow[] | undefined;
}
