/**
 * A set of texts that leaves the texts as they are. V8 14 internalises every string that a Set or Map looks up, which
 * makes equal strings of the program one and so changes what is weighed. Here the hash is a number worked out from
 * the characters, and texts are compared with `===`, which changes nothing.
 */
import { floor, imul } from '../math.ts';
import * as js from './intrinsics.ts';
import { bareList, SafeMap } from './safe-collections.ts';

/** Texts with one hash that are kept; a set of that many that differ only where the hash does not look is hostile. */
const MAX_BUCKET = 32;

/** Texts up to this long are hashed whole, longer ones by characters spread over them. */
const HASHED = 24;

/** What {@link StringTable.add} found. */
export const Seen = { no: 0, yes: 1, unknown: 2 } as const;

/** A set of strings. */
export class StringTable {
  readonly #buckets = new SafeMap<number, string | string[]>();

  /** Adds a text: `Seen.no` if it is new, `Seen.unknown` if so many are alike that it was not looked for. */
  add(text: string): 0 | 1 | 2 {
    const hash = hashOf(text);
    const bucket = this.#buckets.get(hash);
    if (bucket === undefined) {
      this.#buckets.set(hash, text);
      return Seen.no;
    }
    if (typeof bucket === 'string') {
      if (bucket === text) return Seen.yes;
      const list = bareList<string>();
      list[0] = bucket;
      list[1] = text;
      this.#buckets.set(hash, list);
      return Seen.no;
    }
    for (let i = 0; i < bucket.length; i++) if (bucket[i] === text) return Seen.yes;
    if (bucket.length >= MAX_BUCKET) return Seen.unknown;
    bucket[bucket.length] = text;
    return Seen.no;
  }

  /** True if the text was added. */
  has(text: string): boolean {
    const bucket = this.#buckets.get(hashOf(text));
    if (bucket === undefined || typeof bucket === 'string') return bucket === text;
    for (let i = 0; i < bucket.length; i++) if (bucket[i] === text) return true;
    return false;
  }
}

/** FNV-1a over the characters, as a 30-bit number so that it is a small integer on every engine. */
function hashOf(text: string): number {
  const { length } = text;
  let hash = length ^ 0x2c9277b5;
  if (length <= HASHED) {
    for (let i = 0; i < length; i++) hash = imul(hash ^ js.charCodeAt(text, i), 0x01000193);
  } else {
    const step = (length - 1) / (HASHED - 1);
    for (let i = 0; i < HASHED; i++) hash = imul(hash ^ js.charCodeAt(text, floor(i * step)), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
