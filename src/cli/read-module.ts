/** What a module exports, as one value. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError } from './command.ts';

/** Names that Node gives to CommonJS modules and that are not exports. */
const MARKS = new Set(['module.exports', '__esModule']);

/**
 * Loads a module, which runs it. A module with only a default export is that export, and so is a CommonJS one; others
 * are an object of their exports by name.
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
  // The names of a CommonJS module are those of its default export.
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
