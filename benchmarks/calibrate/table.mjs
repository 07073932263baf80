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
    jsonInternalizedLength: lengthOf(parts, 'jsonString'),
    setFromIterableCapacity: (parts.setFromIterable - (parts.mapTable - tagged * (2 + 3 * 4))) / (tagged * 2.5),
    errorKeepsMessageTwice: parts.errorWithCause > 0,
    jsonWideInternalizedLength: lengthOf(parts, 'jsonWideString'),
    kinds,
  };
}

/**
 * The table of a Node that was built with pointer compression, which no package of npm has: workerd is built so, with the same
 * fields in its objects, and Deno is the same V8 without compression. Where the two Nodes differ from Deno, the compressed one
 * differs from workerd by half, since those fields are tagged.
 */
export function compressed(node, { workerd, deno }) {
  const half = (theirs, of, from) => (of === undefined ? undefined : theirs + (of - (from ?? of)) / 2);
  const table = { ...node, id: `${node.id}compressed`, title: titleOfCompressed(node, workerd) };
  for (const [name, figure] of Object.entries(workerd)) {
    // Whether a value is boxed or shared is the version's; how much it weighs depends on the words.
    if (typeof figure === 'number' && !BY_VERSION.has(name)) table[name] = half(figure, node[name], deno[name]);
  }
  table.kinds = {};
  for (const [name, bytes] of Object.entries(node.kinds)) {
    const theirs = workerd.kinds[name] ?? bytes / 2;
    table.kinds[name] = half(theirs, bytes, deno.kinds[name]);
  }
  return table;
}

const BY_VERSION = new Set([
  'jsonInternalizedLength',
  'jsonWideInternalizedLength',
  'setFromIterableCapacity',
  'maxOnHeapBytes',
]);

const titleOfCompressed = ({ title, v8 }, workerd) =>
  `${title.split(' (')[0]} with pointer compression (V8 ${v8}; sizes derived from V8 ${workerd.v8} of workerd)`;

/** The longest strings of which JSON.parse makes equal ones one. */
function lengthOf(parts, prefix) {
  return [8, 9, 10, 11, 12].filter((length) => parts[`${prefix}${length}`] === 1).at(-1) ?? 0;
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

/** Longer strings are not looked up: src/weigh/strings/read-only-strings.ts has the same limit. */
const LONGEST = 32;

/**
 * Strings that V8 keeps in its read-only space: those of every engine, and those of some. `lists` has one list of strings an engine;
 * `builtIns` are names that the walk finds in every engine by itself.
 */
export function readOnlyStrings(lists, builtIns) {
  const names = [...new Set(lists.flat())].filter((word) => word.length <= LONGEST).sort();
  const all = names.filter((word) => lists.every((list) => list.includes(word)));
  // Numbers of up to four digits and instance types are rules of their own.
  const isListed = (word) =>
    !all.includes(word) && !builtIns.includes(word) && !/^(?:\d{1,4}|[A-Z\d_]+_TYPE)$/.test(word);
  return { all, some: names.filter(isListed) };
}

/**
 * The text of src/layout/generated/read-only-strings.ts. The names would take four times the bytes; they are in
 * read-only-strings.json beside this file.
 */
export function stringsModule({ all, some }, hashOf) {
  const entries = [...all.map((word) => 2 * hashOf(word) + 1), ...some.map((word) => 2 * hashOf(word))].sort(
    (a, b) => a - b,
  );
  let text = '';
  entries.forEach((entry, i) => {
    const step = entry - (i === 0 ? 0 : entries[i - 1]);
    if (step >= 64 ** 3) throw new RangeError(`A step of ${step} does not fit into three digits.`);
    for (const shift of [12, 6, 0]) text += String.fromCharCode(40 + ((step >> shift) & 63));
  });
  return `/**
 * Strings that V8 keeps in its read-only space, where all programs share them: they weigh nothing for a value that holds
 * them. Sorted hashes of ${entries.length} strings, each with a bit for those of every known engine; read by weigh/strings/read-only-strings.ts.
 * Written by \`npm run calibrate\`: do not edit by hand.
 */
export const READ_ONLY_STRINGS = '${text.replace(/[\\']/g, '\\$&')}';
`;
}
