/**
 * Reads a heap snapshot as it streams by, byte by byte, into typed arrays. The file is never held as one
 * text or one JSON object: a 500 MB snapshot is larger than the longest string V8 can make.
 */
import { BACKSLASH, CLOSE_BRACKET, COMMA, MINUS, NINE, OPEN_BRACKET, QUOTE, ZERO } from '../platform/char-codes.ts';
import type { HeapSnapshot, SnapshotMeta } from './snapshot.ts';

const STATE = { header: 0, seek: 1, numbers: 2, strings: 3, done: 4 } as const;
type State = (typeof STATE)[keyof typeof STATE];

/** Where each field of a row stands; -1 where this snapshot has no such field. */
function fieldOffset(fields: readonly string[], name: string): number {
  const at = fields.indexOf(name);
  if (at < 0)
    throw new SnapshotFormatError(`the snapshot's meta has no field "${name}"; it lists ${fields.join(', ')}`);
  return at;
}

/** Thrown when bytes are not a heap snapshot as V8 writes it; the message says what was expected. */
export class SnapshotFormatError extends Error {
  override readonly name = 'SnapshotFormatError';
}

/**
 * A push parser: `write` each chunk, then `end` for the snapshot.
 *
 * @throws {SnapshotFormatError} from `write` or `end` when the bytes are no heap snapshot.
 */
export class SnapshotParser {
  #state: State = STATE.header;
  #header: Uint8Array[] = [];
  #section = '';
  #key: number[] = [];
  #inKey = false;

  #nodeCount = 0;
  #edgeCount = 0;
  #meta: SnapshotMeta | undefined;
  #nodeType = new Uint8Array(0);
  #nodeName = new Uint32Array(0);
  #nodeId = new Uint32Array(0);
  #selfSize = new Float64Array(0);
  #firstEdge = new Uint32Array(0);
  #edgeType = new Uint8Array(0);
  #edgeNameOrIndex = new Uint32Array(0);
  #edgeTo = new Uint32Array(0);
  #strings: string[] = [];

  // The row being read: which columns matter, where in the row we are, the number so far.
  #columns: (Uint8Array | Uint32Array | Float64Array | undefined)[] = [];
  #scale: number[] = [];
  #column = 0;
  #row = 0;
  #rows = 0;
  /** Rows of the sections that are read to their end. */
  #rowsDone = 0;
  #number = 0;
  #inNumber = false;
  #negative = false;

  // The string being read, as raw JSON bytes, kept over a chunk's end.
  #stringParts: Uint8Array[] = [];
  #inString = false;
  #escaped = false;
  #escapes = false;
  readonly #decoder = new TextDecoder();

