/**
 * What a class's source shows about its instances: whether it declares private fields, which no other code can see, and
 * how many properties V8 expects an instance to get. The source is never run, and it is read by character codes, so
 * that patched methods of strings and regular expressions are not called.
 */
import {
  CLOSE_BRACE,
  DOT,
  EQUALS,
  HASH,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SEMICOLON,
  STAR,
} from '../platform/char-codes.ts';
import * as js from '../platform/intrinsics.ts';
import { nullPrototypeList, SafeWeakMap } from '../platform/safe-collections.ts';
import { SourceScanner, Token } from './source-scanner.ts';

/** Facts from a class's or constructor function's source. */
export interface ClassSource {
  /**
   * Private fields of an instance, and one more if there are private methods or accessors: the brand that allows
   * calling them.
   */
  readonly privateSlots: number;
  /** The names of these fields, as `#field`. */
  readonly privateNames: readonly string[];
  /** The class has static private fields. */
  readonly staticPrivate: boolean;
  /** The class stores fields of its instances in WeakMaps, as compilers do for private fields. */
  readonly weakFields: boolean;
  /** The class declares fields, private or not. */
  readonly hasFields: boolean;
  /**
   * How many properties V8's parser expects the constructor to add: every `this.x =` and `this[x] =` in it, once
   * however often it runs, and every declared field; if there are none, two
   * (SharedFunctionInfo::UpdateExpectedNofPropertiesFromEstimate). 0 for native functions.
   */
  readonly expectedProperties: number;
  /**
   * The same if V8 counts the assignments twice: it adds the parser's estimate to that of the preparser if the class is
   * in a function that was compiled lazily.
   */
  readonly mostExpected: number;
  /** The source stores properties of `this` under computed keys. */
  readonly keyedStores: boolean;
}

const NO_NAMES: readonly string[] = nullPrototypeList();
const NATIVE: ClassSource = {
  privateSlots: 0,
  privateNames: NO_NAMES,
  staticPrivate: false,
  weakFields: false,
  hasFields: false,
  expectedProperties: 0,
  mostExpected: 0,
  keyedStores: false,
};
const EXPECTED_OF_NONE = 2;
/** What shows a store under a computed key. */
const KEYED_STORE = 'this[';
const known = new SafeWeakMap<object, ClassSource>();

/**
 * What shows that a class stores fields in WeakMaps: an entry under `this`, or a compiler's helper for private fields
 * (TypeScript and Babel, esbuild, swc). Babel's loose mode uses properties instead.
 */
const WEAK_FIELDS = ['.set(this,', 'classPrivateField', '__privateAdd(this', '_class_private_field_init'];
const LOOSE_FIELDS = 'classPrivateFieldLoose';

/**
 * Native searches through the whole source, which may be long; a comment with the same words is too rare to justify
 * scanning.
 */
function hasWeakFields(text: string): boolean {
  for (let i = 0; i < WEAK_FIELDS.length; i++)
    if (js.includes(text, WEAK_FIELDS[i])) return !js.includes(text, LOOSE_FIELDS);
  return false;
}

/** Reads a function's source; native functions declare nothing. */
export function readClassSource(constructor: object): ClassSource {
  let source = known.get(constructor);
  if (source === undefined) {
    const text = js.functionSource(constructor);
    source = js.isNativeSource(text) ? NATIVE : js.startsWith(text, 'class') ? readClass(text) : readFunction(text);
    known.set(constructor, source);
  }
  return source;
}

function readFunction(text: string): ClassSource {
  const scanner = new SourceScanner(text);
  while (scanner.next() !== Token.end && scanner.code !== OPEN_BRACE);
  const expected = assignments(scanner) || EXPECTED_OF_NONE;
  return {
    privateSlots: 0,
    privateNames: NO_NAMES,
    staticPrivate: false,
    weakFields: hasWeakFields(text),
    hasFields: false,
    expectedProperties: expected,
    mostExpected: expected,
    keyedStores: js.includes(text, KEYED_STORE),
  };
}

