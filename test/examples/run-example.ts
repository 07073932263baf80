/**
 * Runs a piece of documentation. A comment behind a statement that begins with a literal is the statement's result, and
 * one that begins with `throws` says that it throws, and what the message has in it:
 *
 *     sizeOf(1.5); // 16: a number that is no small integer
 *     assertFitsIn([1, 2, 3], 16); // throws: it takes 72 B
 */
import { transformSync } from 'esbuild';
import { expect } from 'vitest';
import * as assertEntry from '../../src/assert.ts';
import * as index from '../../src/index.ts';
import * as jestEntry from '../../src/jest.ts';
import * as node from '../../src/node.ts';
import * as profileEntry from '../../src/profile.ts';
import * as vitestEntry from '../../src/vitest.ts';

/** The entries by the names that users import. */
const ENTRIES: Readonly<Record<string, object>> = {
  heapscale: index,
  'heapscale/node': node,
  'heapscale/assert': assertEntry,
  'heapscale/vitest': vitestEntry,
  'heapscale/jest': jestEntry,
  'heapscale/profile': profileEntry,
};

/** A literal at the start of a comment, and what ends it. */
const LITERAL = /^(-?[\d_.]+(?:e\d+)?n?|'[^']*'|true|false|null|undefined|\[[-\d, '\w]*\])(?=$|[:;])/;

/** What an example says of its results: how many were checked. */
export interface Outcome {
  readonly checked: number;
  readonly printed: readonly string[];
}

/** A line of code as a check, if its comment is a result. */
function toCheck(line: string): string {
  const parts = /^(\s*)(\S.*);\s*\/\/ (.*)$/.exec(line);
  if (parts === null) return line;
  const [, indent, statement, comment] = parts;
  if (/^throws(:|$)/.test(comment))
    return `${indent}await __throws(async () => { ${statement}; }, ${JSON.stringify(comment.replace(/^throws:?\s*/, ''))});`;
  const literal = LITERAL.exec(comment);
  if (literal === null) return line;
  if (/^(const|let|var|return|import|export)\b/.test(statement))
    throw new Error(`a declaration has no result that could be checked: ${line}`);
  return `${indent}__same(${statement}, ${literal[1]}, ${JSON.stringify(line.trim())});`;
}

/** Imports as lookups, so that an example can run inside of a test. */
function withoutImports(code: string): string {
  return code
    .replace(/^import type .*$/gm, '')
    .replace(/^import\s+'([^']+)';/gm, "await __load('$1');")
    .replace(/^import\s+\*\s+as\s+(\w+)\s+from\s+'([^']+)';/gm, "const $1 = await __load('$2');")
    .replace(
      /^import\s+\{([^}]*)\}\s+from\s+'([^']+)';/gm,
      (_, names: string, from: string) => `const {${names.replace(/\s+as\s+/g, ': ')}} = await __load('${from}');`,
    )
    .replace(/^import\s+(\w+)\s+from\s+'([^']+)';/gm, "const $1 = (await __load('$2')).default;");
}

/** Runs an example; `scope` has the names that it uses without making them. */
export async function runExample(code: string, scope: object): Promise<Outcome> {
  let checked = 0;
  const printed: string[] = [];
  const pending: Promise<unknown>[] = [];
  const test = (_: string, body: () => unknown): void => {
    pending.push(Promise.resolve().then(body));
  };
  const names = {
    ...index,
    ...node,
    ...assertEntry,
    ...profileEntry,
    ...scope,
    expect,
    test,
    console: { log: (...parts: unknown[]) => printed.push(parts.map(String).join(' ')) },
    __load: async (from: string): Promise<object> =>
      ENTRIES[from] ??
      (from === 'vitest' || from === 'node:test' || from === '@jest/globals'
        ? { expect, test }
        : ((await import(/* @vite-ignore */ from)) as object)),
    __same: (actual: unknown, expected: unknown, line: string): void => {
      checked++;
      expect(actual, line).toEqual(expected);
    },
    __throws: async (body: () => Promise<void>, text: string): Promise<void> => {
      checked++;
      await expect(body()).rejects.toThrow(text);
    },
  };
  const checks = withoutImports(code).split('\n').map(toCheck).join('\n');
  const { code: script } = transformSync(`async function example() {\n${checks}\n}`, {
    loader: 'ts',
    target: 'es2022',
  });
  const run = new Function(...Object.keys(names), `${script}\nreturn example();`) as (
    ...values: unknown[]
  ) => Promise<void>;
  await run(...Object.values(names));
  await Promise.all(pending);
  return { checked, printed };
}
