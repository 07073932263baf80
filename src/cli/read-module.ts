/** What a module exports, as one value. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError } from './command.ts';

/** Names that Node adds to CommonJS modules; they are not exports. */
const MARKS = new Set(['module.exports', '__esModule']);

/**
 * Imports, and so runs, a module. Returns the default export of a CommonJS module or of a module without other exports,
 * else an object of the exports by name.
 */
export async function readModule(path: string): Promise<unknown> {
  let namespace: Record<string, unknown>;
  try {
    namespace = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
  } catch (cause) {
    throw new CommandError(`${path} could not be imported: ${firstLineOf(cause)}`, { cause });
  }
  const names = Object.keys(namespace).filter((name) => !MARKS.has(name));
  if (names.length === 0) throw new CommandError(`${path} exports nothing`);
  const { default: main } = namespace;
  // The named exports of a CommonJS module are those of its default export.
  const others = names.filter((name) => name !== 'default');
  if (
    names.length > others.length &&
    others.every(
      (name) => Object(main) === main && Object.getOwnPropertyDescriptor(main, name)?.value === namespace[name],
    )
  )
    return main;
  return Object.fromEntries(names.map((name) => [name, namespace[name]]));
}

function firstLineOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split('\n')[0];
}
