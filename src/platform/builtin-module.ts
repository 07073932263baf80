/** Modules of Node, loaded when they are needed: portable code imports nothing from Node. */

interface Host {
  readonly process?: { readonly getBuiltinModule?: (id: string) => unknown };
}

/** A built-in module of Node, on Node from 20.16 and on Deno; undefined elsewhere. */
export function builtinModule<Module>(id: string): Module | undefined {
  try {
    return (globalThis as Host).process?.getBuiltinModule?.(id) as Module | undefined;
  } catch {
    return undefined;
  }
}
