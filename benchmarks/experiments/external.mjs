// Python's post: mmap reads a file as if it were in memory and loads only the pages that are touched; sys.getsizeof
// sees none of it. Node has no mmap. What it has off V8's heap: the bytes of ArrayBuffers and Buffers,
// SharedArrayBuffers, a WebAssembly.Memory, and the characters of a large text that Node read (an external string).
// V8's heap limit does not hold for these, and process.memoryUsage() tells them apart: heapUsed, arrayBuffers,
// external. Their pages, too, are taken from the system only when they are first written to, so untouched zeros cost no
// RSS. What stands in for mmap is a read at a position of the file into one small buffer. (The snapshots of V8 before
// 13 give an external text 32 bytes, from then on its characters as well; JavaScript cannot tell it from another.)
import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatBytes } from '../../dist/index.js';
import { atLeast, atMost, collect, exactly, page, sizesTable, table, weigh } from './page.mjs';

const BYTES = 32 * 1024 * 1024;
const WINDOW = 64 * 1024;
const WASM_PAGE = 64 * 1024;

/** How the process's own counters rise for what `make` makes, once the garbage is gone. */
function riseOf(make) {
  collect();
  const before = process.memoryUsage();
  const value = make();
  collect();
  const after = process.memoryUsage();
  const rise = Object.fromEntries(Object.keys(after).map((name) => [name, after[name] - before[name]]));
  return { value, rise };
}

/** The sum of all bytes of a file, read by a view that moves over it. */
function sumOfFile(path, buffer) {
  const file = openSync(path, 'r');
  let sum = 0;
  try {
    const { size } = fstatSync(file);
    for (let position = 0; position < size; ) {
      const read = readSync(file, buffer, 0, buffer.length, position);
      for (let i = 0; i < read; i++) sum += buffer[i];
      position += read;
    }
  } finally {
    closeSync(file);
  }
  return sum;
}

function wholeFile(path) {
  const bytes = readFileSync(path);
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum += bytes[i];
  return { bytes, sum };
}

export async function heapAndExternal() {
  const folder = mkdtempSync(join(tmpdir(), 'heapscale-'));
  try {
    const path = join(folder, 'bytes.txt');
    writeFileSync(path, Buffer.alloc(BYTES, 'a line of an ASCII file\n'));
    const makers = {
      'Array of small integers': () => new Array(BYTES / 8).fill(1),
      'Float64Array, untouched': () => new Float64Array(BYTES / 8),
      'Float64Array, written': () => new Float64Array(BYTES / 8).fill(1),
      'SharedArrayBuffer, untouched': () => new SharedArrayBuffer(BYTES),
      'Buffer.allocUnsafeSlow, written': () => Buffer.allocUnsafeSlow(BYTES).fill(1),
      'WebAssembly.Memory, untouched': () => {
        const memory = new WebAssembly.Memory({ initial: BYTES / WASM_PAGE });
        // Its ArrayBuffer is made when it is first asked for, and V8's snapshot has the bytes with that.
        memory.buffer;
        return memory;
      },
      'readFileSync(file)': () => wholeFile(path),
      "readFileSync(file, 'latin1')": () => readFileSync(path, 'latin1'),
      'read at positions into one buffer': () => {
        const buffer = new Uint8Array(WINDOW);
        return { buffer, sum: sumOfFile(path, buffer) };
      },
    };
    const risen = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, riseOf(make)]));
    const rows = await weigh(Object.fromEntries(Object.entries(risen).map(([name, { value }]) => [name, value])), {
      "readFileSync(file, 'latin1')": 'JavaScript cannot tell a text off the heap from another',
    });
    const row = Object.fromEntries(rows.map((one) => [one.name, one]));
    const rise = (name) => risen[name].rise;
    const offHeap = [
      'Float64Array, untouched',
      'Float64Array, written',
      'SharedArrayBuffer, untouched',
      'Buffer.allocUnsafeSlow, written',
      'WebAssembly.Memory, untouched',
      'readFileSync(file)',
    ];
    const positioned = 'read at positions into one buffer';
    return {
      title: `${formatBytes(BYTES)} on V8's heap, off it, and in a file`,
      tables: [
        sizesTable(rows),
        table(
          ['rise of process.memoryUsage()', 'heapUsed', 'external', 'arrayBuffers', 'rss'],
          Object.keys(makers).map((name) => [
            name,
            ...['heapUsed', 'external', 'arrayBuffers', 'rss'].map((counter) => formatRise(rise(name)[counter])),
          ]),
        ),
      ],
      rows,
      claims: [
        exactly('bytes that an Array has off the heap', row['Array of small integers'].externalBytes, 0),
        ...offHeap.map((name) => exactly(`bytes off the heap, ${name}`, row[name].externalBytes, BYTES)),
        atMost(
          'bytes on the heap of the largest of these',
          Math.max(...offHeap.map((name) => row[name].heapBytes)),
          1024,
        ),
        atLeast(
          'rise of external for the text / its length',
          rise("readFileSync(file, 'latin1')").external / BYTES,
          0.99,
        ),
        atMost(
          'rise of heapUsed for the text / its length',
          rise("readFileSync(file, 'latin1')").heapUsed / BYTES,
          0.01,
        ),
        atLeast('rise of heapUsed for the Array / its bytes', rise('Array of small integers').heapUsed / BYTES, 0.99),
        atMost(
          'rise of heapUsed for the Float64Array / its bytes',
          rise('Float64Array, written').heapUsed / BYTES,
          0.01,
        ),
        atMost(
          'rise of rss, untouched / written Float64Array',
          rise('Float64Array, untouched').rss / rise('Float64Array, written').rss,
          0.25,
        ),
        exactly(
          'difference of the sums of both ways to read',
          risen[positioned].value.sum - risen['readFileSync(file)'].value.sum,
          0,
        ),
        atMost('read at positions / the whole file', row[positioned].bytes / row['readFileSync(file)'].bytes, 0.005),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A counter's rise; what is less than a hundredth of the experiment is the process's own coming and going. */
const formatRise = (bytes) =>
  Math.abs(bytes) < BYTES / 100 ? '-' : bytes < 0 ? `-${formatBytes(-bytes)}` : formatBytes(bytes);

await page(import.meta.url, heapAndExternal);