  /** The part of nodes and edges that was read, 0 to 1. */
  get fraction(): number {
    const total = this.#nodeCount + this.#edgeCount;
    return total === 0
      ? 0
      : this.#state === STATE.numbers
        ? (this.#rowsDone + this.#row) / total
        : this.#rowsDone / total;
  }

  /** Takes the next bytes of the snapshot. */
  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && this.#state !== STATE.done) {
      if (this.#state === STATE.header) at = this.#readHeader(chunk, at);
      else if (this.#state === STATE.seek) at = this.#seekSection(chunk, at);
      else if (this.#state === STATE.numbers) at = this.#readNumbers(chunk, at);
      else at = this.#readStrings(chunk, at);
    }
  }

  /** Says that all bytes were written, and returns the snapshot. */
  end(): HeapSnapshot {
    const meta = this.#meta;
    if (meta === undefined) throw new SnapshotFormatError('not a heap snapshot: no "nodes" section was found');
    if (this.#state !== STATE.done)
      throw new SnapshotFormatError('the heap snapshot is cut off before the end of its "strings" section');
    this.#check();
    return {
      nodeCount: this.#nodeCount,
      edgeCount: this.#edgeCount,
      nodeTypes: meta.node_types[0],
      edgeTypes: meta.edge_types[0],
      nodeType: this.#nodeType,
      nodeName: this.#nodeName,
      nodeId: this.#nodeId,
      selfSize: this.#selfSize,
      firstEdge: this.#firstEdge,
      edgeType: this.#edgeType,
      edgeNameOrIndex: this.#edgeNameOrIndex,
      edgeTo: this.#edgeTo,
      strings: this.#strings,
    };
  }

  /** Every number that points somewhere points into the file. */
  #check(): void {
    if (this.#rowsDone !== this.#nodeCount + this.#edgeCount)
      throw new SnapshotFormatError('the heap snapshot lacks its "nodes" or "edges" section');
    if (this.#firstEdge[this.#nodeCount] !== this.#edgeCount)
      throw new SnapshotFormatError("the heap snapshot's nodes have other than edge_count edges");
    const strings = this.#strings.length;
    const types = this.#meta!.node_types[0].length;
    for (let node = 0; node < this.#nodeCount; node++) {
      if (this.#nodeName[node] >= strings || this.#nodeType[node] >= types || !Number.isFinite(this.#selfSize[node])) {
        throw new SnapshotFormatError(
          `the heap snapshot's node ${node} has a name, type or size that the file does not have`,
        );
      }
    }
    for (let edge = 0; edge < this.#edgeCount; edge++) {
      if (this.#edgeTo[edge] >= this.#nodeCount)
        throw new SnapshotFormatError(`the heap snapshot's edge ${edge} leads to no node`);
    }
  }

  /** Collects `{"snapshot":{...},` up to the key `"nodes"`, which V8 writes straight after it. */
  #readHeader(chunk: Uint8Array, from: number): number {
    this.#header.push(chunk.subarray(from));
    const text = this.#decoder.decode(concat(this.#header));
    const end = text.search(/,\s*"nodes"\s*:/);
    if (end < 0) {
      if (text.length > 1 << 20 || !'{"snapshot":'.startsWith(text.slice(0, 12).replace(/\s/g, '').slice(0, 12))) {
        throw new SnapshotFormatError('not a heap snapshot: it does not begin with {"snapshot":{"meta":...}}');
      }
      this.#header = [concat(this.#header).slice()];
      return chunk.length;
    }
    let header: { snapshot?: { meta?: SnapshotMeta; node_count?: number; edge_count?: number } };
    try {
      header = JSON.parse(`${text.slice(0, end)}}`) as typeof header;
    } catch (cause) {
      throw new SnapshotFormatError('the heap snapshot\'s "snapshot" section is not JSON', { cause });
    }
    const snapshot = header.snapshot;
    if (!isMeta(snapshot?.meta) || !isCount(snapshot.node_count) || !isCount(snapshot.edge_count)) {
      throw new SnapshotFormatError(
        'the heap snapshot has no meta with fields and types, or no node_count and edge_count that a file can have',
      );
    }
    this.#meta = snapshot.meta;
    this.#nodeCount = snapshot.node_count;
    this.#edgeCount = snapshot.edge_count;
    const rest = concat(this.#header).subarray(new TextEncoder().encode(text.slice(0, end)).length);
    this.#header = [];
    this.#state = STATE.seek;
    this.write(rest);
    return chunk.length;
  }

  /** Passes over everything up to the `[` of a section, remembering the last key read. */
  #seekSection(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === QUOTE) {
        if (this.#inKey) this.#section = String.fromCharCode(...this.#key);
        else this.#key = [];
        this.#inKey = !this.#inKey;
      } else if (this.#inKey) {
        // No key of the format is as long as this; other texts may be.
        if (this.#key.length < 64) this.#key.push(byte);
      } else if (byte === OPEN_BRACKET && this.#openSection()) {
        return at + 1;
      }
    }
    return chunk.length;
  }

  /** Prepares the columns for the section whose `[` was just read; false for one that we do not need. */
  #openSection(): boolean {
    const meta = this.#meta!;
    if (this.#section === 'nodes') {
      const fields = meta.node_fields;
      const firstEdges = new Uint32Array(this.#nodeCount + 1);
      this.#nodeType = new Uint8Array(this.#nodeCount);
      this.#nodeName = new Uint32Array(this.#nodeCount);
      this.#nodeId = new Uint32Array(this.#nodeCount);
      this.#selfSize = new Float64Array(this.#nodeCount);
      this.#firstEdge = firstEdges;
      this.#columns = fields.map(() => undefined);
      this.#scale = fields.map(() => 1);
      this.#columns[fieldOffset(fields, 'type')] = this.#nodeType;
      this.#columns[fieldOffset(fields, 'name')] = this.#nodeName;
      this.#columns[fieldOffset(fields, 'id')] = this.#nodeId;
      this.#columns[fieldOffset(fields, 'self_size')] = this.#selfSize;
      // Edge counts land one row late, so that a running sum turns them into first edges.
      this.#columns[fieldOffset(fields, 'edge_count')] = firstEdges.subarray(1);
      this.#rows = this.#nodeCount;
    } else if (this.#section === 'edges') {
      const fields = meta.edge_fields;
      this.#edgeType = new Uint8Array(this.#edgeCount);
      this.#edgeNameOrIndex = new Uint32Array(this.#edgeCount);
      this.#edgeTo = new Uint32Array(this.#edgeCount);
      this.#columns = fields.map(() => undefined);
      this.#scale = fields.map(() => 1);
      this.#columns[fieldOffset(fields, 'type')] = this.#edgeType;
      this.#columns[fieldOffset(fields, 'name_or_index')] = this.#edgeNameOrIndex;
      const to = fieldOffset(fields, 'to_node');
      this.#columns[to] = this.#edgeTo;
      this.#scale[to] = meta.node_fields.length;
      this.#rows = this.#edgeCount;
    } else if (this.#section === 'strings') {
      this.#state = STATE.strings;
      return true;
    } else {
      return false;
    }
    this.#column = 0;
    this.#row = 0;
    this.#number = 0;
    this.#inNumber = false;
    this.#state = STATE.numbers;
    return true;
  }

  #readNumbers(chunk: Uint8Array, from: number): number {
    // Locals, because this loop sees every byte of the file.
    let number = this.#number;
    let inNumber = this.#inNumber;
    let negative = this.#negative;
    let column = this.#column;
    let row = this.#row;
    const columns = this.#columns;
    const scale = this.#scale;
    const width = columns.length;
    let at = from;
    let closed = false;
    for (; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte >= ZERO && byte <= NINE) {
        number = number * 10 + (byte - ZERO);
        inNumber = true;
        continue;
      }
      if (inNumber && (byte === COMMA || byte === CLOSE_BRACKET || byte <= 0x20)) {
        const target = columns[column];
        // V8 13 and later write an element index of 2^31 or more as a negative 32-bit number.
        if (target !== undefined)
          target[row] = scale[column] === 1 ? (negative ? 2 ** 32 - number : number) : number / scale[column];
        if (++column === width) {
          column = 0;
          row++;
        }
        number = 0;
        inNumber = false;
        negative = false;
      }
      if (byte === CLOSE_BRACKET) {
        closed = true;
        at++;
        break;
      }
      if (byte === MINUS && !inNumber) {
        negative = true;
      } else if (byte > 0x20 && byte !== COMMA) {
        throw new SnapshotFormatError(
          `the heap snapshot's "${this.#section}" section holds "${String.fromCharCode(byte)}" where a number was expected`,
        );
      }
    }
    this.#number = number;
    this.#inNumber = inNumber;
    this.#negative = negative;
    this.#column = column;
    this.#row = row;
    if (closed) {
      if (row !== this.#rows || column !== 0) {
        throw new SnapshotFormatError(`the heap snapshot promises ${this.#rows} ${this.#section} and holds ${row}`);
      }
      if (this.#section === 'nodes') {
        const firstEdge = this.#firstEdge;
        for (let node = 1; node < firstEdge.length; node++) firstEdge[node] += firstEdge[node - 1];
      }
      this.#rowsDone += row;
      this.#state = STATE.seek;
    }
    return at;
  }

  #readStrings(chunk: Uint8Array, from: number): number {
    let start = from;
    // Reading straight from the chunk: a view for each of millions of strings would be as much garbage again.
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (!this.#inString) {
        if (byte === QUOTE) {
          this.#inString = true;
          this.#escapes = false;
          start = at + 1;
        } else if (byte === CLOSE_BRACKET) {
          this.#state = STATE.done;
          return at + 1;
        }
      } else if (this.#escaped) {
        this.#escaped = false;
      } else if (byte === BACKSLASH) {
        this.#escaped = true;
        this.#escapes = true;
      } else if (byte === QUOTE) {
        this.#inString = false;
        let raw: string;
        if (this.#stringParts.length === 0) {
          raw = buffer.toString('utf8', start, at);
        } else {
          this.#stringParts.push(chunk.subarray(start, at));
          raw = this.#decoder.decode(concat(this.#stringParts));
          this.#stringParts = [];
        }
        this.#strings.push(this.#escapes ? unescapeJson(raw) : raw);
      }
    }
    // A string runs on into the next chunk: keep a copy, since the stream may reuse its buffer.
    if (this.#inString) this.#stringParts.push(chunk.slice(start));
    return chunk.length;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31;
}

function isMeta(meta: unknown): meta is SnapshotMeta {
  const { node_fields, node_types, edge_fields, edge_types } = (meta ?? {}) as Record<string, unknown>;
  return (
    Array.isArray(node_fields) &&
    Array.isArray(edge_fields) &&
    Array.isArray(node_types) &&
    Array.isArray(node_types[0]) &&
    Array.isArray(edge_types) &&
    Array.isArray(edge_types[0])
  );
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** V8 may cut a name inside a surrogate pair or write control characters; such a text is kept as it stands. */
function unescapeJson(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
