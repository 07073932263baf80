/** Shortens names for tables and lines. A class may have a name of any length, which must not widen the whole table. */

/** Characters of a name that are shown; of a longer one the middle is left out, for its ends distinguish it best. */
const LONGEST = 100;

/** The name if it is not too long, else its beginning and its end. */
export function shortName(name: string): string {
  if (name.length <= LONGEST) return name;
  // No half of a surrogate pair is left at the cut.
  return `${name.slice(0, LONGEST / 2).replace(/[\ud800-\udbff]$/, '')}…${name.slice(-LONGEST / 2).replace(/^[\udc00-\udfff]/, '')}`;
}
