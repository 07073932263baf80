/**
 * What was measured on the engines themselves. Written by `npm run calibrate`: do not edit by hand.
 */

/** The names of the figures in the first list of each row: fields of a Layout. */
export const FIELDS = 'taggedSize objectHeader fixedArrayHeader doubleArrayHeader propertyArrayHeader stringHeader heapNumber bigintHeader symbol accessorPair nameDictionaryHeader numberDictionaryHeader orderedTableHeader ephemeronTableHeader maxOnHeapBytes regexpData atomData boxedDateValue jsonInternalizedLength setFromIterableCapacity errorKeepsMessageTwice jsonWideInternalizedLength';

/** The names of those in the second: self sizes of built-in objects, 0 where the engine lacks the kind. */
export const KINDS =
  'array sloppyArguments strictArguments function arrow class boundFunction map set weakMap weakSet weakRef finalizationRegistry arrayBuffer sharedArrayBuffer typedArray dataView date regexp error number string boolean symbolObject bigintObject promise proxy generator asyncGenerator arrayIterator mapIterator setIterator stringIterator regexpStringIterator segmenter segments segmentIterator collator dateTimeFormat displayNames listFormat locale numberFormat pluralRules relativeTimeFormat wasmMemory wasmModule wasmInstance wasmTable wasmGlobal iteratorHelper wrapForValidIterator disposableStack asyncDisposableStack durationFormat temporalInstant temporalDuration temporalPlainDate temporalPlainDateTime temporalPlainMonthDay temporalPlainTime temporalPlainYearMonth temporalZonedDateTime';

/** The title of an engine, V8's version and the figures. */
export type Row = readonly [string, string, readonly (number | boolean)[], readonly number[]];

