// Python's post: a list of numbers is a list of pointers to number objects, array('i') or numpy keep the bare numbers.
// V8 has three kinds of elements for numbers (src/objects/elements-kind.h): small integers stand in their slots; an
// array in which every element is a number and some are none of these has bare doubles, eight bytes each; and once it
// holds anything else, each number that is no small integer is an object of 16 bytes behind a pointer of 8. A typed
// array has only its numbers.
import { formatCount } from '../../.build/src/report/table.js';
import { atLeast, atMost, exactly, page, sizesTable, weigh } from './page.mjs';

const COUNT = 100_000;
const numbers = (numberOf) => Array.from({ length: COUNT }, (_, i) => numberOf(i));

export async function arraysOfNumbers() {
  const mixed = numbers((i) => i + 0.5);
  mixed[0] = 'no number';
  const sparse = [];
  for (let i = 0; i < COUNT; i++) sparse[i * 1000] = i;
  const rows = await weigh({
    'Array of small integers': numbers((i) => i),
    'Array of doubles': numbers((i) => i + 0.5),
    'Array of doubles and one text': mixed,
    'Array of bigints': numbers((i) => BigInt(i)),
    'Array with an element every 1,000': sparse,
    'new Uint8Array(n)': Uint8Array.from({ length: COUNT }, (_, i) => i & 255),
    'new Int32Array(n)': Int32Array.from({ length: COUNT }, (_, i) => i),
    'new Float32Array(n)': Float32Array.from({ length: COUNT }, (_, i) => i + 0.5),
    'new Float64Array(n)': Float64Array.from({ length: COUNT }, (_, i) => i + 0.5),
    'new BigInt64Array(n)': BigInt64Array.from({ length: COUNT }, (_, i) => BigInt(i)),
  });
  const [smis, doubles, boxed, bigints, holes, bytes, ints, floats, doubles64, bigints64] = rows.map(
    (row) => row.bytes,
  );
  return {
    title: `${formatCount(COUNT)} numbers: arrays against typed arrays`,
    tables: [sizesTable(rows, { per: COUNT, piece: 'a number' })],
    rows,
    claims: [
      atMost('Array of doubles / Float64Array', doubles / doubles64, 1.01),
      atLeast('Array of small integers / Int32Array', smis / ints, 1.95),
      atLeast('Array of doubles / Float32Array', doubles / floats, 1.95),
      atLeast('Array of small integers / Uint8Array', smis / bytes, 7.5),
      atLeast('doubles and one text / Array of doubles', boxed / doubles, 2.9),
      atLeast('Array of bigints / BigInt64Array', bigints / bigints64, 3.9),
      atLeast('an element every 1,000 / an element a slot', holes / smis, 3),
      exactly(
        "bytes of the ten typed and plain arrays off V8's heap",
        rows.reduce((sum, row) => sum + row.externalBytes, 0),
        COUNT * (1 + 4 + 4 + 8 + 8),
      ),
    ],
  };
}

await page(import.meta.url, arraysOfNumbers);
