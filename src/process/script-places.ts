/** The places of functions as people write them: the original file by its source map, and the line. */
import { dirname, isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalLinesOf } from '../heap/source-map.ts';
import type { OriginalLines } from '../heap/source-map.ts';
import { Inspector } from '../platform/inspector.ts';
import { shownName } from './allocation-functions.ts';
import type { AllocatingFunction } from './allocation-functions.ts';

/** Names functions and their places; reads the sources of scripts from V8, with the debugger on until `close`. */
export class ScriptPlaces {
  readonly #inspector = Inspector.session();
  readonly #maps = new Map<number, OriginalLines | undefined>();
  #isOpen = false;

  /** The file and line at which a function begins, relative to the working directory: `src/server.js:12`. */
  placeOf({ scriptId, url, line, column }: AllocatingFunction): string {
    const original = this.#mapOf(scriptId, url)?.lineAt(line - 1, column - 1);
    if (original === undefined) return `${fileName(url)}:${line}`;
    // Loaders such as Vitest's name a script by its path, not by a URL.
    const isBare = !isAbsolute(original.source) && !/^[\w-]+:/.test(original.source);
    const source = isBare && isAbsolute(url) ? join(dirname(url), original.source) : original.source;
    return `${fileName(source)}:${original.line + 1}`;
  }

  /** A function and its place: `handle (src/server.js:12)`. */
  textOf(fn: AllocatingFunction): string {
    return `${shownName(fn.name)} (${this.placeOf(fn)})`;
  }

  /** Switches the debugger off. */
  close(): void {
    if (this.#isOpen) this.#inspector.disableDebugger();
    this.#isOpen = false;
  }

  #mapOf(scriptId: number, url: string): OriginalLines | undefined {
    if (this.#maps.has(scriptId)) return this.#maps.get(scriptId);
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#inspector.enableDebugger();
    }
    let map: OriginalLines | undefined;
    try {
      const { scriptSource } = this.#inspector.post('Debugger.getScriptSource', { scriptId: String(scriptId) });
      map = originalLinesOf(scriptSource, url);
    } catch {
      // The script is gone: its own lines are shown.
    }
    this.#maps.set(scriptId, map);
    return map;
  }
}

function fileName(source: string): string {
  let path = source;
  if (source.startsWith('file:')) {
    try {
      path = fileURLToPath(source);
    } catch {
      return source;
    }
  }
  const local = relative(process.cwd(), path);
  return local === '' || local.startsWith('..') ? path : local;
}
