/**
 * Finds where a string stops being JSON: line and column, and what was expected there. JSON.parse reports this
 * differently on every engine and often not at all, so a rejected string is scanned again here.
 */

/** The first syntax error of a string. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** What was expected, and what was found. */
  readonly message: string;
  /** True if everything before it is a complete JSON value. */
  readonly isAfterValue: boolean;
}

const END = 'the end of the input';
const ESCAPED = new Set('"\\/bfnrt');

/** Finds the first syntax error; undefined if the string is JSON. Depth is limited only by memory. */
export function faultOf(text: string): JsonFault | undefined {
  let at = 0;
  const fault = (expected: string, offset = at): JsonFault => {
    const before = text.slice(0, offset);
    const line = before.split('\n').length;
    return {
      line,
      column: offset - before.lastIndexOf('\n'),
      message: `expected ${expected} but found ${foundAt(text, offset)}`,
      isAfterValue: expected === END,
    };
  };
  const skipSpace = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text[at])) at++;
  };
  /** Reads the string at this quote; returns its syntax error, if any. */
  const readString = (): JsonFault | undefined => {
    const start = at++;
    for (; at < text.length; at++) {
      const char = text[at];
      if (char === '"') {
        at++;
        return undefined;
      }
      if (char < ' ')
        return fault('an escape in a string, since line ends and control characters are not allowed there');
      if (char !== '\\') continue;
      const kind = text[++at];
      if (kind === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
      else if (kind === undefined || !ESCAPED.has(kind)) return fault('an escape such as \\n or \\u000a', at - 1);
    }
    return fault(`the end of the string that begins at line ${text.slice(0, start).split('\n').length}`);
  };
  const readNumberOrWord = (): JsonFault | undefined => {
    const token = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return fault('a value');
    at += match[0].length;
    if (at < text.length && /[\w.+-]/.test(text[at])) return fault('the end of the value');
    return undefined;
  };

  // The open brackets; the innermost decides what may follow a value.
  const open: string[] = [];
  let wantsValue = true;
  for (;;) {
    skipSpace();
    if (wantsValue) {
      const char = text[at];
      if (char === '{' || char === '[') {
        at++;
        skipSpace();
        if (text[at] === (char === '{' ? '}' : ']')) {
          at++;
          wantsValue = false;
          continue;
        }
        open.push(char);
        if (char === '[') continue;
        const broken = readKey();
        if (broken !== undefined) return broken;
        continue;
      }
      const broken = char === '"' ? readString() : readNumberOrWord();
      if (broken !== undefined) return broken;
      wantsValue = false;
      continue;
    }
    if (open.length === 0) return at === text.length ? undefined : fault(END);
    const inner = open[open.length - 1];
    if (text[at] === (inner === '{' ? '}' : ']')) {
      at++;
      open.pop();
      continue;
    }
    if (text[at] !== ',') return fault(`',' or '${inner === '{' ? '}' : ']'}'`);
    at++;
    skipSpace();
    if (inner === '{') {
      const broken = readKey();
      if (broken !== undefined) return broken;
    }
    wantsValue = true;
  }

  /** Reads a key and its colon. */
  function readKey(): JsonFault | undefined {
    skipSpace();
    if (text[at] !== '"') return fault('a name in double quotes');
    const broken = readString();
    if (broken !== undefined) return broken;
    skipSpace();
    if (text[at] !== ':') return fault("':'");
    at++;
    return undefined;
  }
}

function foundAt(text: string, offset: number): string {
  const code = text.codePointAt(offset);
  if (code === undefined) return END;
  if (/^\/[/*]/.test(text.slice(offset, offset + 2))) return 'a comment, which JSON does not have';
  return code === 0x0a || code === 0x0d
    ? 'the end of the line'
    : code < 0x20
      ? `\\u${code.toString(16).padStart(4, '0')}`
      : `'${String.fromCodePoint(code)}'`;
}
