// Python's post: a trie instead of a set of texts with long common beginnings, and sys.intern for texts that repeat. V8
// makes a string of its own of each text that is read from somewhere: 16 bytes of header, then the characters
// (src/objects/string.h), and eight in the list that holds it. A pool (a Map from text to text) leaves one of each. A
// trie of Maps or objects is no saving at all: its nodes weigh more than the texts they replace, since an empty Map has
// a table of 120 bytes. What saves is packing: all nodes in typed arrays, or simply all texts in one, with their places
// beside it.
import { deepSizeOf } from '../../dist/index.js';
import { formatCount } from '../../.build/src/report/table.js';
import { PackedTrie } from './packed-trie.mjs';
import { atLeast, atMost, exactly, page, sizesTable, weigh } from './page.mjs';

const WORDS = 10_000;
const TIMES = 10;

/** Words as a technical vocabulary has them: prefix, stem, suffix; many begin alike. */
function vocabulary(count) {
  const prefixes = ['', 're', 'un', 'over', 'inter', 'under', 'counter', 'electro', 'micro', 'photo'];
  const stems = [
    'act',
    'build',
    'cast',
    'charge',
    'code',
    'collect',
    'connect',
    'count',
    'cycle',
    'direct',
    'draw',
    'form',
    'gauge',
    'graph',
    'group',
    'guard',
    'index',
    'join',
    'judge',
    'label',
    'lead',
    'link',
    'load',
    'mark',
    'measure',
    'mode',
    'move',
    'order',
    'pack',
    'phone',
    'place',
    'plan',
    'play',
    'point',
    'port',
    'press',
    'print',
    'read',
    'record',
    'sample',
    'scale',
    'scope',
    'sense',
    'set',
    'shape',
    'sign',
    'size',
    'sort',
    'state',
    'stock',
    'store',
    'stream',
    'tract',
    'trace',
    'train',
    'turn',
    'type',
    'view',
    'weigh',
    'write',
  ];
  const suffixes = [
    '',
    's',
    'ed',
    'er',
    'ers',
    'ing',
    'ings',
    'able',
    'ability',
    'ment',
    'ments',
    'ation',
    'ations',
    'ational',
    'less',
    'lessly',
    'lessness',
  ];
  const words = [];
  for (const stem of stems)
    for (const suffix of suffixes) for (const prefix of prefixes) words.push(prefix + stem + suffix);
  return words.slice(0, count);
}

/** The same text as a string of its own, as reading a file makes it. */
const fresh = (text) => Buffer.from(text, 'latin1').latin1Slice();

/** A pool of texts: gives back the first string that it met with such characters. */
function createPool() {
  const pool = new Map();
  const intern = (text) => {
    const known = pool.get(text);
    if (known !== undefined) return known;
    pool.set(text, text);
    return text;
  };
  return { pool, intern };
}

function trieOfMaps(words) {
  const root = new Map();
  for (const word of words) {
    let node = root;
    for (const char of word) {
      if (!node.has(char)) node.set(char, new Map());
      node = node.get(char);
    }
    node.set('', true);
  }
  return root;
}

function trieOfObjects(words) {
  const root = {};
  for (const word of words) {
    let node = root;
    for (const char of word) node = node[char] ??= {};
    node[''] = true;
  }
  return root;
}

/** All words in one text, and where each begins. */
function joined(words) {
  const starts = new Uint32Array(words.length + 1);
  for (let i = 0; i < words.length; i++) starts[i + 1] = starts[i] + words[i].length;
  return { text: fresh(words.join('')), starts };
}

export async function stringsAndTries() {
  const words = vocabulary(WORDS);
  const occurrences = Array.from({ length: WORDS * TIMES }, (_, i) => fresh(words[i % WORDS]));
  // First of all: V8 14 lets a string that a Map was asked for lead to the equal one that it found there.
  const [asRead] = await weigh({ 'each a string of its own': occurrences });
  const { pool, intern } = createPool();
  const interned = occurrences.map(intern);
  const repeated = [
    asRead,
    ...(await weigh({ 'interned by a pool': interned, 'interned, with the pool': [interned, pool] })),
  ];
  const trie = new PackedTrie(words);
  const known = new Set(words);
  const probes = words.flatMap((word) => [word, `${word}x`, word.slice(0, -1), word.slice(1)]);
  const sets = await weigh({
    'array of words': words.map(fresh),
    'Set of words': new Set(words.map(fresh)),
    'trie of Maps': trieOfMaps(words),
    'trie of objects': trieOfObjects(words),
    'trie in typed arrays': trie,
    'one text and its places': joined(words),
  });
  const [apart, once, withPool] = repeated.map((row) => row.bytes);
  const [array, , maps, objects, packed, text] = sets.map((row) => row.bytes);
  return {
    title: `${formatCount(WORDS)} words of common beginnings: interned, in tries, packed`,
    tables: [
      `${formatCount(WORDS * TIMES)} occurrences:\n${sizesTable(repeated, { per: WORDS * TIMES, piece: 'an occurrence', times: repeated[0] })}`,
      `the words, each once; ${formatCount(trie.labels.length)} nodes in the tries:\n${sizesTable(sets, { per: WORDS, piece: 'a word', times: sets[0] })}`,
    ],
    rows: [...repeated, ...sets],
    claims: [
      atLeast('each its own / interned', apart / once, 3),
      atLeast('each its own / interned, with the pool', apart / withPool, 2),
      atMost(
        "error of deepSizeOf(interned, { strings: 'once' })",
        Math.abs(deepSizeOf(interned, { strings: 'once' }).bytes / once - 1),
        0.01,
      ),
      atLeast('trie of Maps / array of words', maps / array, 5),
      atLeast('trie of objects / array of words', objects / array, 1.5),
      atMost('trie in typed arrays / array of words', packed / array, 0.5),
      atMost('one text and its places / array of words', text / array, 0.5),
      exactly(
        'answers of the packed trie that a Set gives otherwise',
        probes.filter((word) => trie.has(word) !== known.has(word)).length,
        0,
      ),
    ],
  };
}

await page(import.meta.url, stringsAndTries);
