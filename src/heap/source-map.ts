/**
 * Source maps, as far as a profile by line needs them: from a position in a script to the line of the original file.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
  const segments = parseMappings(map.mappings);
  const root = map.sourceRoot === undefined || map.sourceRoot === '' ? '' : `${map.sourceRoot.replace(/\/$/, '')}/`;
  const sources = (map.sources as readonly (string | null)[]).map((source) => resolve(`${root}${source ?? ''}`, base));
  return {
    lineAt(line, column) {
      const found = segments[line]?.findLast((segment) => segment.column <= column);
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

/** The segments with a source in each line of the script, by column. */
function parseMappings(mappings: string): readonly (readonly Segment[])[] {
  let source = 0;
  let original = 0;
  return mappings.split(';').map((text) => {
    let column = 0;
    const segments: Segment[] = [];
    for (const part of text.split(',')) {
      // Column in the script, source, line, column in the source (and a name): each as the difference to the previous
      // one.
      const fields = parseFields(part);
      if (fields.length === 0) continue;
      column += fields[0];
      if (fields.length < 4) continue;
      source += fields[1];
      original += fields[2];
      segments.push({ column, source, line: original });
    }
    return segments;
  });
}

/**
 * Base64 VLQ numbers: five bits a digit, the lowest first; the sixth bit marks that more follow, the lowest bit is the
 * sign.
 */
function parseFields(text: string): readonly number[] {
  const fields: number[] = [];
  let value = 0;
  let shift = 0;
  for (const char of text) {
    const digit = DIGITS.indexOf(char);
    if (digit < 0) throw new RangeError(`'${char}' is not a digit of a source map`);
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    fields.push(value % 2 === 1 ? -Math.floor(value / 2) : value / 2);
    value = 0;
    shift = 0;
  }
  return fields;
}
