/**
 * What applications keep in memory: replies, logs, images, series, caches, indexes. Made here, in the sizes they come
 * in.
 */
import { flat, freshText, structures } from './structure.ts';
import type { Structure } from './structure.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const parse = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

class Session {
  readonly token: string;
  readonly user: { id: number; name: string };
  lastSeen = 0;
  readonly roles: string[] = [];
  constructor(id: number) {
    this.token = flat(`token-${id}-`.padEnd(64, 'f'));
    this.user = { id, name: flat(`user number ${id}`) };
  }
}
class Particle {
  x = 0;
  y = 0;
  vx = 0;
  vy = 0;
  readonly history = new Float64Array(32);
}
class TreeNode {
  readonly name: string;
  readonly left: TreeNode | null;
  readonly right: TreeNode | null;
  constructor(depth: number) {
    this.name = freshText(30);
    this.left = depth > 0 ? new TreeNode(depth - 1) : null;
    this.right = depth > 0 ? new TreeNode(depth - 1) : null;
  }
}

export const application: Structure[] = structures('synthetic', [
  [
    'application: reply of a search',
    () =>
      parse({
        total: 100,
        hits: range(100).map((i) => ({
          id: `document-${i}-of-index`,
          score: i / 7,
          source: {
            title: `The title of document ${i} in this reply`,
            body: `Text of document ${i}. `.repeat(8),
            url: `https://example.org/documents/${i}`,
          },
        })),
      }),
  ],
  [
    'application: product catalogue',
    () =>
      parse(
        range(200).map((i) => ({
          sku: `SKU-${100000 + i}-EU`,
          title: `Product ${i} with a usual title`,
          description: `What product ${i} is for, in two lines of text. `.repeat(3),
          price: i * 1.1,
          stock: i,
          tags: [`shelf ${i} of the store`, `supplier ${i} abroad`],
        })),
      ),
  ],
  [
    'application: translations',
    () =>
      parse(
        Object.fromEntries(
          range(100).map((i) => [`message.${i}.label`, `The text that stands on button ${i} of the page`]),
        ),
      ),
  ],
  [
    'application: log lines',
    () =>
      parse(
        range(1000).map((i) => `2026-01-01T00:00:${i % 60}.000Z info request ${i} took ${i * 3} ms and ended well`),
      ),
  ],
  ['application: log lines in Cyrillic', () => parse(range(500).map((i) => `запрос ${i} выполнен за ${i * 3} мс`))],
  [
    'application: event log',
    () =>
      range(300).map((i) => ({
        at: new Date(1.7e12 + i),
        kind: flat(`event of kind ${i}`),
        payload: parse({ id: i, text: `payload of event ${i}, as text` }),
      })),
  ],
  [
    'application: price series in columns',
    () => ({
      time: Float64Array.from(range(5000)),
      open: new Float64Array(5000),
      close: new Float64Array(5000),
      volume: new Uint32Array(5000),
    }),
  ],
  ['application: image', () => ({ width: 640, height: 480, pixels: new Uint8ClampedArray(640 * 480 * 4) })],
  ['application: image tiles', () => new Map(range(64).map((i) => [i, new Uint8Array(4096)]))],
  [
    'application: files by path',
    () => new Map(range(100).map((i) => [flat(`/srv/files/of/the/application/${i}.bin`), new Uint8Array(1000 + i)])),
  ],
  ['application: vectors', () => range(500).map((i) => ({ id: i, values: new Float32Array(256) }))],
  ['application: particles', () => range(500).map(() => new Particle())],
  ['application: matrix of typed rows', () => range(100).map(() => new Float64Array(100))],
  [
    'application: sessions',
    () => new Map(range(200).map((i) => [flat(`session-${i}`.padEnd(32, 's')), new Session(i)])),
    'arrays that nothing was pushed to yet',
  ],
  ['application: binary tree of classes', () => new TreeNode(8)],
  ['application: words', () => new Set(range(1024).map((i) => flat(`the word that has number ${i}`)))],
  [
    'application: word to postings',
    () => new Map(range(256).map((i) => [flat(`the indexed word ${i}`), Uint32Array.from(range(100 + i))])),
  ],
  ['application: text documents', () => range(50).map((i) => freshText(2000 + i))],
  ['application: one long text', () => freshText(100_000)],
  [
    'application: page of a table',
    () =>
      parse({
        columns: ['identifier', 'full name of it', 'remarks on it'],
        rows: range(200).map((i) => [
          `identifier ${i} of a row`,
          `the full name of row ${i}`,
          `remarks on row ${i}, which are longer than its name`,
        ]),
      }),
  ],
  [
    'application: certificates',
    () =>
      range(40).map((i) => ({
        subject: flat(`CN=host-${i}.example.org`),
        der: new Uint8Array(1200 + i),
        notAfter: new Date(1.8e12),
      })),
  ],
  ['application: big numbers', () => range(200).map((i) => (1n << BigInt(1024 + i)) + BigInt(i))],
  ['application: grid of counters', () => new Int32Array(new SharedArrayBuffer(64 * 64 * 4))],
  [
    'application: chat history',
    () =>
      parse({
        room: 'general discussion',
        messages: range(300).map((i) => ({
          id: `message-${i}-in-room`,
          author: `author number ${i % 7}`,
          text: `Message ${i}: some words, as people write them. `.repeat(2),
        })),
      }),
  ],
  [
    'application: compiled templates',
    () => new Map(range(50).map((i) => [flat(`template-${i}.html`), { source: freshText(500), size: i }])),
  ],
  [
    'application: map of sets',
    () => new Map(range(64).map((i) => [i, new Set(range(64).map((j) => flat(`member ${j} of set ${i}, by name`)))])),
  ],
]);
