/**
 * Splits JavaScript source into words and punctuation, skipping comments, strings, templates and regular expressions.
 * It knows no grammar: enough to find the members of a class and the assignments in a constructor.
 */
import {
  APOSTROPHE,
  BACKSLASH,
  BACKTICK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  DOLLAR,
  EQUALS,
  GREATER,
  HASH,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  QUOTE,
  SEMICOLON,
  SLASH,
  STAR,
} from '../platform/char-codes.ts';
import * as js from '../platform/intrinsics.ts';

/** The kinds of token. */
export const Token = { end: 0, word: 1, punctuation: 2, literal: 3, arrow: 4, assign: 5 } as const;
type Token = (typeof Token)[keyof typeof Token];

/** Words after which a slash begins a regular expression. */
const BEFORE_REGEXP: Readonly<Record<string, true>> = {
  __proto__: null,
  return: true,
  typeof: true,
  case: true,
  in: true,
  of: true,
  delete: true,
  void: true,
  throw: true,
  new: true,
  else: true,
  do: true,
} as never;

/** Scans one source from beginning to end. */
export class SourceScanner {
  /** The kind of the current token. */
  token: Token = Token.punctuation;
  /** The character code of the current punctuation; 0 for other tokens. */
  code = 0;
  /** The current word. */
  word = '';
  /** There was a line end between the previous token and this one. */
  afterLine = false;
  /** Where the current token begins. */
  start = 0;
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** At the end of the source. */
  get ended(): boolean {
    return this.token === Token.end;
  }

  #codeAt(at: number): number {
    return at < this.#source.length ? js.charCodeAt(this.#source, at) : 0;
  }

  /** Skips whitespace and comments. */
  #skipTrivia(): void {
    for (;;) {
      const code = this.#codeAt(this.#at);
      if (code === NEWLINE || code === 13 || code === 0x2028 || code === 0x2029) {
        this.afterLine = true;
        this.#at++;
      } else if (code === 32 || code === 9 || code === 11 || code === 12 || code === 0xa0 || code === 0xfeff) {
        this.#at++;
      } else if (code === SLASH && this.#codeAt(this.#at + 1) === SLASH) {
        while (this.#at < this.#source.length && this.#codeAt(this.#at) !== NEWLINE) this.#at++;
      } else if (code === SLASH && this.#codeAt(this.#at + 1) === STAR) {
        this.#at += 2;
        while (
          this.#at < this.#source.length &&
          !(this.#codeAt(this.#at) === STAR && this.#codeAt(this.#at + 1) === SLASH)
        ) {
          if (this.#codeAt(this.#at) === NEWLINE) this.afterLine = true;
          this.#at++;
        }
        this.#at += 2;
      } else {
        return;
      }
    }
  }

  /** The code of the next character that is not whitespace or a comment. */
  peekCode(): number {
    const before = this.afterLine;
    this.#skipTrivia();
    this.afterLine = before;
    return this.#codeAt(this.#at);
  }

  /** Moves to the next token. */
  next(): Token {
    const afterValue =
      this.token === Token.literal ||
      (this.token === Token.word && !(this.word in BEFORE_REGEXP)) ||
      this.code === CLOSE_PAREN ||
      this.code === CLOSE_BRACKET;
    this.afterLine = false;
    this.#skipTrivia();
    this.code = 0;
    const start = this.#at;
    this.start = start;
    const code = this.#codeAt(start);
    const { afterLine } = this;
    if (start >= this.#source.length) return (this.token = Token.end);
    if (isWordCode(code)) {
      while (isWordCode(this.#codeAt(this.#at)) && this.#at < this.#source.length) this.#at++;
      this.word = js.slice(this.#source, start, this.#at);
      return (this.token = Token.word);
    }
    this.#at++;
    if (code === QUOTE || code === APOSTROPHE) this.#skipString(code);
    else if (code === BACKTICK) this.#skipTemplate();
    else if (code === SLASH && !afterValue) this.#skipRegExp();
    else return this.#punctuation(code);
    this.afterLine = afterLine;
    this.code = 0;
    return (this.token = Token.literal);
  }

  #punctuation(code: number): Token {
    this.code = code;
    const following = this.#codeAt(this.#at);
    if (code === EQUALS) {
      if (following === GREATER) {
        this.#at++;
        return (this.token = Token.arrow);
      }
      if (following !== EQUALS) return (this.token = Token.assign);
    }
    // An operator that ends in `=` is not an assignment: `==`, `<=`, `+=`.
    while (following === EQUALS && this.#codeAt(this.#at) === EQUALS) this.#at++;
    return (this.token = Token.punctuation);
  }

  #skipString(quote: number): void {
    while (this.#at < this.#source.length) {
      const code = this.#codeAt(this.#at++);
      if (code === BACKSLASH) this.#at++;
      else if (code === quote) return;
    }
  }

  #skipTemplate(): void {
    while (this.#at < this.#source.length) {
      const code = this.#codeAt(this.#at++);
      if (code === BACKSLASH) this.#at++;
      else if (code === BACKTICK) return;
      else if (code === DOLLAR && this.#codeAt(this.#at) === OPEN_BRACE) {
        this.#at++;
        this.token = Token.punctuation;
        this.code = OPEN_BRACE;
        this.skipGroup();
      }
    }
  }

  #skipRegExp(): void {
    let inClass = false;
    while (this.#at < this.#source.length) {
      const code = this.#codeAt(this.#at++);
      if (code === BACKSLASH) this.#at++;
      else if (code === OPEN_BRACKET) inClass = true;
      else if (code === CLOSE_BRACKET) inClass = false;
      else if (code === NEWLINE || (code === SLASH && !inClass)) return;
    }
  }

  /** Skips from an opening bracket to the matching closing one. */
  skipGroup(): void {
    let depth = 1;
    while (depth > 0 && this.next() !== Token.end) {
      const { code } = this;
      if (code === OPEN_PAREN || code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
      else if (code === CLOSE_PAREN || code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    }
  }

  /** Skips from a field's `=` to the token after its initialiser. */
  skipInitializer(): void {
    let afterValue = false;
    while (this.next() !== Token.end) {
      const { code } = this;
      if (code === SEMICOLON || code === CLOSE_BRACE) return;
      // A value, a new line and something that cannot continue an expression: the next member.
      if (
        afterValue &&
        this.afterLine &&
        (this.token === Token.word || this.token === Token.literal || code === STAR)
      ) {
        if (this.token !== Token.word || (this.word !== 'in' && this.word !== 'instanceof')) return;
      }
      if (code === OPEN_PAREN || code === OPEN_BRACE || code === OPEN_BRACKET) {
        this.skipGroup();
        afterValue = true;
      } else {
        afterValue = this.token === Token.word || this.token === Token.literal;
      }
    }
  }
}

/** Letters, digits, `$`, `_`, `#` and all non-ASCII characters that are not whitespace. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === DOLLAR ||
    code === 95 ||
    code === HASH ||
    (code > 127 && code !== 0xa0 && code !== 0xfeff && code !== 0x2028 && code !== 0x2029)
  );
}
