/**
 * Parses a streamed heap snapshot byte by byte into typed arrays. The file is never held as one string or JSON object:
 * a 500 MB snapshot is larger than the longest string V8 can make.
 *
 * Only the outermost object is parsed here, key by key: a section's numbers are read by row-reader.ts, its strings go
 * to snapshot-strings.ts, and unused sections (samples; locations, unless they are requested) are skipped.
 */
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../platform/char-codes.ts';
import { locationReader } from './locations.ts';
import type { RowReader } from './row-reader.ts';
import type { HeapSnapshot } from './snapshot.ts';
import { edgeReader, nodeReader, toSnapshot } from './snapshot-columns.ts';
import { SnapshotFormatError } from './snapshot-format-error.ts';
import { parseHeader } from './snapshot-meta.ts';
import type { SnapshotHeader } from './snapshot-meta.ts';
import { StringCollector } from './snapshot-strings.ts';
import { traceFunctionReader } from './traces.ts';
import { TraceTreeReader } from './trace-tree-reader.ts';

/** The parser's position in the outermost object. */
const STATE = {
  start: 0,
  firstKey: 1,
  key: 2,
  inKey: 3,
  colon: 4,
  value: 5,
  rows: 6,
  strings: 7,
  skipped: 8,
  comma: 9,
  done: 10,
} as const;
type State = (typeof STATE)[keyof typeof STATE];

const REQUIRED = ['snapshot', 'nodes', 'edges', 'strings'] as const;
const SECTIONS = [...REQUIRED, 'locations', 'trace_function_infos', 'trace_tree'] as const;
type Section = (typeof SECTIONS)[number];

/** Longer than any key of the format. */
const LONGEST_KEY = 256;

/** The `snapshot` section takes a few kilobytes; a title may make it longer. */
const LONGEST_HEADER = 1 << 26;

/** What is known about the bytes before they are read. */
export interface ParserOptions {
  /**
   * Upper limit of the bytes, so that columns are allocated once; `Infinity` if the header can be trusted. Without it
   * columns grow as rows arrive.
   */
  readonly fileBytes?: number | undefined;
  /** Whether to keep the `locations` section. @defaultValue false */
  readonly locations?: boolean | undefined;
}

/**
 * A push parser: `write` each chunk, then `end` for the snapshot.
 *
 * @throws {SnapshotFormatError} from `write` or `end` when the bytes are not a heap snapshot.
 */
export class SnapshotParser {
  readonly #fileBytes: number | undefined;
  readonly #wantsLocations: boolean;
  #state: State = STATE.start;
  /** Bytes of a key, the header or a byte order mark that may continue in the next chunk. */
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #section: Section | undefined;
  readonly #seen = new Set<Section>();

  #header: SnapshotHeader | undefined;
  #nodes: RowReader | undefined;
  #edges: RowReader | undefined;
  #locations: RowReader | undefined;
  #traceFunctions: RowReader | undefined;
  #traceTree: TraceTreeReader | undefined;
  /** Reads the current section, if it is one of numbers. */
  #reader: RowReader | TraceTreeReader | undefined;
  readonly #strings = new StringCollector();

  // State inside a string: of a key, a skipped value or the strings section.
  #inString = false;
  #isEscaped = false;
  #hasEscapes = false;
  /** Open brackets in a skipped value. */
  #depth = 0;
  /** What the strings section expects next: whether a string, and whether a comma came before it. */
  #expectsString = true;
  #stringCount = 0;

  constructor({ fileBytes, locations = false }: ParserOptions = {}) {
    this.#fileBytes = fileBytes;
    this.#wantsLocations = locations;
  }

