/** The plain data of a report: what is sent between processes, saved as JSON, printed and drawn. */
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

/** State that the walk met and did not follow. */
export interface HiddenRow {
  /**
   * What was not followed, as an id: `'closures'`, `'private-fields'`, ...; `hiddenLabelOf(kind)` returns its label.
   */
  readonly kind: HiddenKind;
  /** How many objects have it. */
  readonly count: number;
  /** The types of these objects, at most ten names. */
  readonly types: readonly string[];
}

/** Strings that the value holds more than once. */
export interface DuplicateStrings {
  /** Occurrences after the first of each string; strings of one character are not counted. */
  readonly count: number;
  /** Bytes that these occurrences take if none is shared. */
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

/** The engine and layout that figures are valid for. */
export interface ReportLayout {
  /**
   * The layout table that was used, as in `layouts`: `'node24'`, `'chromium'`, ...; the nearest one on an engine
   * without its own table. `'heap-snapshot'` for V8's own count, which needs no table; `''` for the sum of zero
   * reports; several ids joined by `+` for a sum of reports of different engines.
   */
  readonly id: string;
  /**
   * A description: the engine, V8's version and word size, and whether the table is only the nearest known or assumed.
   */
  readonly title: string;
  /**
   * Present if the running engine has no table of its own: `the nearest known to V8 17.0`, `assumed: Bun 1.4.5 is not
   * V8`.
   */
  readonly assumption?: string;
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
   * How many heap objects were counted; backing stores count with their owner, small integers and booleans do not
   * count.
   */
  readonly objects: number;
  /** The interval that contains V8's own count of everything that was walked, with strings taken as flat. */
  readonly range: { readonly min: number; readonly max: number };
  /**
   * The interval, within `range`, that contains V8's count of at least 90 of 100 values that real programs build. It is
   * learned from what packages build; `min` and `max` are equal where nothing is in doubt.
   */
  readonly likely: { readonly min: number; readonly max: number };
  /** One row per type, heaviest first. */
  readonly byType: readonly TypeRow[];
  /** State that was not followed; its bytes are in no figure of this report. */
  readonly hidden: readonly HiddenRow[];
  /** Equal strings that occur more than once; `range` allows for both storing them once and each time. */
  readonly duplicateStrings: DuplicateStrings;
  /**
   * Bytes that the plain objects of 20 to 127 names take more if their names were computed, as by parsers with a header
   * line: V8 then keeps them as hash tables, and JavaScript does not show it. `range` allows for it. Undefined for 0.
   */
  readonly wideBytes?: number | undefined;
  /** False if a limit ended the walk early; `bytes` is then a lower bound and `stopped` names the limit. */
  readonly complete: boolean;
  /**
   * True if huge containers were estimated from a sample of their elements; `range` then includes a 95 % confidence
   * interval.
   */
  readonly sampled: boolean;
  /** The limit that ended the walk, and where; undefined for a complete walk. */
  readonly stopped?: Stopped | undefined;
  /** The engine and layout that the bytes are valid for. */
  readonly layout: ReportLayout;
  /**
   * The part of `heapBytes` that was weighed by a calibration, 0 to 1; the rest was never seen and is weighed as
   * without it. Undefined without the option `calibration`.
   */
  readonly calibrated?: number | undefined;
  /** Bytes that would be freed with the value, by V8's own count; only from `heapscale/node`. */
  readonly retainedBytes?: number | undefined;
  /** The places of the value as a tree, root first; undefined without the option `paths`. */
  readonly paths?: readonly PathRow[] | undefined;
}
