/** A name in a table or on a line of text. Names of classes are as long as a program likes; one must not spoil the whole table. */

/** Characters of a name that are shown; of a longer one the middle is left out, for its ends tell most. */
const LONGEST = 100;

/** The name if it is not too long, else its beginning and its end. */
export function shortName(name: string): string {
  if (name.length <= LONGEST) return name;
  // No half of a surrogate pair is left at the cut.
  return `${name.slice(0, LONGEST / 2).replace(/[\ud800-\udbff]$/, '')}…${name.slice(-LONGEST / 2).replace(/^[\udc00-\udfff]/, '')}`;
}
