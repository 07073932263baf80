/**
 * Finds the loops in a function's source: V8 counts how often a loop's body ran, but not its header, and only a loop
 * leads back to an earlier line. Loops are found by keywords and brackets; in source that the scanner cannot follow
 * some are missed, but none is wrong.
 */
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  DOT,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SEMICOLON,
} from '../platform/char-codes.ts';
import { SourceScanner, Token } from '../inspect/source-scanner.ts';

/** One loop; all offsets are in characters of the source. */
export interface Loop {
  /** `for (;;)`, `for (of)` and `for (in)`, `while`, `do while`. */
  readonly kind: 'for' | 'each' | 'while' | 'do';
  /** Offset of its keyword. */
  readonly start: number;
  /** Offset after its last character. */
  readonly end: number;
  /** What runs in every iteration apart from the body: the test and the update, or the binding of the next element. */
  readonly header: readonly [from: number, to: number];
  /** Offset of the update of a `for (;;)`; for other loops the end of the header. */
  readonly update: number;
  /** The body. */
  readonly body: readonly [from: number, to: number];
}

/** A comparison of plain names, and a step of a plain counter: nothing that allocates but a heap number. */
const PLAIN_TEST = /^;\s*[\w$.]+\s*[<>!=]=?=?\s*[\w$.]+\s*$/;
const PLAIN_STEP = /^;\s*(?:[\w$]+\s*(?:\+\+|--)|(?:\+\+|--)\s*[\w$]+|[\w$]+\s*[+-]=\s*[\w$]+)\s*$/;

const PLAIN_CONDITION = /^\(\s*[\w$.]+\s*[<>!=]=?=?\s*[\w$.]+\s*\)?$/;
/** A statement that can only count: `+=` may concatenate strings. */
const PLAIN_STATEMENT = /^(?:[\w$]+\s*(?:\+\+|--|-=\s*[\w$]+)|(?:\+\+|--)\s*[\w$]+)\s*[;}\n]/;

/**
 * Whether a point only counts: it is in a loop's header, `i < list.length`, `i++`, or begins an equally plain
 * statement.
 */
export function isCounting(text: string, loops: readonly Loop[], offset: number): boolean {
  return (
    PLAIN_STATEMENT.test(text.slice(offset, offset + LONGEST_STATEMENT)) ||
    loops.some(({ kind, header: [from, to], update }) => {
      if (from > offset || offset >= to) return false;
      if (kind === 'while' || kind === 'do') return PLAIN_CONDITION.test(text.slice(from, to).trimEnd());
      return (
        kind === 'for' &&
        (offset < update ? PLAIN_TEST.test(text.slice(from, update)) : PLAIN_STEP.test(text.slice(update, to)))
      );
    })
  );
}

/** Whether a point takes the next element of a `for...of` or `for...in`. */
export function isNext(loops: readonly Loop[], offset: number): boolean {
  return loops.some(({ kind, header: [from, to] }) => kind === 'each' && from <= offset && offset < to);
}

/** Characters of a statement that are examined; no counter has a longer name. */
const LONGEST_STATEMENT = 100;

/** All loops in a source, outer loops first. */
export function loopsOf(text: string): readonly Loop[] {
  const loops: Loop[] = [];
  const scanner = new SourceScanner(text);
  scanner.next();
  while (!scanner.ended) readGroup(scanner, loops);
  return loops.sort((a, b) => a.start - b.start);
}

const isWord = (scanner: SourceScanner, word: string): boolean => scanner.token === Token.word && scanner.word === word;
const isCode = (scanner: SourceScanner, code: number): boolean =>
  scanner.token === Token.punctuation && scanner.code === code;