  /** The fraction of nodes and edges read so far, 0 to 1. */
  get fraction(): number {
    const header = this.#header;
    const total = header === undefined ? 0 : header.nodeCount + header.edgeCount;
    return total === 0 ? 0 : ((this.#nodes?.rows ?? 0) + (this.#edges?.rows ?? 0)) / total;
  }

  /** Takes the next bytes of the snapshot. */
  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === STATE.rows) at = this.#readRows(chunk, at);
      else if (this.#state === STATE.strings) at = this.#readStrings(chunk, at);
      else if (this.#state === STATE.skipped) at = this.#skipValue(chunk, at);
      else if (this.#state === STATE.inKey) at = this.#readKey(chunk, at);
      else this.#readOutermost(chunk[at++]);
    }
  }

  /** To be called after the last `write`; returns the snapshot. */
  end(): HeapSnapshot {
    if (this.#state !== STATE.done)
      throw new SnapshotFormatError(
        this.#header === undefined
          ? 'not a heap snapshot: no "snapshot" section was found'
          : this.#section === undefined
            ? 'the heap snapshot is cut off'
            : `the heap snapshot is cut off in its "${this.#section}" section`,
      );
    for (const section of REQUIRED) {
      if (!this.#seen.has(section))
        throw new SnapshotFormatError(
          section === 'snapshot'
            ? 'not a heap snapshot: no "snapshot" section was found'
            : `the heap snapshot has no "${section}" section`,
        );
    }
    return toSnapshot({
      header: this.#header!,
      nodes: this.#nodes!,
      edges: this.#edges!,
      strings: this.#strings.finish(),
      locations: this.#locations,
      traceFunctions: this.#traceFunctions,
      traceTree: this.#traceTree,
    });
  }

  /** Handles one byte between the sections. */
  #readOutermost(byte: number): void {
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return;
    switch (this.#state) {
      case STATE.start:
        // The UTF-8 byte order mark, which some editors write.
        if (this.#pendingBytes < 3 && byte === [0xef, 0xbb, 0xbf][this.#pendingBytes]) {
          this.#pendingBytes++;
          return;
        }
        if (byte !== OPEN_BRACE)
          throw new SnapshotFormatError('not a heap snapshot: it does not begin with {"snapshot":{"meta":...}}');
        this.#state = STATE.firstKey;
        return;
      case STATE.firstKey:
      case STATE.key:
        if (byte === QUOTE) {
          this.#state = STATE.inKey;
          this.#pending = [];
          this.#pendingBytes = 0;
          return;
        }
        if (byte === CLOSE_BRACE && this.#state === STATE.firstKey) {
          this.#state = STATE.done;
          return;
        }
        throw this.#unexpected(byte, 'the name of a section');
      case STATE.colon:
        if (byte !== COLON) throw this.#unexpected(byte, "':'");
        this.#state = STATE.value;
        return;
      case STATE.value:
        this.#beginValue(byte);
        return;
      case STATE.comma:
        if (byte === COMMA) this.#state = STATE.key;
        else if (byte === CLOSE_BRACE) this.#state = STATE.done;
        else throw this.#unexpected(byte, "',' or '}'");
        return;
      default:
        throw this.#unexpected(byte, 'the end of the file');
    }
  }

  #unexpected(byte: number, expected: string): SnapshotFormatError {
    return new SnapshotFormatError(
      `the heap snapshot has ${JSON.stringify(String.fromCharCode(byte))} where ${expected} was expected`,
    );
  }

  #readKey(chunk: Uint8Array, from: number): number {
    const to = this.#endOfString(chunk, from);
    if (this.#pendingBytes < LONGEST_KEY) this.#keep(chunk.slice(from, to));
    if (to === chunk.length) return to;
    this.#section = sectionOf(this.#takePending());
    if (this.#section !== undefined) {
      if (this.#seen.has(this.#section))
        throw new SnapshotFormatError(`the heap snapshot has two "${this.#section}" sections`);
      this.#seen.add(this.#section);
    }
    this.#state = STATE.colon;
    return to + 1;
  }

  /** Where the current string ends in this chunk: at its quote, or at the chunk's end. */
  #endOfString(chunk: Uint8Array, from: number): number {
    let isEscaped = this.#isEscaped;
    let at = from;
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (isEscaped) {
        isEscaped = false;
      } else if (byte === BACKSLASH) {
        isEscaped = true;
        this.#hasEscapes = true;
      } else if (byte === QUOTE) {
        break;
      }
    }
    this.#isEscaped = isEscaped;
    return at;
  }

  /** Handles the first byte of a section. */
  #beginValue(byte: number): void {
    const section = this.#section;
    if (section === undefined || section === 'snapshot' || this.#isUnused(section)) {
      this.#state = STATE.skipped;
      this.#depth = 0;
      this.#inString = false;
      // The byte itself belongs to the value.
      this.#skipValue(Uint8Array.of(byte), 0);
      return;
    }
    if (byte !== OPEN_BRACKET) throw this.#unexpected(byte, `the list of "${section}"`);
    if (section === 'strings') {
      this.#state = STATE.strings;
      return;
    }
    const header = this.#header;
    if (header === undefined)
      throw new SnapshotFormatError(
        `not a heap snapshot: its "snapshot" section must be before its "${section}" section`,
      );
    this.#state = STATE.rows;
    this.#reader = this.#readerOf(section, header);
  }

