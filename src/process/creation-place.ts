/**
 * Where in a function objects of a class are created. V8 stores which function allocated an object and not where in it;
 * but where the function has `new Session` at one place only, that is the place.
 */
import { SourceScanner, Token } from '../inspect/source-scanner.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SEMICOLON,
} from '../platform/char-codes.ts';

const DOT = 46;

/** What is seldom created by `new`, although it could be. */
const BY_LITERAL = ['Object', 'Array', 'Function', 'string', 'number', 'bigint', 'symbol'];

/**
 * Where in a script the only `new` of a class in a function is.
 *
 * @param text the source of the script.
 * @param start where V8 says that the function begins: at its parameters.
 * @returns -1 if there is none, or more than one.
 */
export function creationIn(text: string, start: number, type: string): number {
  if (BY_LITERAL.includes(type) || start >= text.length) return -1;
  const at = onlyCreation(new SourceScanner(text.slice(start)), type);
  return at < 0 ? -1 : start + at;
}

function onlyCreation(scanner: SourceScanner, type: string): number {
  scanner.next();
  if (scanner.code === OPEN_PAREN) {
    scanner.skipGroup();
    scanner.next();
  } else if (scanner.token === Token.word) scanner.next();
  if (scanner.token === Token.arrow) scanner.next();
  const isBlock = scanner.code === OPEN_BRACE;
  let found = -1;
  let depth = isBlock ? 1 : 0;
  if (isBlock) scanner.next();
  while (!scanner.ended) {
    const { code } = scanner;
    if (code === OPEN_PAREN || code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_PAREN || code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    if (isBlock ? depth === 0 : depth < 0 || (depth === 0 && (code === SEMICOLON || code === COMMA))) return found;
    if (scanner.token !== Token.word || scanner.word !== 'new') {
      scanner.next();
      continue;
    }
    const { start } = scanner;
    if (nameAfter(scanner) !== type) continue;
    if (found >= 0) return -1;
    found = start;
  }
  return found;
}

/** The last name of `new models.Session`; moves to what follows. */
function nameAfter(scanner: SourceScanner): string {
  let name = '';
  while (scanner.next() === Token.word) {
    name = scanner.word;
    scanner.next();
    if (scanner.code !== DOT) break;
  }
  return name;
}
