/** duplicatesIn: equal strings and equal objects of a snapshot, and what they take beyond one of each. */
import { checkSnapshot } from '../heap/check-snapshot.ts';
import { nodeClasses } from '../heap/node-classes.ts';
import type { HeapSnapshot } from '../heap/snapshot.ts';
import { escaped } from '../paths/path-text.ts';
import { formatBytes } from '../report/bytes.ts';
import { Result } from '../report/printable.ts';
import { shortName } from '../report/short-name.ts';
import { formatCount, formatTable } from '../report/table.ts';
import { equalObjects } from './equal-objects.ts';
import type { EqualObjects } from './equal-objects.ts';
import { equalStrings } from './equal-strings.ts';
import type { EqualStrings } from './equal-strings.ts';

/** The plain data of a search for duplicates. */
export interface DuplicatesData {
  /** Bytes of all but one of each group of equal strings. */
  readonly wastedByStrings: number;
  /** Bytes of all but one of each group of equal objects. */
  readonly wastedByObjects: number;
  /** Groups of equal strings, most bytes first; at most 1,000. */
  readonly strings: readonly EqualStrings[];
  /** Groups of equal objects, most bytes first; at most 1,000. */
  readonly objects: readonly EqualObjects[];
}

const MAX_ROWS = 10;
const MAX_GROUPS = 1000;

/** Equal strings and objects. Printing it gives tables; `JSON.stringify` gives the plain data. */
export class Duplicates extends Result<DuplicatesData> {
  constructor(data: DuplicatesData) {
    super(data);
  }

  /** Two aligned tables, without a trailing newline. */
  override toString(): string {
    const { strings, objects, wastedByStrings, wastedByObjects } = this;
    return [
      `equal strings take ${formatBytes(wastedByStrings)} more than one of each`,
      tableOf(
        'string',
        strings,
        strings.map(({ text }) => `"${escaped(text)}"`),
      ),
      `equal objects take ${formatBytes(wastedByObjects)} more than one of each`,
      tableOf(
        'object',
        objects,
        objects.map(({ type, properties }) => shortName(`${type} {${properties.join(', ')}}`)),
      ),
    ]
      .filter((part) => part !== '')
      .join('\n');
  }
}

function tableOf(title: string, rows: readonly (EqualStrings | EqualObjects)[], names: readonly string[]): string {
  if (rows.length === 0) return '';
  const cells = rows
    .slice(0, MAX_ROWS)
    .map((row, i) => [names[i], formatCount(row.count), formatBytes(row.wastedBytes), row.heldBy]);
  const rest = rows.length - cells.length;
  return formatTable(
    [[title, 'count', 'wasted', 'held by'], ...cells, ...(rest > 0 ? [[`(${formatCount(rest)} more)`]] : [])],
    ['left', 'right', 'right', 'left'],
  );
}

/**
 * Equal strings that are separate objects, and objects of equal class, properties and values, with what holds them.
 *
 * Strings are compared by what V8 writes, their first 1,024 characters, and their size; ropes and slices are not
 * compared. Objects are compared only if all their fields are in the file: small integers never are, and numbers only
 * if V8 was asked for them (`writeHeapSnapshot(path, { exposeNumericValues: true })`).
 *
 * @example
 * ```ts
 * console.log(String(duplicatesIn(await openSnapshot('heap.heapsnapshot'))));
 * ```
 */
export function duplicatesIn(snapshot: HeapSnapshot): Duplicates {
  checkSnapshot(snapshot);
  const classes = nodeClasses(snapshot);
  const strings = equalStrings(snapshot, classes);
  const objects = equalObjects(snapshot, classes);
  const wasted = (groups: readonly { readonly wastedBytes: number }[]): number =>
    groups.reduce((sum, { wastedBytes }) => sum + wastedBytes, 0);
  return new Duplicates({
    wastedByStrings: wasted(strings),
    wastedByObjects: wasted(objects),
    strings: strings.slice(0, MAX_GROUPS),
    objects: objects.slice(0, MAX_GROUPS),
  });
}
