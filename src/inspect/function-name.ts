/**
 * Where V8 stores a function's name: with the code if it is in the source, else with the function itself, in a slot for
 * a computed key, in a dictionary for one that was defined later.
 */
import { HASH, OPEN_BRACKET, OPEN_PAREN, STAR } from '../platform/char-codes.ts';
import * as js from '../platform/intrinsics.ts';
import { SourceScanner, Token } from './source-scanner.ts';

/** Where a function's name is stored. */
export const Naming = {
  /** With the code: the name is in the source or empty. */
  declared: 0,
  /** Not in the source: the name of a variable, which is stored with the code, or one stored in any other way. */
  inferred: 1,
  /** In a slot: the key was computed. */
  computed: 2,
  /** In a dictionary: it was defined after the function was made. */
  redefined: 3,
} as const;

/** One of the values of {@link Naming}. */
export type Naming = (typeof Naming)[keyof typeof Naming];

/** Where the name of a function with this source is stored; its `name` must be a data property. */
export function namingOf(source: string, name: string): Naming {
  if (js.startsWith(source, `function ${name}(`) || js.startsWith(source, `class ${name} `)) return Naming.declared;
  const scanner = new SourceScanner(source);
  let prefix = '';
  for (;;) {
    scanner.next();
    if (scanner.code === STAR) continue;
    if (scanner.code === OPEN_BRACKET) return Naming.computed;
    // Quoted names, numbers and private names are stored with the code, too.
    if (scanner.token === Token.literal || scanner.code === HASH) return Naming.declared;
    if (scanner.token !== Token.word || scanner.word === 'extends') return inferredUnlessEmpty(name);
    const { word } = scanner;
    const isNext = scanner.peekCode() === OPEN_PAREN;
    if (word === 'function' || word === 'class' || (word === 'async' && !isNext)) continue;
    if ((word === 'get' || word === 'set') && !isNext) {
      prefix = `${word} `;
      continue;
    }
    // `async (` is an arrow function; in `x =>` the word is a parameter and not a method's name.
    if (word === 'async' || (prefix === '' && isParameter(source, scanner))) return inferredUnlessEmpty(name);
    return name === prefix + word ? Naming.declared : Naming.redefined;
  }
}

function inferredUnlessEmpty(name: string): Naming {
  return name === '' ? Naming.declared : Naming.inferred;
}

/** True for a word that is followed by an arrow. */
function isParameter(source: string, scanner: SourceScanner): boolean {
  const isFunction = js.startsWith(source, 'function') || js.startsWith(source, 'class');
  return !isFunction && scanner.next() === Token.arrow;
}
