/**
 * Whether V8 stores a string with two bytes a character. `v8.isStringOneByteRepresentation` (Node 22.15 and later)
 * reads it from the string's header: in 9 ns for any length, where a search for a character beyond Latin-1 takes 17 ns
 * for a one-byte string and 0.6 ns for each character of another. It also knows what no search can find, Latin-1
 * characters stored with two bytes each, as pieces of a wider string have them, and it does not flatten a rope.
 *
 * Loading the module takes half a millisecond; it is loaded when this module is, so that a later patch is not called.
 */
import { builtinModule } from './builtin-module.ts';
import * as js from './intrinsics.ts';

/** The part of `node:v8` that is used. */
interface V8Module {
  readonly isStringOneByteRepresentation?: (string: string) => boolean;
}

const isOneByte = /* @__PURE__ */ widthFunction();

function widthFunction(): ((string: string) => boolean) | undefined {
  const found = builtinModule<V8Module>('v8')?.isStringOneByteRepresentation;
  if (typeof found !== 'function') return undefined;
  try {
    // Deno and others may have the name and another meaning.
    return found('a') === true && found('\u4e00') === false ? found : undefined;
  } catch {
    return undefined;
  }
}

/** True if the engine reports how a string is stored, so that its characters need not be read. */
export const knowsWidth: boolean = /* @__PURE__ */ isKnown();

function isKnown(): boolean {
  return isOneByte !== undefined;
}

/** True if V8 stores two bytes a character; without the engine's word, if some character needs it. */
export function isTwoByte(string: string): boolean {
  return isOneByte === undefined ? js.hasWideCharacter(string) : !isOneByte(string);
}

/**
 * The same for a string that counts as flat: reading a character flattens a rope, which is then as large as reported. A
 * cache that keeps ropes, as libraries make them that write JSON by themselves, would otherwise take eight times as
 * much.
 */
export function isTwoByteFlat(string: string): boolean {
  // The character is used, so that optimised code must read it.
  return (string.length >= SHORTEST_ROPE && js.charCodeAt(string, 0) > 255) || isTwoByte(string);
}

/** V8 makes no rope that is shorter (`ConsString::kMinLength`). */
const SHORTEST_ROPE = 13;

/** The same for a string of which all characters are known, OR-ed together. */
export function isTwoByteWith(string: string, bits: number): boolean {
  return bits > 255 || (isOneByte !== undefined && !isOneByte(string));
}