/** Reads the loop at the scanner's position and moves past it; false if there is none. */
function readLoop(scanner: SourceScanner, loops: Loop[]): boolean {
  const { start } = scanner;
  if (isWord(scanner, 'do')) {
    scanner.next();
    const body = readStatement(scanner, loops);
    if (!isWord(scanner, 'while')) return true;
    scanner.next();
    const header = readHeader(scanner);
    if (header !== undefined)
      loops.push({ kind: 'do', start, end: scanner.start, header: [header.from, header.to], update: header.to, body });
    return true;
  }
  const isFor = isWord(scanner, 'for');
  if (!isFor && !isWord(scanner, 'while')) return false;
  scanner.next();
  if (isWord(scanner, 'await')) scanner.next();
  // A property or method with the loop's keyword as its name is not followed by parentheses and a statement.
  const header = readHeader(scanner);
  if (header === undefined) return true;
  const body = readStatement(scanner, loops);
  const [first, second] = header.semicolons;
  const kind = !isFor ? 'while' : second === undefined ? 'each' : 'for';
  const from = kind === 'for' ? first : header.from;
  // In `for (const x of list)` only the part before `of` runs repeatedly.
  const to = kind === 'each' ? (header.list ?? header.to) : header.to;
  loops.push({
    kind,
    start,
    end: scanner.ended ? body[1] : scanner.start,
    header: [from, to],
    update: kind === 'for' ? second : to,
    body,
  });
  return true;
}

interface Header {
  readonly from: number;
  readonly to: number;
  readonly semicolons: readonly number[];
  readonly list: number | undefined;
}

/** From an opening parenthesis to the position after the closing one. */
function readHeader(scanner: SourceScanner): Header | undefined {
  if (!isCode(scanner, OPEN_PAREN)) return undefined;
  const from = scanner.start;
  const semicolons: number[] = [];
  let list: number | undefined;
  for (let depth = 1; depth > 0; ) {
    if (scanner.next() === Token.end) return undefined;
    const { code } = scanner;
    if (depth === 1 && code === SEMICOLON) semicolons.push(scanner.start);
    if (depth === 1 && list === undefined && (isWord(scanner, 'of') || isWord(scanner, 'in'))) list = scanner.start;
    if (code === OPEN_PAREN || code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_PAREN || code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
  }
  const to = scanner.start;
  scanner.next();
  return { from, to, semicolons, list };
}

/** One statement: a block, a loop, or everything up to a semicolon or the end of the enclosing block. */
function readStatement(scanner: SourceScanner, loops: Loop[]): readonly [from: number, to: number] {
  const from = scanner.start;
  if (isCode(scanner, OPEN_BRACE)) {
    scanner.next();
    while (!scanner.ended && !isCode(scanner, CLOSE_BRACE)) readGroup(scanner, loops);
    const to = scanner.start + 1;
    scanner.next();
    return [from, to];
  }
  if (readLoop(scanner, loops)) return [from, scanner.start];
  const isIf = isWord(scanner, 'if');
  if (isIf) {
    scanner.next();
    readHeader(scanner);
    readStatement(scanner, loops);
    if (isWord(scanner, 'else')) {
      scanner.next();
      readStatement(scanner, loops);
    }
    return [from, scanner.start];
  }
  while (!scanner.ended && !isCode(scanner, SEMICOLON) && !isCode(scanner, CLOSE_BRACE)) readGroup(scanner, loops);
  const to = scanner.start;
  if (isCode(scanner, SEMICOLON)) scanner.next();
  return [from, to];
}

/** One token, one loop, or everything in a pair of brackets. */
function readGroup(scanner: SourceScanner, loops: Loop[]): void {
  // A word after a dot is a property, `map.for(key)`.
  if (isCode(scanner, DOT)) scanner.next();
  else if (readLoop(scanner, loops)) return;
  const { code } = scanner;
  const isOpening =
    scanner.token === Token.punctuation && (code === OPEN_PAREN || code === OPEN_BRACE || code === OPEN_BRACKET);
  scanner.next();
  if (!isOpening) return;
  while (
    !scanner.ended &&
    !isCode(scanner, CLOSE_PAREN) &&
    !isCode(scanner, CLOSE_BRACE) &&
    !isCode(scanner, CLOSE_BRACKET)
  )
    readGroup(scanner, loops);
  scanner.next();
}
