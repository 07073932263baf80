// In which line of a function the objects of a class are created.
import { describe, expect, it } from 'vitest';
import { creationIn } from '../../src/process/creation-place.ts';

/** Expects the place at `#` in a source in which the function begins at `@`; none without `#`. */
function expectPlace(marked: string): void {
  const start = marked.indexOf('@');
  const unmarked = marked.replace('@', '');
  expect(creationIn(unmarked.replace('#', ''), start, 'Session')).toBe(unmarked.indexOf('#'));
}

describe('creationIn', () => {
  it.each([
    [
      'a function',
      'let a;\nfunction handle@(id = {}) {\n  log("new Session()");\n  return #new Session(id);\n}\nnew Session();',
    ],
    ['a method', 'class A {\n  handle@(id) { // new Session\n    this.list.push(\n      #new Session(id));\n  }\n}'],
    ['an arrow with a block', 'const handle = @(id) => {\n\n  const s = #new Session(id); return s;\n};'],
    ['an arrow with an expression', 'const a = @id => #new Session(id), b = () => new Session();'],
    ['an argument', 'list.map(@(id) =>\n  #new Session(id)).map(() => new Session());'],
    ['a class of a namespace', 'function handle@() { return #new models . Session(); }'],
    ['no parentheses', 'function handle@() { return #new Session }'],
    ['other classes beside it', 'function handle@() { return [new Row(new Map()), #new Session(), new Session2()]; }'],
    ['windows line ends', 'let a;\r\nfunction handle@() {\r\n  return #new Session();\r\n}'],
  ])('finds it in %s', (_, marked) => {
    expectPlace(marked);
  });

  it.each([
    ['two of them', 'function handle@(a) { return a ? new Session(1) : new Session(2); }'],
    ['none of them', 'function handle@() { return create(Session); }\nnew Session();'],
    ['a word in a string and a comment', 'function handle@() { /* new Session() */ return "new Session()"; }'],
    ['a source that ends', 'function handle@('],
  ])('does not guess for %s', (_, marked) => {
    expectPlace(marked);
  });

  it('survives a place that the script does not have, and does not look for literals', () => {
    expect(creationIn('a', 10, 'Session')).toBe(-1);
    expect(creationIn('', 0, 'Session')).toBe(-1);
    expect(creationIn('function handle() { return new Object(); }', 15, 'Object')).toBe(-1);
  });
});
