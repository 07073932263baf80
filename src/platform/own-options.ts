/**
 * The only place where options objects are read: own enumerable properties only, so that a polluted `Object.prototype`
 * adds nothing, copied to an object that inherits nothing. Unknown names are rejected.
 */
import { isList, typeError } from './argument-checks.ts';
import * as js from './intrinsics.ts';
import { min } from './math.ts';

/** The option names of a function; the values are ignored. */
export type OptionNames<Options> = { readonly [Name in keyof Options]-?: true };

/**
 * Options that were read. Its prototype inherits from nothing. The fields are those that a walk uses: reading an object
 * of a fixed shape takes a tenth of the time of one with `__proto__: null`, which V8 keeps in dictionary mode.
 */
class OwnOptions {
  ignore: unknown = undefined;
  maxObjects: unknown = undefined;
  maxBytes: unknown = undefined;
  strings: unknown = undefined;
  readStrings: unknown = undefined;
  layout: unknown = undefined;
  reveal: unknown = undefined;
  facts: unknown = undefined;
  calibration: unknown = undefined;
  paths: unknown = undefined;
  sample: unknown = undefined;

  static {
    js.setPrototypeOf(this.prototype, null);
  }
}

/** Empty options. */
export const NO_OPTIONS: Readonly<Record<string, never>> = /* @__PURE__ */ (() => new OwnOptions() as never)();

/**
 * A copy of the options with only known names; the values are unchecked.
 *
 * @param caller the function as the user calls it.
 * @throws {TypeError} if `options` is not an object, or has an unknown name.
 */
export function ownOptions<Options extends object>(
  caller: string,
  names: OptionNames<Options>,
  options: Options | undefined,
): Options {
  if (options === undefined) return NO_OPTIONS as Options;
  if (!isObject(options)) throw typeError(`options of ${caller}`, 'an object', options);
  const own = new OwnOptions() as unknown as Record<string, unknown>;
  for (const name in options) {
    if (!js.hasOwn(options, name)) continue;
    if (!js.hasOwn(names, name)) throw unknownOption(caller, names, name);
    own[name] = options[name];
  }
  return own as Options;
}

/** The names of two lists combined. */
export function addNames<A extends object, B extends object>(a: A, b: B): A & B {
  const names = { __proto__: null } as unknown as Record<string, unknown>;
  copy(a, names);
  copy(b, names);
  return names as A & B;
}

/** Options that were read by {@link ownOptions}, with others added or overridden. */
export function withOptions<Options extends object, More extends object>(options: Options, more: More): Options & More {
  const own = new OwnOptions() as unknown as Record<string, unknown>;
  copy(options, own);
  copy(more, own);
  return own as Options & More;
}

function copy(from: object, to: Record<string, unknown>): void {
  const names = js.getOwnPropertyNames(from);
  for (let i = 0; i < names.length; i++) to[names[i]] = (from as Record<string, unknown>)[names[i]];
}

/** True for an object that can have options. */
function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isList(value);
}

function unknownOption(caller: string, names: object, name: string): TypeError {
  const similar = mostSimilar(name, js.getOwnPropertyNames(names));
  return new TypeError(
    `unknown option '${name}' of ${caller}${similar === undefined ? '' : `; did you mean '${similar}'?`}`,
  );
}

/**
 * The known name that a misspelt one most likely means: it is a prefix of it, one letter differs, or up to a third of
 * the letters if the first two are the same (`maxBytes` is not a misspelling of `minBytes`).
 */
function mostSimilar(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (let i = 0; i < names.length; i++) {
    const isBeginning = name.length >= 3 && js.startsWith(names[i], name);
    const given = js.toLowerCase(name);
    const known = js.toLowerCase(names[i]);
    const distance = isBeginning ? 1 : editDistance(given, known);
    const most = js.startsWith(given, js.slice(known, 0, 2)) ? known.length / 3 : 1;
    if (distance < least && distance <= most) {
      least = distance;
      best = names[i];
    }
  }
  return best;
}

/** The edit distance (Levenshtein). */
function editDistance(a: string, b: string): number {
  const row: number[] = [];
  for (let k = 0; k <= b.length; k++) row[k] = k;
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0];
    row[0] = i;
    for (let k = 1; k <= b.length; k++) {
      const replaced = diagonal + (js.charCodeAt(a, i - 1) === js.charCodeAt(b, k - 1) ? 0 : 1);
      diagonal = row[k];
      row[k] = min(replaced, diagonal + 1, row[k - 1] + 1);
    }
  }
  return row[b.length];
}
