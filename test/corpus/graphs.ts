/** Structures of many objects, and of strings that are not flat. */
import { range, parse } from './lists.ts';
import { freshText, settled, structures } from './structure.ts';
import type { Structure } from './structure.ts';

export const graphs: Structure[] = structures('synthetic', [
  [
    'linked list of 1,000',
    () => {
      let list: object | null = null;
      for (let i = 0; i < 1000; i++) list = { value: i, next: list };
      return list;
    },
  ],
  [
    'binary tree',
    () => {
      const tree = (depth: number): object | null =>
        depth === 0 ? null : { left: tree(depth - 1), right: tree(depth - 1) };
      return tree(10);
    },
  ],
  [
    'config object',
    () =>
      parse({
        server: { host: freshText(15), port: 8080, tls: { cert: freshText(40), key: freshText(40) } },
        paths: [freshText(20), freshText(21)],
        debug: false,
      }),
  ],
  ['table of rows', () => parse(range(200).map((i) => [i, `row ${i} of this table`, i / 7]))],
  ['index by id', () => new Map(range(200).map((i) => [`id-${i}-${i}`, { id: i, at: 1e12 + i }]))],
  [
    'records with optional fields',
    () =>
      parse(
        range(200).map((i) =>
          i % 3 ? { id: i, label: `label ${i} here` } : { id: i, label: `label ${i} here`, extra: true },
        ),
      ),
    'spare slots of parsed siblings',
  ],
  ['repeated short strings', () => parse(range(500).map((i) => ({ kind: i % 2 ? 'invoice' : 'order' })))],
  [
    'repeated long strings',
    () => parse(range(500).map((i) => ({ kind: i % 2 ? 'a longer kind of invoice' : 'a longer kind of order' }))),
  ],
  [
    'string constants of the code',
    () => settled(() => range(100).map((i) => new Tagged(i))),
    'equal strings of code are one string',
  ],
  [
    'GeoJSON-like',
    () =>
      parse({
        type: 'FeatureCollection',
        features: range(50).map((i) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [i / 3, i / 7] },
          properties: { name: `place number ${i}` },
        })),
      }),
  ],
]);

class Tagged {
  kind = 'a kind that is written in the code';
  id: number;
  constructor(id: number) {
    this.id = id;
  }
}

/** Strings that V8 keeps as ropes or slices: the estimate takes them as flat, and no interval could be honest. */
export const notFlat: Structure[] = structures('synthetic', [
  [
    'rope',
    () => {
      let s = freshText(20);
      for (let i = 0; i < 50; i++) s += `piece ${i} `;
      return [s];
    },
    'a rope',
  ],
  ['slice', () => [freshText(1000).slice(10, 60)], 'a slice keeps its parent'],
]).map((structure) => ({ ...structure, flat: false }));
