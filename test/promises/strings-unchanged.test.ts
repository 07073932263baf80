// V8 14 internalises a string that is looked up in a Set or Map, and an internalised copy of narrow characters in a
// two-byte string is narrow: the value would weigh less after it was weighed.
import * as v8 from 'node:v8';
import { expect, it } from 'vitest';
import { advise, deepSizeOf, deepSizeOfAll, entrySizeOf, sizeOf, summarize } from '../../src/index.ts';

const isOneByte = (v8 as { isStringOneByteRepresentation?: (string: string) => boolean }).isStringOneByteRepresentation;

/** Narrow words, each a slice of a text with a wide character; many have the length and the ends of a built-in name. */
function words(): string[] {
  const names = ['defineProperty', 'hasOwnProperty', 'getOwnPropertyNames', 'toLocaleString', 'propertyIsEnumerable'];
  const made = names.flatMap((name) => [name, name.replace(/(?<=.)./, 'q'), `${name.slice(0, -1)}x`, `${name} of`]);
  const text = `żółw ${Array.from({ length: 50 }, () => made.join(';')).join(';')}`;
  return text.slice(5).split(';');
}

it.runIf(isOneByte !== undefined)('measuring leaves strings as wide as they are', () => {
  const forms = (list: readonly string[]) => list.map((string) => isOneByte!(string));
  const ways: ((list: readonly string[]) => unknown)[] = [
    (list) => deepSizeOf(list),
    (list) => deepSizeOf(list, { paths: true }),
    (list) => deepSizeOf(list, { sample: 10 }),
    (list) => deepSizeOfAll([list]),
    (list) => advise(list.map((name) => ({ name, kind: name, list: [name] }))),
    (list) => summarize(list),
    (list) => list.map((string) => [sizeOf(string), entrySizeOf(string, { a: string, b: [string] })]),
  ];
  for (const way of ways) {
    const list = words();
    const before = forms(list);
    expect(before).toContain(false);
    way(list);
    expect(forms(list)).toEqual(before);
  }
});
