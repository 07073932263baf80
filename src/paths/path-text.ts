/** Formats paths like code: `.name`, `["odd key"]`, `[Symbol(tag)]`, `[3]`, `.get("ann")`, `.#secret`. */
import * as js from '../platform/intrinsics.ts';
import { brands } from '../inspect/brands.ts';
import { Step } from '../inspect/references.ts';

/** Characters of a key that are shown. */
const MAX_KEY = 60;

/** Steps that are shown at each end of a very long path. */
const SHOWN_STEPS = 16;

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$_]*$/u;

/** Formats one step of a path. `key` is an index, a position, or a number in `keys`. */
export function formatStep(step: Step, key: number, keys: readonly (string | symbol)[], owner: unknown): string {
  switch (step) {
    case Step.property:
      return formatProperty(keys[key]);
    case Step.getter:
      return `.<get ${formatKey(keys[key])}>`;
    case Step.setter:
      return `.<set ${formatKey(keys[key])}>`;
    case Step.element:
      return `[${key}]`;
    case Step.mapKey:
      return `.keys()[${key}]`;
    case Step.mapValue: {
      const mapKey = formatMapKey(owner, key);
      return mapKey === undefined ? `.values()[${key}]` : `.get(${mapKey})`;
    }
    case Step.setMember:
      return `.values()[${key}]`;
    default:
      return formatHidden(keys[key] as string);
  }
}

/** A reference from hidden state: `.#field`, `.<[[Target]]>`. */
export function formatHidden(name: string): string {
  return js.startsWith(name, '#') ? `.${name}` : `.<${name}>`;
}

/** The step of many similar references together: `[*]`, `.get(*)`. */
export function formatFoldedStep(step: Step): string {
  if (step === Step.mapValue) return '.get(*)';
  if (step === Step.mapKey) return '.keys()[*]';
  return step === Step.setMember ? '.values()[*]' : '[*]';
}

/** A property access, as it follows its object. */
export function formatProperty(key: string | symbol): string {
  if (typeof key === 'symbol') return `[${formatSymbol(key)}]`;
  return key.length <= MAX_KEY && js.matches(IDENTIFIER, key) ? `.${key}` : `[${quoted(key)}]`;
}

function formatKey(key: string | symbol): string {
  return typeof key === 'symbol'
    ? `[${formatSymbol(key)}]`
    : key.length <= MAX_KEY && js.matches(IDENTIFIER, key)
      ? key
      : quoted(key);
}

function formatSymbol(symbol: symbol): string {
  const description = js.symbolDescription(symbol) ?? '';
  return js.startsWith(description, 'Symbol.') && js.matches(IDENTIFIER, js.slice(description, 7, description.length))
    ? description
    : `Symbol(${escaped(description)})`;
}

/** The key of a Map's entry if it can be formatted; undefined for objects and for entries that are gone. */
function formatMapKey(map: unknown, position: number): string | undefined {
  if (!brands.isMap(map)) return undefined;
  const iterator = js.mapEntries(map);
  for (let i = 0; i < position; i++) if (js.nextOfMap(iterator).done) return undefined;
  const { done, value } = js.nextOfMap(iterator);
  return done ? undefined : formatPrimitive(value[0]);
}

function formatPrimitive(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'symbol':
      return formatSymbol(value);
    case 'bigint':
      return -(2n ** 64n) < value && value < 2n ** 64n ? `${value}n` : 'a bigint';
    case 'number':
      return value === 0 && 1 / value < 0 ? '-0' : `${value}`;
    case 'boolean':
    case 'undefined':
      return `${value}`;
    default:
      return value === null ? 'null' : undefined;
  }
}

function quoted(string: string): string {
  return `"${escaped(string)}"`;
}

/** A string on one line: unprintable characters are escaped, and a long string is truncated. */
export function escaped(string: string): string {
  let out = '';
  let end = string.length;
  if (end > MAX_KEY) {
    end = MAX_KEY - 3;
    // Not between the two halves of a surrogate pair.
    if ((js.charCodeAt(string, end - 1) & 0xfc00) === 0xd800) end--;
  }
  for (let i = 0; i < end; i++) {
    const code = js.charCodeAt(string, i);
    if (code === 0x22 || code === 0x5c) out += `\\${js.slice(string, i, i + 1)}`;
    else if (code === 0x0a) out += '\\n';
    else if (isUnprintable(code)) out += `\\u${hex(code)}`;
    else out += js.slice(string, i, i + 1);
  }
  return end < string.length ? `${out}...` : out;
}

/** Control characters, line ends, zero-width characters and those that change the writing direction. */
function isUnprintable(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code < 0xa0) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff
  );
}

const DIGITS = '0123456789abcdef';

function hex(code: number): string {
  let digits = '';
  for (let shift = 12; shift >= 0; shift -= 4) digits += DIGITS[(code >> shift) & 15];
  return digits;
}

/** One link of the path back to the root. */
export interface Link {
  readonly parent: number;
  readonly step: () => string;
}

/** Formats the path from the root to a node, found by following the links back. */
export function formatPath(rootName: string, node: number, linkOf: (node: number) => Link | undefined): string {
  let depth = 0;
  for (let link = linkOf(node); link !== undefined; link = linkOf(link.parent)) depth++;
  let path = '';
  let at = node;
  for (let i = depth; i > 0; i--) {
    const link = linkOf(at)!;
    if (i > depth - SHOWN_STEPS || i <= SHOWN_STEPS) path = link.step() + path;
    else if (i === depth - SHOWN_STEPS) path = ` ...(${depth - 2 * SHOWN_STEPS} steps)... ${path}`;
    at = link.parent;
  }
  return rootName + path;
}
