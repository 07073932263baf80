/**
 * The static imports of a script, found without running it: V8 parses each ES module (`vm.SourceTextModule`), and Node
 * resolves what it names. Modules of other kinds (CommonJS, JSON) have none, and are found when they are loaded.
 */
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import * as vm from 'node:vm';

/** ES modules, each after those that it imports, as the language runs them. */
export interface StaticGraph {
  /** URLs; the script comes last. */
  readonly urls: readonly string[];
  /** By URL, the URLs of its imports. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
  /** By URL, the module that imports it first, as the language comes to them. */
  readonly importers: Readonly<Record<string, string>>;
}

/** The part of `vm.SourceTextModule` that is used; it needs the flag `--experimental-vm-modules`. */
interface ParsedModule {
  readonly dependencySpecifiers: readonly string[];
}
type Parse = new (source: string, options: { readonly identifier: string }) => ParsedModule;

/** Files that Node loads as modules by their name, without an import attribute. */
const IS_CODE = /\.(?:[cm]?js|[cm]?ts)$/;

/**
 * Reads the graph from a script on.
 *
 * @param resolve the URL of a specifier, in a module; throws if there is none.
 */
export function staticGraph(script: string, resolve: (specifier: string, parent: string) => string): StaticGraph {
  const { SourceTextModule: Parsed } = vm as unknown as { readonly SourceTextModule?: Parse };
  const imports: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  const importers: Record<string, string> = Object.create(null) as Record<string, string>;
  const urls: string[] = [];
  const open: { readonly url: string; next: number }[] = [];
  const enter = (url: string): void => {
    imports[url] = Parsed === undefined ? [] : importsOf(url, Parsed, resolve);
    open.push({ url, next: 0 });
  };
  enter(script);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = imports[top.url][top.next++];
    if (next === undefined) {
      urls.push(top.url);
      open.pop();
    } else if (imports[next] === undefined) {
      importers[next] = top.url;
      enter(next);
    }
  }
  return { urls, imports, importers };
}

function importsOf(url: string, Parsed: Parse, resolve: (specifier: string, parent: string) => string): string[] {
  if (!url.startsWith('file:')) return [];
  const found = new Set<string>();
  try {
    const { dependencySpecifiers } = new Parsed(codeOf(url), { identifier: url });
    for (const specifier of dependencySpecifiers) {
      try {
        const target = resolve(specifier, url);
        if (target.startsWith('node:') || IS_CODE.test(target)) found.add(target);
      } catch {
        // The import will fail, and says why.
      }
    }
  } catch {
    // Not an ES module.
  }
  return [...found];
}

function codeOf(url: string): string {
  const source = readFileSync(fileURLToPath(url), 'utf8');
  if (!/ts$/.test(url)) return source;
  const { stripTypeScriptTypes } = nodeModule as { readonly stripTypeScriptTypes?: (code: string) => string };
  return stripTypeScriptTypes?.(source) ?? source;
}