/** Walks the members of a class body. */
function readClass(text: string): ClassSource {
  const scanner = new SourceScanner(text);
  // `extends` may be followed by any expression, so the body is the first brace that is not inside parentheses.
  for (scanner.next(); !scanner.ended && scanner.code !== OPEN_BRACE; scanner.next()) {
    if (scanner.code === OPEN_PAREN || scanner.code === OPEN_BRACKET) scanner.skipGroup();
  }
  let fields = 0;
  const privateNames = nullPrototypeList<string>();
  let brand = 0;
  let staticPrivate = false;
  let expected = 0;
  scanner.next();
  while (!scanner.ended && scanner.code !== CLOSE_BRACE) {
    if (scanner.code === SEMICOLON || scanner.code === STAR) {
      scanner.next();
      continue;
    }
    let isStatic = false;
    let name = '';
    // Modifiers are names as well: what comes before `(`, `=`, `;` or a line's end is the member's name.
    let isField = false;
    for (;;) {
      if (scanner.token === Token.word) name = scanner.word;
      else name = '';
      if (scanner.code === OPEN_BRACE) break;
      if (scanner.code === OPEN_BRACKET) scanner.skipGroup();
      scanner.next();
      if (scanner.code === OPEN_PAREN || scanner.ended) break;
      const isModifier =
        name === 'static' || name === 'async' || name === 'get' || name === 'set' || name === 'accessor';
      if (
        scanner.code === EQUALS ||
        scanner.code === SEMICOLON ||
        scanner.code === CLOSE_BRACE ||
        (scanner.afterLine && !isModifier)
      ) {
        isField = true;
        break;
      }
      if (name === 'static') isStatic = true;
      if (scanner.code === STAR) scanner.next();
    }
    if (isField) {
      if (!isStatic) {
        fields++;
        if (js.charCodeAt(name, 0) === HASH) privateNames[privateNames.length] = name;
      } else if (js.charCodeAt(name, 0) === HASH) {
        staticPrivate = true;
      }
      if (scanner.code === EQUALS) scanner.skipInitializer();
      continue;
    }
    if (scanner.code === OPEN_PAREN) {
      scanner.skipGroup();
      scanner.next();
    }
    if (scanner.code !== OPEN_BRACE) continue;
    if (!isStatic && js.charCodeAt(name, 0) === HASH) brand = 1;
    if (name === 'constructor' && !isStatic) expected += assignments(scanner);
    else scanner.skipGroup();
    scanner.next();
  }
  return {
    privateSlots: privateNames.length + brand,
    privateNames,
    staticPrivate,
    weakFields: hasWeakFields(text),
    hasFields: fields > 0,
    expectedProperties: expected + fields || EXPECTED_OF_NONE,
    mostExpected: 2 * expected + fields || EXPECTED_OF_NONE,
    keyedStores: js.includes(text, KEYED_STORE),
  };
}

/**
 * Counts `this.x =` and `this[x] =` up to the brace that closes the scanner's current one; nested functions count
 * theirs. V8 counts no other kind of assignment (ParserBase::ParseAssignmentExpression).
 */
function assignments(scanner: SourceScanner): number {
  let count = 0;
  let depth = 1;
  while (depth > 0 && scanner.next() !== Token.end) {
    if (scanner.code === OPEN_BRACE) depth++;
    else if (scanner.code === CLOSE_BRACE) depth--;
    else if (scanner.token === Token.word && scanner.word === 'function') {
      while (scanner.next() !== Token.end && scanner.code !== OPEN_BRACE)
        if (scanner.code === OPEN_PAREN) scanner.skipGroup();
      scanner.skipGroup();
    } else if (scanner.token === Token.arrow) {
      const code = scanner.peekCode();
      if (code === OPEN_BRACE || code === OPEN_PAREN) {
        scanner.next();
        scanner.skipGroup();
      }
    } else if (scanner.token === Token.word && scanner.word === 'this' && skipsKey(scanner)) {
      if (scanner.peekCode() === EQUALS && scanner.next() === Token.assign) count++;
    }
  }
  return count;
}

/** Skips the key after `this`: a name or an expression in brackets; false if there is none. */
function skipsKey(scanner: SourceScanner): boolean {
  const code = scanner.peekCode();
  if (code !== DOT && code !== OPEN_BRACKET) return false;
  scanner.next();
  if (code === DOT) return scanner.next() === Token.word;
  scanner.skipGroup();
  return true;
}
