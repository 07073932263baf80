/** What the platform has beside the language, asked for when it is needed: portable code imports nothing from Node. */

interface Host {
  readonly process?: { readonly getBuiltinModule?: (id: string) => unknown };
}

/** A module of Node's own, on Node from 20.16 and on Deno; undefined elsewhere. */
export function builtinModule<Module>(id: string): Module | undefined {
  try {
    return (globalThis as Host).process?.getBuiltinModule?.(id) as Module | undefined;
  } catch {
    return undefined;
  }
}
