/**
 * What a class's source text tells of its instances: whether it declares private fields (which no other class can
 * see) and how many fields its constructor sets. The text is only read, never run.
 */
import * as js from './intrinsics.ts';
import { SafeWeakMap } from './safe-collections.ts';

/** Facts from a class's or constructor function's source. */
export interface ClassSource {
  readonly privateFields: boolean;
  /** `this.x =` in the constructor and public field declarations: what V8's parser counts as expected properties. */
  readonly fields: number;
}

const NATIVE: ClassSource = { privateFields: false, fields: 0 };
const known = new SafeWeakMap<object, ClassSource>();

/** Reads a function's source; native functions declare nothing. */
export function readClassSource(constructor: object): ClassSource {
  let source = known.get(constructor);
  if (source === undefined) {
    source = parse(js.functionSource(constructor));
    known.set(constructor, source);
  }
  return source;
}

const TRIVIA = /\/\*[^]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|`(?:[^`\\]|\\[^])*`/g;

function parse(text: string): ClassSource {
  if (js.isNativeSource(text)) return NATIVE;
  // Comments, strings and templates could hold anything; what is left is matched loosely, and regular expression
  // literals that contain a quote may hide the rest of a line.
  const code = text.replace(TRIVIA, '""');
  const isClass = /^class\b/.test(code);
  const privateFields = isClass && /(?:[{};\n]|\bstatic\b|\baccessor\b)\s*#[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(?:[=;\n}]|$)/u.test(code);
  const body = isClass ? (/\bconstructor\s*\([^]*/.exec(code)?.[0] ?? '') : code;
  const assigned = new Set<string>();
  for (const match of (isClass ? blockOf(body) : body).matchAll(/\bthis\s*\.\s*(#?[\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=(?!=)/gu)) assigned.add(match[1]);
  let fields = assigned.size;
  if (isClass) {
    for (const match of topLevelOf(code).matchAll(/(?:^|[;\n}])\s*(?!static\b|get\b|set\b|async\b)(?:accessor\s+)?(#?[\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?=[=;\n]|$)/gu)) {
      if (!assigned.has(match[1])) fields++;
    }
  }
  return { privateFields, fields };
}

/** The first balanced `{...}` of a text. */
function blockOf(text: string): string {
  const start = text.indexOf('{');
  if (start < 0) return '';
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return text.slice(start + 1, at);
  }
  return text.slice(start + 1);
}

/** The class body with everything inside inner braces and parentheses left out. */
function topLevelOf(code: string): string {
  const body = blockOf(code);
  let depth = 0;
  let result = '';
  for (const char of body) {
    if (char === '{' || char === '(' || char === '[') depth++;
    if (depth === 0) result += char;
    if (char === '}' || char === ')' || char === ']') {
      depth--;
      if (depth === 0) result += char === '}' ? '}' : '';
    }
  }
  return result;
}
