/** What `deepSizeOf` is asked for with `paths`: how large the tree of places may become. */

/** The size of the tree that `paths` gives. */
export interface PathOptions {
  /** How the value itself is called, with which every path begins. Default `'value'`. */
  readonly name?: string | undefined;
  /** How many steps from the value the deepest rows are. Default 4. */
  readonly depth?: number | undefined;
  /**
   * Rows at most, the heaviest places first; from two on, parts of a row that have no room are summed up in a row `(n more)`.
   *
   * @defaultValue 50
   */
  readonly rows?: number | undefined;
  /** Elements of an array and entries of a Map or Set that are listed one by one; of more, all but the heaviest are one row. Default 10. */
  readonly fold?: number | undefined;
}

/** All of {@link PathOptions}, checked. */
export type TreeShape = { readonly [Name in keyof PathOptions]-?: NonNullable<PathOptions[Name]> };

/**
 * Checks the option and fills in what it leaves open; undefined if no paths are wanted.
 *
 * @throws {TypeError} if it is neither a boolean nor an object, or `name` is no text.
 * @throws {RangeError} if a number is no whole number of the smallest allowed value or more.
 */
export function toTreeShape(paths: boolean | PathOptions | undefined): TreeShape | undefined {
  if (paths === undefined || paths === false) return undefined;
  if (paths !== true && (typeof paths !== 'object' || paths === null))
    throw new TypeError(`paths takes true or an object such as { depth: 4 }, not ${String(paths)}`);
  const { name = 'value', depth = 4, rows = 50, fold = 10 } = paths === true ? {} : paths;
  if (typeof name !== 'string') throw new TypeError(`paths.name must be a text, not ${typeof name}`);
  return { name, depth: checked('depth', depth, 0), rows: checked('rows', rows, 1), fold: checked('fold', fold, 0) };
}

function checked(option: string, count: number, least: number): number {
  if (typeof count !== 'number' || !(count >= least) || (count !== Infinity && !Number.isInteger(count))) {
    throw new RangeError(`paths.${option} must be a whole number from ${least} on, not ${String(count)}`);
  }
  return count;
}
