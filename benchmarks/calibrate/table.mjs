// Turns what the probes measured into a layout table, and tables into src/layout/generated/.

const NOT_KINDS = new Set(['plain', 'emptyPlain', 'heapNumber', 'symbol', 'bigint', 'oneByteString']);

/** The layout that explains the measured sizes. `measured` is { probes, parts }, each name → bytes. */
export function toLayout({ id, title, v8, probes, parts }) {
  const tagged = (probes.emptyPlain - probes.plain) / 2; // four slots against two
  const kinds = {};
  // A size of null says that the engine lacks the kind.
  for (const [name, bytes] of Object.entries(probes)) if (!NOT_KINDS.has(name) && bytes !== null) kinds[name] = bytes;
  return {
    id,
    title,
    v8,
    taggedSize: tagged,
    objectHeader: probes.plain - 2 * tagged,
    fixedArrayHeader: parts.tagged3 - 3 * tagged,
    doubleArrayHeader: parts.double3 - 24,
    propertyArrayHeader: parts.propertyArray - 3 * tagged,
    stringHeader: probes.oneByteString - 16,
    heapNumber: probes.heapNumber,
    bigintHeader: probes.bigint - 8,
    symbol: probes.symbol,
    accessorPair: parts.accessorPair,
    nameDictionaryHeader: parts.emptyDictionary - 3 * tagged * 4,
    numberDictionaryHeader: parts.sparseElements - 3 * tagged * 4,
    orderedTableHeader: parts.mapTable - tagged * (2 + 3 * 4),
    ephemeronTableHeader: parts.weakTable - 2 * tagged * 4,
    maxOnHeapBytes: 64,
    regexpData: parts.regexpData,
    atomData: parts.atomData,
    boxedDateValue: parts.dateValue > 0,
    jsonInternalizedLength: [8, 9, 10, 11, 12].filter((length) => parts[`jsonString${length}`] === 1).at(-1) ?? 0,
    setFromIterableCapacity: (parts.setFromIterable - (parts.mapTable - tagged * (2 + 3 * 4))) / (tagged * 2.5),
    errorKeepsMessageTwice: parts.errorWithCause > 0,
    kinds,
  };
}

/** The text of src/layout/generated/tables.ts: the names once, then a row of figures for each engine. */
export function tablesModule(tables) {
  const fields = Object.keys(tables[0]).filter((name) => !['id', 'title', 'v8', 'kinds'].includes(name));
  const kinds = [...new Set(tables.flatMap((table) => Object.keys(table.kinds)))];
  const rowOf = (table) => `  ${table.id}: [
    '${table.title}',
    '${table.v8}',
    [${fields.map((name) => table[name]).join(', ')}],
    [${kinds.map((kind) => table.kinds[kind] ?? 0).join(', ')}],
  ],
`;
  return `/**
 * What was measured on the engines themselves. Written by \`npm run calibrate\`: do not edit by hand.
 */

/** The names of the figures in the first list of each row: fields of a Layout. */
export const FIELDS = '${fields.join(' ')}';

/** The names of those in the second: self sizes of built-in objects, 0 where the engine lacks the kind. */
export const KINDS =
  '${kinds.join(' ')}';

/** The title of an engine, V8's version and the figures. */
export type Row = readonly [string, string, readonly (number | boolean)[], readonly number[]];

/** One row an engine. */
export const ROWS = {
${tables.map(rowOf).join('')}} as const satisfies Record<string, Row>;
`;
}

/** The table that a row holds. */
export function tableOf(id, { FIELDS, KINDS, ROWS }) {
  const [title, v8, fields, sizes] = ROWS[id];
  const table = { id, title, v8 };
  FIELDS.split(' ').forEach((name, i) => void (table[name] = fields[i]));
  table.kinds = {};
  KINDS.split(' ').forEach((name, i) => {
    if (sizes[i] > 0) table.kinds[name] = sizes[i];
  });
  return table;
}

/** `FixedArray` as the instance type `FIXED_ARRAY_TYPE`: src/weigh/strings/read-only-strings.ts has the same rule. */
const typeOf = (name) => `${name.replace(/[a-z](?=[A-Z])|[A-Z](?=[A-Z][a-z])/g, '$&_').toUpperCase()}_TYPE`;

/** Longer strings are not looked up: src/weigh/strings/read-only-strings.ts has the same limit. */
const LONGEST = 32;

/** The text of src/layout/generated/read-only-strings.ts. `lists` has one list of strings an engine. */
export function stringsModule(lists) {
  const all = [...new Set(lists.flat())].filter((word) => word.length <= LONGEST).sort();
  const everywhere = all.filter((word) => lists.every((list) => list.includes(word)));
  // Numbers of up to four digits are a rule of their own.
  const rest = all.filter((word) => !everywhere.includes(word) && !/^\d{1,4}$/.test(word));
  // V8 has the names of many classes twice, the second time as an instance type: written once, with a star.
  const hasType = (word) => rest.includes(typeOf(word));
  const derived = new Set(all.filter(hasType).map(typeOf));
  const types = rest.filter((word) => /^[A-Z0-9_]+_TYPE$/.test(word) && !derived.has(word));
  const list = (words) =>
    `'${words
      .map((word) => (hasType(word) ? `${word}*` : word))
      .join('|')
      .replace(/[\\']/g, '\\$&')}'`;
  return `/**
 * Strings that V8 keeps in its read-only space, where all programs share them: they weigh nothing for a value that holds
 * them. Joined by bars; after a name with a star, the engine may have the instance type of that name, too (\`FixedArray*\` is also
 * FIXED_ARRAY_TYPE). Written by \`npm run calibrate\`: do not edit by hand.
 */

/** Those of every known engine. */
export const STRINGS_OF_ALL_ENGINES = ${list(everywhere)};

/** Those that some of the engines have. */
export const STRINGS_OF_SOME_ENGINES = ${list(rest.filter((word) => !types.includes(word) && !derived.has(word)))};

/** Instance types that some of the engines have, in lower case and without \`_TYPE\` at the end. */
export const TYPES_OF_SOME_ENGINES = '${types.map((word) => word.slice(0, -5).toLowerCase()).join('|')}';
`;
}
