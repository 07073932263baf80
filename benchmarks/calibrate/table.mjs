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
    wideLiteralIsDictionary: parts.wideLiteral > 200 * tagged * 2,
    kinds,
  };
}

const asCode = (table) =>
  JSON.stringify(table, null, 2)
    .replace(/"(\w+)":/g, '$1:')
    .replace(/"/g, "'");

/** The text of src/layout/generated/<id>.ts. */
export function engineModule(table) {
  return `/** ${table.title}, as measured on the engine itself. Written by \`npm run calibrate\`: do not edit by hand. */
import type { Layout } from '../layout.ts';

/** The layout of ${table.title}. */
export const ${table.id}: Layout = ${asCode(table)};
`;
}

/** The text of src/layout/generated/read-only-strings.ts. `lists` has one list of words an engine. */
export function wordsModule(lists) {
  const all = [...new Set(lists.flat())].sort();
  const everywhere = all.filter((word) => lists.every((list) => list.includes(word)));
  const rest = all.filter((word) => !everywhere.includes(word));
  const text = (words) => `'${words.join('|').replace(/[\\']/g, '\\$&')}'`;
  return `/**
 * Texts that V8 keeps in its read-only space, where all programs share them: they weigh nothing for a value that holds
 * them. Written by \`npm run calibrate\`: do not edit by hand.
 */

/** Those of every known engine, joined by bars. */
export const WORDS_OF_ALL_ENGINES = ${text(everywhere)};

/** Those that some of the engines have. */
export const WORDS_OF_SOME_ENGINES = ${text(rest)};
`;
}
