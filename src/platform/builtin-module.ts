/** Node's modules, loaded on demand: portable code imports nothing from Node. */

interface Host {
  readonly process?: { readonly getBuiltinModule?: (id: string) => unknown };
}

/** A built-in module of Node, on Node 20.16 or later and on Deno; undefined elsewhere. */
export function builtinModule<Module>(id: string): Module | undefined {
  try {
    return (globalThis as Host).process?.getBuiltinModule?.(id) as Module | undefined;
  } catch {
    return undefined;
  }
}

/** True on Node and on platforms with its modules; false in browsers. */
export function isNode(): boolean {
  return builtinModule('node:v8') !== undefined;
}
