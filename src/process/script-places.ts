/** The places of functions as people write them: the original file by its source map, and the line. */
import { dirname, isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalLinesOf } from '../heap/source-map.ts';
import type { OriginalLines } from '../heap/source-map.ts';
import { Inspector } from '../platform/inspector.ts';
import { shownName } from './allocation-functions.ts';
import type { AllocatingFunction } from './allocation-functions.ts';
import { creationIn } from './creation-place.ts';
import { LINE_END, lineStartsOf } from './script-lines.ts';

/** The source of a script, and its source map if it has one. */
interface Script {
  readonly map: OriginalLines | undefined;
  readonly text: string;
  /** Where its lines begin, once they were asked for. */
  starts: readonly number[] | undefined;
}

/** Names functions and their places; reads the sources of scripts from V8, with the debugger on until `close`. */
export class ScriptPlaces {
  readonly #inspector = Inspector.session();
  readonly #scripts = new Map<number, Script>();
  #isOpen = false;

  /** The file and line at which a function begins, relative to the working directory: `src/server.js:12`. */
  placeOf({ scriptId, url, line, column }: Omit<AllocatingFunction, 'name'>): string {
    const original = this.#scriptOf(scriptId, url).map?.lineAt(line - 1, column - 1);
    if (original === undefined) return `${fileName(url)}:${line}`;
    // Loaders such as Vitest's name a script by its path, not by a URL.
    const isBare = !isAbsolute(original.source) && !/^[\w-]+:/.test(original.source);
    const source = isBare && isAbsolute(url) ? join(dirname(url), original.source) : original.source;
    return `${fileName(source)}:${original.line + 1}`;
  }

  /** The line of the original source at a place, without white space around it; empty if it is not known. */
  sourceOf({ scriptId, url, line, column }: Omit<AllocatingFunction, 'name'>): string {
    const { map, text } = this.#scriptOf(scriptId, url);
    const original = map?.lineAt(line - 1, column - 1);
    const lines = original === undefined ? text : map?.textOf(original.source);
    return lines?.split(LINE_END)[original?.line ?? line - 1]?.trim() ?? '';
  }

  /** A function and its place: `handle (src/server.js:12)`. */
  textOf(fn: AllocatingFunction): string {
    return `${shownName(fn.name)} (${this.placeOf(fn)})`;
  }

  /**
   * The line in which a function creates objects of a class, of the same file as {@link placeOf}; 0 if it does so at
   * several places, or not by `new`.
   */
  creationLineOf(fn: AllocatingFunction, type: string): number {
    const script = this.#scriptOf(fn.scriptId, fn.url);
    const starts = (script.starts ??= lineStartsOf(script.text));
    if (fn.line > starts.length) return 0;
    const at = creationIn(script.text, starts[fn.line - 1] + fn.column - 1, type);
    if (at < 0) return 0;
    let line = fn.line - 1;
    while (line + 1 < starts.length && starts[line + 1] <= at) line++;
    const { map } = script;
    return map === undefined ? line + 1 : (map.lineAt(line, at - starts[line])?.line ?? -1) + 1;
  }

  /** Switches the debugger off. */
  close(): void {
    if (this.#isOpen) this.#inspector.disableDebugger();
    this.#isOpen = false;
  }

  #scriptOf(scriptId: number, url: string): Script {
    const known = this.#scripts.get(scriptId);
    if (known !== undefined) return known;
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#inspector.enableDebugger();
    }
    let script: Script = { map: undefined, text: '', starts: undefined };
    try {
      const { scriptSource } = this.#inspector.post('Debugger.getScriptSource', { scriptId: String(scriptId) });
      script = { map: originalLinesOf(scriptSource, url), text: scriptSource, starts: undefined };
    } catch {
      // The script is gone: its own lines are shown.
    }
    this.#scripts.set(scriptId, script);
    return script;
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
