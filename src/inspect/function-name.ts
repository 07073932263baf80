/**
 * How a function came by its name. V8 has a name that stands in the source with the code, and stores every other one with the
 * function: that of a computed key in a slot, one that was defined later in a dictionary.
 */
import { HASH, OPEN_BRACKET, OPEN_PAREN, STAR } from '../platform/char-codes.ts';
import * as js from '../platform/intrinsics.ts';
import { SourceScanner, Token } from './source-scanner.ts';

/** Where a function's name is stored. */
export const Naming = {
  /** With the code: the source has it, or it has none. */
  declared: 0,
  /** The source has none: the name may be that of a variable, which is with the code, or stored in any other way. */
  inferred: 1,
  /** In a slot: it was a computed key. */
  computed: 2,
  /** In a dictionary: it was defined after the function was made. */
  redefined: 3,
} as const;

/** One of the values of {@link Naming}. */
export type Naming = (typeof Naming)[keyof typeof Naming];

/** How a function of this source came by the name that it has, a data property. */
export function namingOf(source: string, name: string): Naming {
  if (js.startsWith(source, `function ${name}(`) || js.startsWith(source, `class ${name} `)) return Naming.declared;
  const scanner = new SourceScanner(source);
  let prefix = '';
  for (;;) {
    scanner.next();
    if (scanner.code === STAR) continue;
    if (scanner.code === OPEN_BRACKET) return Naming.computed;
    // Names in quotes, numbers and private names are with the code, too.
    if (scanner.token === Token.literal || scanner.code === HASH) return Naming.declared;
    if (scanner.token !== Token.word || scanner.word === 'extends') return inferredUnlessEmpty(name);
    const { word } = scanner;
    const isNext = scanner.peekCode() === OPEN_PAREN;
    if (word === 'function' || word === 'class' || (word === 'async' && !isNext)) continue;
    if ((word === 'get' || word === 'set') && !isNext) {
      prefix = `${word} `;
      continue;
    }
    // `async (` is an arrow function; `x =>` has a parameter where a method has its name.
    if (word === 'async' || (prefix === '' && isParameter(source, scanner))) return inferredUnlessEmpty(name);
    return name === prefix + word ? Naming.declared : Naming.redefined;
  }
}

function inferredUnlessEmpty(name: string): Naming {
  return name === '' ? Naming.declared : Naming.inferred;
}

/** True for a word that an arrow follows. */
function isParameter(source: string, scanner: SourceScanner): boolean {
  const isFunction = js.startsWith(source, 'function') || js.startsWith(source, 'class');
  return !isFunction && scanner.next() === Token.arrow;
}
