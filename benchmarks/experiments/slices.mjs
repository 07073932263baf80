// Python's post: a slice of a list or bytes is a copy, a memoryview keeps the whole; in JavaScript the slice of a
// Buffer and the slice of a text are views. buffer.subarray() has the same ArrayBuffer, whatever it cuts out;
// Buffer.from of something small is cut out of a pool, 8 KiB or 64 KiB, that lives as long as one piece of it; and a
// piece of a text of 13 characters or more is a header of 32 bytes that keeps its parent (SlicedString in
// src/objects/string.h). What gives the whole free is a copy: new Uint8Array(view) for bytes, bytes and back for a
// text. JavaScript cannot see what a text is cut out of, so the estimate takes it as flat. A view's buffer it sees, but
// for one of up to 64 bytes that begins where its buffer does: that may as well be a tiny array with its data in
// itself, and asking for the buffer would move them off the heap.
import { formatBytes } from '../../dist/index.js';
import { atLeast, atMost, exactly, page, sizesTable, weigh } from './page.mjs';

const LARGE = 4 * 1024 * 1024;
const PIECE = 100;
/** The same characters in a string of their own. */
const copyOf = (text) => Buffer.from(text, 'utf8').toString('utf8');

/** A large text in one piece on the heap; JSON.parse makes it so, where repeat() makes a rope. */
function largeText() {
  const line = 'timestamp=2024-05-06T07:08:09Z level=info message="a request came in" status=200\n';
  return JSON.parse(JSON.stringify(line.repeat(Math.ceil(LARGE / line.length))));
}

/** src/heap/README.md: strings are taken as flat, since no bound on what a slice keeps would be an honest one. */
const CUT = 'a text cut out of a larger one';
const BEYOND = {
  'text.slice(0, n)': CUT,
  "text.slice(0, n) + ''": CUT,
  "first of text.split('\\n')": CUT,
  'first match of a RegExp': CUT,
};

export async function slices() {
  const large = () => Buffer.alloc(LARGE, 1);
  const bytes = await weigh(
    {
      'whole Buffer': large(),
      'buffer.subarray(0, n)': large().subarray(0, PIECE),
      'buffer.slice(0, n)': large().slice(0, PIECE),
      'buffer.subarray(0, 10)': large().subarray(0, 10),
      'Buffer.from(view)': Buffer.from(large().subarray(0, PIECE)),
      'new Uint8Array(view)': new Uint8Array(large().subarray(0, PIECE)),
      "Buffer.from('a text')": Buffer.from('a text'),
      "new TextEncoder().encode('a text')": new TextEncoder().encode('a text'),
    },
    { 'buffer.subarray(0, 10)': 'a tiny view at the start of a buffer' },
  );
  const [whole, view, slice, tiny, pooled, copy, small, encoded] = bytes.map((row) => row.bytes);
  const texts = await weigh(
    {
      'whole text': largeText(),
      'text.slice(0, n)': largeText().slice(0, PIECE),
      "text.slice(0, n) + ''": `${largeText().slice(0, PIECE)}${''}`,
      "first of text.split('\\n')": largeText().split('\n')[0],
      'first match of a RegExp': /level=\w+ message=/.exec(largeText())[0],
      'text.slice(0, 12)': largeText().slice(0, 12),
      'the slice, to bytes and back': copyOf(largeText().slice(0, PIECE)),
    },
    BEYOND,
  );
  const [text, cut, joined, line, match, short, freed] = texts.map((row) => row.bytes);
  return {
    title: `A piece of ${PIECE} bytes, and what it keeps of ${formatBytes(LARGE)}`,
    tables: [`bytes:\n${sizesTable(bytes)}`, `texts:\n${sizesTable(texts)}`],
    rows: [...bytes, ...texts],
    claims: [
      exactly('bytes off the heap that subarray gives free', whole - view, 0),
      exactly('bytes off the heap that buffer.slice gives free', whole - slice, 0),
      exactly('bytes off the heap that a view of ten gives free', whole - tiny, 0),
      atLeast('a Buffer of a text of six / the text in a Uint8Array', small / encoded, 20),
      atMost('bytes that a copy by new Uint8Array keeps', copy, PIECE + 300),
      atLeast('bytes that a copy by Buffer.from keeps: the pool', pooled, 8 * 1024),
      atLeast('share of the text that slice keeps', cut / text, 1),
      atLeast("share of the text that slice + '' keeps", joined / text, 1),
      atLeast('share of the text that a line of split keeps', line / text, 1),
      atLeast('share of the text that a match keeps', match / text, 1),
      atMost('bytes that 12 characters keep', short, 32),
      atMost('bytes that the copy of a slice keeps', freed, PIECE + 24),
    ],
  };
}

await page(import.meta.url, slices);
