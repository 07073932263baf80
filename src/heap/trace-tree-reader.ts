/**
 * Reads the `trace_tree` section, `[id,function,count,size,[...children]]` with the children one after another in the
 * inner list, into columns: a node comes after its parent, and depth takes no stack of the engine.
 */
import { CLOSE_BRACKET, COMMA, NINE, OPEN_BRACKET, ZERO } from '../platform/char-codes.ts';
import { GrowingColumn } from './growing-column.ts';
import { SnapshotFormatError } from './snapshot-format-error.ts';
import type { SnapshotHeader } from './snapshot-meta.ts';

/** The tree of calls that allocated. */
export interface TraceTreeColumns {
  /** Number of nodes. */
  readonly count: number;
  /** V8's id of a node, to which `nodeTrace` refers. */
  readonly id: Uint32Array;
  /** Row of the node's parent, which comes before it; the root is its own. */
  readonly parent: Uint32Array;
  /** Row of the node's function. */
  readonly functionOf: Uint32Array;
  /** Objects that were allocated there and are alive. */
  readonly liveCount: Float64Array;
  /** Their bytes. */
  readonly liveBytes: Float64Array;
}

/** The fields that V8 has written since 2013, in its order; the children are the last. */
const FIELDS = ['id', 'function_info_index', 'count', 'size', 'children'];

const ID = 0;
const FUNCTION = 1;
const COUNT = 2;
const CHILDREN = 4;

/** Reads the tree chunk by chunk. */
export class TraceTreeReader {
  readonly #id = new GrowingColumn(Uint32Array);
  readonly #parent = new GrowingColumn(Uint32Array);
  readonly #function = new GrowingColumn(Uint32Array);
  readonly #count = new GrowingColumn(Float64Array);
  readonly #size = new GrowingColumn(Float64Array);
  /** Rows whose lists of children are open. */
  readonly #open = new GrowingColumn(Uint32Array);
  #place = ID;
  #number = 0;
  #inNumber = false;
  /** Whether the last thing read was a comma, or the beginning of a list. */
  #expectsItem = true;
  #hasItems = false;
  #isClosed = false;

  /** @throws {SnapshotFormatError} if the file's nodes have other fields. */
  constructor({ traceNodeFields }: SnapshotHeader) {
    if (traceNodeFields.join() !== FIELDS.join())
      throw new SnapshotFormatError(
        `the heap snapshot's trace nodes must have the fields ${FIELDS.join(', ')}; got ${traceNodeFields.join(', ')}`,
      );
  }

  /** True once the section's `]` was read. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Continues reading at `from`, which is after the section's `[`.
   *
   * @returns the index after the section's last byte.
   * @throws {SnapshotFormatError} if it is not such a tree.
   */
  read(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte >= ZERO && byte <= NINE) {
        if (!this.#inNumber) {
          if (!this.#expectsItem || this.#place === CHILDREN) throw this.#broken();
          this.#inNumber = true;
          this.#expectsItem = false;
          this.#number = 0;
        }
        this.#number = this.#number * 10 + (byte - ZERO);
        continue;
      }
      if (this.#inNumber) this.#endNumber();
      if (byte === COMMA) {
        if (this.#expectsItem) throw this.#broken();
        this.#expectsItem = true;
      } else if (byte === OPEN_BRACKET) {
        if (!this.#expectsItem || this.#place !== CHILDREN) throw this.#broken();
        this.#open.push(this.#id.length - 1);
        this.#place = ID;
        this.#hasItems = false;
      } else if (byte === CLOSE_BRACKET) {
        if (this.#place !== ID || (this.#expectsItem && this.#hasItems)) throw this.#broken();
        this.#expectsItem = false;
        this.#hasItems = true;
        if (this.#open.length === 0) {
          this.#isClosed = true;
          return at + 1;
        }
        this.#open.pop();
      } else if (byte > 0x20) {
        throw this.#broken();
      }
    }
    return chunk.length;
  }

  #endNumber(): void {
    this.#inNumber = false;
    this.#hasItems = true;
    const number = this.#number;
    const row = this.#id.length;
    switch (this.#place++) {
      case ID:
        this.#id.push(this.#word(number));
        this.#parent.push(this.#open.length === 0 ? row : this.#open.last());
        break;
      case FUNCTION:
        this.#function.push(this.#word(number));
        break;
      case COUNT:
        this.#count.push(number);
        break;
      default:
        this.#size.push(number);
    }
  }

  #word(number: number): number {
    if (number > 0xffffffff) throw this.#broken();
    return number;
  }

  #broken(): SnapshotFormatError {
    return new SnapshotFormatError('the heap snapshot\'s "trace_tree" section is not a tree of trace nodes');
  }

  /**
   * The columns, after the section has ended. A process that reads its own snapshot allocates while V8 writes it, and
   * the tree is written after the functions: a node of a later function counts with the root's.
   *
   * @throws {SnapshotFormatError} if a node has a function so far beyond the `functionCount` listed ones that all nodes
   * together cannot have added as many.
   */
  finish(functionCount: number): TraceTreeColumns {
    const functionOf = this.#function.finish();
    const end = functionCount + functionOf.length;
    for (let row = 0; row < functionOf.length; row++) {
      if (functionOf[row] >= end) throw this.#broken();
      if (functionOf[row] >= functionCount) functionOf[row] = 0;
    }
    return {
      count: functionOf.length,
      id: this.#id.finish(),
      parent: this.#parent.finish(),
      functionOf,
      liveCount: this.#count.finish(),
      liveBytes: this.#size.finish(),
    };
  }
}