/** One row an engine. */
export const ROWS = {
  node20: [
    'Node 20 (V8 11.3, 64-bit)',
    '11.3',
    [8, 24, 16, 16, 16, 16, 16, 16, 24, 24, 64, 48, 40, 40, 64, 112, 48, true, 10, 4, false, 10],
    [32, 40, 32, 64, 56, 64, 48, 32, 32, 32, 32, 32, 80, 88, 88, 96, 80, 96, 56, 48, 32, 32, 32, 32, 32, 48, 32, 160, 176, 48, 40, 40, 40, 48, 48, 48, 48, 48, 72, 40, 48, 32, 48, 56, 56, 56, 40, 320, 72, 72, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  ],
  node22: [
    'Node 22 (V8 12.4, 64-bit)',
    '12.4',
    [8, 24, 16, 16, 16, 16, 16, 16, 24, 24, 64, 48, 40, 40, 64, 112, 48, true, 9, 8, false, 0],
    [32, 40, 32, 64, 56, 64, 48, 32, 32, 32, 32, 32, 80, 88, 88, 96, 80, 96, 56, 48, 32, 32, 32, 32, 32, 48, 32, 160, 176, 48, 40, 40, 40, 48, 48, 56, 56, 48, 72, 40, 48, 32, 48, 56, 56, 56, 40, 48, 72, 72, 56, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  ],
  node24: [
    'Node 24 (V8 13.6, 64-bit)',
    '13.6',
    [8, 24, 16, 16, 16, 16, 16, 16, 24, 24, 64, 48, 40, 40, 64, 128, 64, false, 9, 8, true, 0],
    [32, 40, 32, 64, 56, 64, 48, 32, 32, 32, 32, 32, 80, 96, 96, 104, 88, 96, 56, 48, 32, 32, 32, 32, 32, 48, 32, 160, 176, 48, 40, 40, 40, 48, 48, 56, 56, 48, 72, 40, 48, 32, 48, 56, 56, 56, 40, 48, 80, 72, 56, 40, 56, 56, 56, 0, 0, 0, 0, 0, 0, 0, 0],
  ],
  node24compressed: [
    'Node 24 with pointer compression (V8 13.6; sizes derived from V8 15.8 of workerd)',
    '13.6',
    [4, 12, 8, 8, 8, 12, 12, 8, 16, 12, 32, 24, 20, 20, 64, 104, 72, false, 9, 8, true, 0],
    [16, 20, 16, 32, 28, 32, 24, 16, 16, 16, 16, 16, 40, 72, 72, 76, 64, 52, 28, 24, 16, 16, 16, 16, 16, 24, 16, 84, 92, 24, 20, 20, 20, 24, 24, 28, 28, 24, 36, 20, 24, 16, 24, 24, 28, 28, 20, 24, 40, 36, 28, 20, 28, 28, 28, 0, 0, 0, 0, 0, 0, 0, 0],
  ],
  node26: [
    'Node 26 (V8 14.6, 64-bit)',
    '14.6',
    [8, 24, 16, 16, 16, 16, 16, 16, 24, 24, 64, 48, 40, 40, 64, 136, 64, false, 9, 8, true, 0],
    [32, 40, 32, 64, 56, 64, 48, 32, 32, 32, 32, 32, 80, 96, 96, 104, 88, 96, 56, 48, 32, 32, 32, 32, 32, 48, 40, 160, 176, 48, 40, 40, 40, 48, 48, 56, 56, 48, 72, 40, 48, 32, 48, 56, 56, 64, 40, 48, 80, 72, 64, 40, 56, 56, 56, 32, 32, 32, 32, 32, 32, 32, 32],
  ],
  node26compressed: [
    'Node 26 with pointer compression (V8 14.6; sizes derived from V8 15.8 of workerd)',
    '14.6',
    [4, 12, 8, 8, 8, 12, 12, 8, 16, 12, 32, 24, 20, 20, 64, 108, 72, false, 9, 8, true, 0],
    [16, 20, 16, 32, 28, 32, 24, 16, 16, 16, 16, 16, 40, 72, 72, 76, 64, 52, 28, 24, 16, 16, 16, 16, 16, 24, 20, 84, 92, 24, 20, 20, 20, 24, 24, 28, 28, 24, 36, 20, 24, 16, 24, 24, 28, 32, 20, 24, 40, 36, 32, 20, 28, 28, 28, 16, 16, 16, 16, 16, 16, 16, 16],
  ],
  deno: [
    'Deno 2 (V8 15.0, 64-bit)',
    '15.0',
    [8, 24, 16, 16, 16, 16, 16, 16, 24, 24, 64, 48, 40, 40, 64, 152, 80, false, 9, 8, true, 0],
    [32, 40, 32, 64, 56, 64, 48, 32, 32, 32, 32, 32, 80, 96, 96, 104, 88, 96, 48, 48, 32, 32, 32, 32, 32, 48, 40, 160, 176, 48, 40, 40, 40, 48, 48, 48, 48, 48, 72, 40, 48, 32, 48, 56, 56, 64, 40, 48, 80, 64, 64, 40, 56, 56, 56, 32, 32, 32, 32, 32, 32, 32, 32],
  ],
  chromium150: [
    'Chromium 150 (V8 15.0, compressed pointers)',
    '15.0',
    [4, 12, 8, 8, 8, 12, 12, 8, 16, 12, 32, 24, 20, 20, 64, 84, 48, false, 9, 8, true, 0],
    [16, 20, 16, 32, 28, 32, 24, 16, 16, 16, 16, 16, 40, 52, 52, 60, 48, 52, 24, 24, 16, 16, 16, 16, 16, 20, 20, 80, 88, 24, 20, 20, 20, 24, 24, 24, 24, 24, 36, 20, 24, 16, 24, 28, 28, 32, 20, 24, 40, 32, 32, 20, 28, 28, 28, 16, 16, 16, 16, 16, 16, 16, 16],
  ],
  chromium156: [
    'Chromium 156 (V8 15.6, compressed pointers)',
    '15.6',
    [4, 12, 8, 8, 8, 12, 12, 8, 16, 12, 32, 24, 20, 20, 64, 120, 84, false, 9, 8, true, 0],
    [16, 20, 16, 32, 28, 32, 24, 16, 16, 16, 16, 16, 40, 52, 52, 60, 48, 52, 24, 24, 16, 16, 16, 16, 16, 20, 20, 84, 92, 24, 20, 20, 20, 24, 24, 24, 24, 24, 36, 20, 24, 16, 24, 28, 28, 32, 20, 24, 40, 32, 32, 20, 28, 28, 28, 16, 16, 16, 16, 16, 16, 16, 16],
  ],
  workerd: [
    'workerd (V8 15.8, compressed pointers)',
    '15.8',
    [4, 12, 8, 8, 8, 12, 12, 8, 16, 12, 32, 24, 20, 20, 64, 116, 80, false, 9, 8, true, 0],
    [16, 20, 16, 32, 28, 32, 24, 16, 16, 16, 16, 16, 40, 72, 72, 76, 64, 52, 24, 24, 16, 16, 16, 16, 16, 24, 20, 84, 92, 24, 20, 20, 20, 24, 24, 24, 24, 24, 36, 20, 24, 16, 24, 24, 28, 32, 20, 24, 40, 32, 32, 20, 28, 28, 28, 0, 0, 0, 0, 0, 0, 0, 0],
  ],
} as const satisfies Record<string, Row>;
