/** Shortens names for tables and log lines: a class may have a name of any length, which must not widen the table. */

/** Characters of a name that are shown; a longer name loses its middle, because the ends distinguish it best. */
const LONGEST = 100;

/** The name, or its beginning and end if it is too long. */
export function shortName(name: string): string {
  if (name.length <= LONGEST) return name;
  // Drop lone surrogates at the cut.
  const start = name.slice(0, LONGEST / 2).replace(/[\ud800-\udbff]$/, '');
  const end = name.slice(-LONGEST / 2).replace(/^[\udc00-\udfff]/, '');
  return `${start}…${end}`;
}
