// Line and column of what is no JSON, the same on every engine; what JSON.parse takes has no fault, and the other way
// round.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../src/cli/json-fault.ts';

const textOf = (text: string): string => {
  const fault = faultOf(text);
  return fault === undefined ? 'JSON' : `${fault.line}:${fault.column} ${fault.message}`;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('faultOf', () => {
  it('reports line, column, what was expected and what is there', () => {
    const cases: [string, string][] = [
      ['', '1:1 expected a value but found the end of the input'],
      ['{', '1:2 expected a name in double quotes but found the end of the input'],
      ['{"a":1,}', "1:8 expected a name in double quotes but found '}'"],
      ['{"a" 1}', "1:6 expected ':' but found '1'"],
      ['{\n  "a": [1, 2\n}', "3:1 expected ',' or ']' but found '}'"],
      ['[1 2]', "1:4 expected ',' or ']' but found '2'"],
      ['[1,]', "1:4 expected a value but found ']'"],
      ['[01]', "1:3 expected the end of the value but found '1'"],
      ['[1.]', "1:3 expected the end of the value but found '.'"],
      ['[.5]', "1:2 expected a value but found '.'"],
      ['[NaN]', "1:2 expected a value but found 'N'"],
      ['[truex]', "1:6 expected the end of the value but found 'x'"],
      ["{'a':1}", "1:2 expected a name in double quotes but found '''"],
      [
        '"a\nb"',
        '1:3 expected an escape in a string, since line ends and control characters are not allowed there but found the end of the line',
      ],
      ['"\\x"', "1:2 expected an escape such as \\n or \\u000a but found '\\'"],
      ['"\\u12g4"', "1:2 expected an escape such as \\n or \\u000a but found '\\'"],
      ['\n"abc', '2:5 expected the end of the string that begins at line 2 but found the end of the input'],
      ['{} {}', "1:4 expected the end of the input but found '{'"],
      ['[1,\r\n\r\n😀]', "3:1 expected a value but found '😀'"],
      ['\u0000', '1:1 expected a value but found \\u0000'],
    ];
    for (const [text, expected] of cases) {
      expect(isJson(text), text).toBe(false);
      expect(textOf(text), text).toBe(expected);
    }
  });

  it('agrees with JSON.parse on JSON that was damaged', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom(
          '',
          ',',
          '"',
          '}',
          ']',
          '{',
          '[',
          ':',
          '\\',
          '1',
          '-',
          'e',
          '.',
          ' ',
          '\n',
          'null',
          '\u0001',
          '\u2028',
        ),
        fc.nat(2),
      )
      .map(
        ([text, place, sign, gone]) =>
          text.slice(0, place % (text.length + 1)) + sign + text.slice((place % (text.length + 1)) + gone),
      );
    fc.assert(
      fc.property(damaged, (text) => {
        expect(faultOf(text) === undefined, text).toBe(isJson(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('does not mind depth', () => {
    expect(textOf('['.repeat(100_000))).toBe('1:100001 expected a value but found the end of the input');
    expect(textOf(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBe('JSON');
  });
});