  /** Whether a section that not every file has is skipped: without the header its fields are unknown. */
  #isUnused(section: Section): boolean {
    if (section === 'locations') return !this.#wantsLocations || (this.#header?.locationFields.length ?? 0) === 0;
    return section.startsWith('trace_') && (this.#header?.traceFunctionCount ?? 0) === 0;
  }

  #readerOf(section: Exclude<Section, 'snapshot' | 'strings'>, header: SnapshotHeader): RowReader | TraceTreeReader {
    switch (section) {
      case 'nodes':
        return (this.#nodes = nodeReader(header, this.#fileBytes));
      case 'edges':
        return (this.#edges = edgeReader(header, this.#fileBytes));
      case 'locations':
        return (this.#locations = locationReader(header, this.#fileBytes));
      case 'trace_function_infos':
        return (this.#traceFunctions = traceFunctionReader(header, this.#fileBytes));
      default:
        return (this.#traceTree = new TraceTreeReader(header));
    }
  }

  #readRows(chunk: Uint8Array, from: number): number {
    const reader = this.#reader!;
    const at = reader.read(chunk, from);
    if (reader.isClosed) this.#endSection();
    return at;
  }

  #endSection(): void {
    this.#state = STATE.comma;
    this.#section = undefined;
  }

  #readStrings(chunk: Uint8Array, from: number): number {
    const strings = this.#strings;
    let start = from;
    for (let at = from; at < chunk.length; at++) {
      if (this.#inString) {
        at = this.#endOfString(chunk, at);
        strings.append(chunk, start, at, this.#hasEscapes);
        if (at === chunk.length) return at;
        strings.endString();
        this.#stringCount++;
        this.#inString = false;
        continue;
      }
      const byte = chunk[at];
      if (byte === QUOTE && this.#expectsString) {
        this.#inString = true;
        this.#hasEscapes = false;
        this.#expectsString = false;
        start = at + 1;
      } else if (byte === COMMA && !this.#expectsString) {
        this.#expectsString = true;
      } else if (byte === CLOSE_BRACKET && (!this.#expectsString || this.#stringCount === 0)) {
        this.#endSection();
        return at + 1;
      } else if (byte > 0x20) {
        throw this.#unexpected(byte, 'a string of "strings"');
      }
    }
    return chunk.length;
  }

  /** Skips a value of any kind, but keeps the bytes of the header. */
  #skipValue(chunk: Uint8Array, from: number): number {
    let at = from;
    let isEnd = false;
    for (; at < chunk.length && !isEnd; at++) {
      if (this.#inString) {
        at = this.#endOfString(chunk, at);
        if (at === chunk.length) break;
        this.#inString = false;
        isEnd = this.#depth === 0;
        continue;
      }
      const byte = chunk[at];
      if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth++;
      else if (this.#depth === 0) {
        // A number or a word ends before the next byte.
        if (byte === COMMA || byte === CLOSE_BRACE) {
          at--;
          isEnd = true;
        }
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) isEnd = --this.#depth === 0;
    }
    if (this.#section === 'snapshot') {
      this.#keep(chunk.slice(from, at));
      if (this.#pendingBytes > LONGEST_HEADER)
        throw new SnapshotFormatError(
          `the heap snapshot's "snapshot" section is longer than ${LONGEST_HEADER >> 20} MiB`,
        );
      if (isEnd) this.#header = parseHeader(this.#takePending());
    }
    if (isEnd) this.#endSection();
    return at;
  }

  #keep(part: Uint8Array): void {
    this.#pending.push(part);
    this.#pendingBytes += part.length;
  }

  #takePending(): string {
    const text = Buffer.concat(this.#pending).toString('utf8');
    this.#pending = [];
    this.#pendingBytes = 0;
    return text;
  }
}

/** The section of a raw key, which may contain escapes. */
function sectionOf(raw: string): Section | undefined {
  let key: unknown = raw;
  if (raw.includes('\\')) {
    try {
      key = JSON.parse(`"${raw}"`);
    } catch {
      return undefined;
    }
  }
  return SECTIONS.find((section) => section === key);
}
