/**
 * Source maps, as far as a profile by line needs them: from a position in a script to the line of the original file.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMMA, SEMICOLON } from '../platform/char-codes.ts';

/** A line of an original file; lines begin at 0. */
export interface OriginalLine {
  readonly source: string;
  readonly line: number;
}

/** One source map. */
export interface OriginalLines {
  /** The original line of a position; undefined if the map has none. */
  lineAt(line: number, column: number): OriginalLine | undefined;
  /** The content of an original file; undefined if it is neither in the map nor on disk. */
  textOf(source: string): string | undefined;
}

/** The fields of a map (version 3) that are read here. */
interface RawMap {
  readonly mappings?: unknown;
  readonly sources?: readonly (string | null)[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly sourceRoot?: string;
}

/**
 * The map named by the last `sourceMappingURL` comment of a script, inline or in a file; undefined if there is no
 * readable map: then the script's own lines are shown.
 *
 * @param url the URL of the script.
 */
export function originalLinesOf(script: string, url: string): OriginalLines | undefined {
  const comment = [...script.matchAll(/^[ \t]*\/\/[#@][ \t]*sourceMappingURL=(\S+)[ \t]*$/gm)].at(-1);
  if (comment === undefined) return undefined;
  try {
    const { text, base } = load(comment[1], url);
    return toOriginalLines(JSON.parse(text) as RawMap, base);
  } catch {
    return undefined;
  }
}

function load(reference: string, url: string): { text: string; base: string } {
  const data = /^data:[^,]*?(;base64)?,(.*)$/s.exec(reference);
  if (data !== null)
    return {
      text: data[1] === undefined ? decodeURIComponent(data[2]) : Buffer.from(data[2], 'base64').toString('utf8'),
      base: url,
    };
  const base = new URL(reference, url).href;
  return { text: readFileSync(fileURLToPath(base), 'utf8'), base };
}

function toOriginalLines(map: RawMap, base: string): OriginalLines | undefined {
  if (typeof map.mappings !== 'string' || !Array.isArray(map.sources)) return undefined;
  const mappings = new Mappings(map.mappings);
  const root = map.sourceRoot === undefined || map.sourceRoot === '' ? '' : `${map.sourceRoot.replace(/\/$/, '')}/`;
  const sources = (map.sources as readonly (string | null)[]).map((source) => resolve(`${root}${source ?? ''}`, base));
  return {
    lineAt(line, column) {
      const found = mappings.segmentsOf(line)?.findLast((segment) => segment.column <= column);
      return found === undefined ? undefined : { source: sources[found.source], line: found.line };
    },
    textOf(source) {
      const inside = map.sourcesContent?.[sources.indexOf(source)];
      if (typeof inside === 'string') return inside;
      try {
        return readFileSync(source.startsWith('file:') ? fileURLToPath(source) : source, 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}

function resolve(source: string, base: string): string {
  try {
    return new URL(source, base).href;
  } catch {
    return source;
  }
}

interface Segment {
  readonly column: number;
  readonly source: number;
  readonly line: number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The value of a digit by its character code; -1 for other characters. */
const VALUE_OF = new Int8Array(128).fill(-1);
for (let digit = 0; digit < DIGITS.length; digit++) VALUE_OF[DIGITS.charCodeAt(digit)] = digit;

/**
 * The segments with a source in each line of the script, by column. Lines are decoded up to the last one that was asked
 * for, since each number is the difference to the one before.
 */
class Mappings {
  readonly #text: string;
  readonly #lines: Segment[][] = [];
  #at = 0;
  #source = 0;
  #original = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The segments of a line, from 0. */
  segmentsOf(line: number): readonly Segment[] | undefined {
    while (this.#lines.length <= line && this.#at < this.#text.length) this.#decodeLine();
    return this.#lines[line];
  }

  /**
   * Base64 VLQ numbers: five bits a digit, the lowest first; the sixth bit marks that more follow, the lowest bit is
   * the sign. Those of a segment are the column in the script, and usually the source, the line and the column in it,
   * and a name.
   */
  #decodeLine(): void {
    const text = this.#text;
    const segments: Segment[] = [];
    let column = 0;
    let field = 0;
    let value = 0;
    let scale = 1;
    const endSegment = (): void => {
      if (field >= 4) segments.push({ column, source: this.#source, line: this.#original });
      field = 0;
    };
    for (; this.#at < text.length; this.#at++) {
      const code = text.charCodeAt(this.#at);
      if (code === SEMICOLON) break;
      if (code === COMMA) {
        endSegment();
        continue;
      }
      const digit = code < VALUE_OF.length ? VALUE_OF[code] : -1;
      if (digit < 0) {
        // What follows is not readable, so the script's own lines are shown.
        this.#at = text.length;
        return;
      }
      value += (digit & 31) * scale;
      scale *= 32;
      if ((digit & 32) !== 0) continue;
      const number = value % 2 === 1 ? -Math.floor(value / 2) : value / 2;
      if (field === 0) column += number;
      else if (field === 1) this.#source += number;
      else if (field === 2) this.#original += number;
      field++;
      value = 0;
      scale = 1;
    }
    endSegment();
    this.#at++;
    this.#lines.push(segments);
  }
}
