/** The `paths` option of `deepSizeOf`: how large the tree of places may become. */
import { integer, string, typeError } from '../platform/argument-checks.ts';
import { ownOptions } from '../platform/own-options.ts';
import type { OptionNames } from '../platform/own-options.ts';

/** The size of the tree that `paths` gives. */
export interface PathOptions {
  /**
   * The name of the value itself, with which every path begins.
   *
   * @defaultValue `'value'`
   */
  readonly name?: string | undefined;
  /**
   * How many steps from the value the deepest rows are.
   *
   * @defaultValue `4`
   */
  readonly depth?: number | undefined;
  /**
   * Most rows, the heaviest places first; from two on, parts of a row that have no room are summed up in a row
   * `(n more)`.
   *
   * @defaultValue `50`
   */
  readonly rows?: number | undefined;
  /**
   * Elements of an array and entries of a Map or Set that are listed one by one; of more, all but the heaviest are one
   * row.
   *
   * @defaultValue `10`
   */
  readonly fold?: number | undefined;
}

/** The names of {@link PathOptions}. */
export const PATH_NAMES: OptionNames<PathOptions> = { name: true, depth: true, rows: true, fold: true };

/** All of {@link PathOptions}, checked. */
export type TreeShape = { readonly [Name in keyof PathOptions]-?: NonNullable<PathOptions[Name]> };

/**
 * Checks the option and fills in the defaults; undefined if no paths are asked for.
 *
 * @throws {TypeError} if it is neither a boolean nor an object, has an unknown name, or a value has the wrong type.
 * @throws {RangeError} if a number is not an integer of at least the smallest allowed value.
 */
export function toTreeShape(paths: boolean | PathOptions | undefined): TreeShape | undefined {
  if (paths === undefined || paths === false) return undefined;
  if (paths !== true && (typeof paths !== 'object' || paths === null))
    throw typeError('paths', 'true, false or an object such as { depth: 4 }', paths);
  const own = ownOptions('paths', PATH_NAMES, paths === true ? undefined : paths);
  const { name = 'value', depth = 4, rows = 50, fold = 10 } = own;
  return {
    name: string('paths.name', name),
    depth: count('paths.depth', depth, 0),
    rows: count('paths.rows', rows, 1),
    fold: count('paths.fold', fold, 0),
  };
}

/** An integer of at least `least`, or infinity. */
function count(option: string, value: unknown, least: number): number {
  return value === Infinity ? value : integer(option, value, least);
}
