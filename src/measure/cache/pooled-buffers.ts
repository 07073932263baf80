/**
 * Node allocates small Buffers as slices of a pool, an ArrayBuffer of `Buffer.poolSize` bytes that many of them share.
 * A cache entry is charged only its own bytes of the pool, as jamm does with slabs: the pool belongs to no entry, and
 * charging it to each of them would fill a nearly empty cache.
 */
import { builtinModule } from '../../platform/builtin-module.ts';
import * as js from '../../platform/intrinsics.ts';
import { ceil } from '../../platform/math.ts';
import { SafeSet } from '../../platform/safe-collections.ts';

/** The part of Node's Buffer class that is used here. */
interface BufferClass {
  readonly prototype: object;
  readonly poolSize: number;
}

/** Node begins each slice at a multiple of this (`alignPool` in lib/buffer.js). */
const SLICE_ALIGNMENT = 8;

/**
 * What Node 26 allocates beyond `poolSize`, so that it can align the first slice: 65,600 bytes for a pool of 65,536.
 */
const MAX_ALIGNMENT = 64;

let bufferClass: BufferClass | null | undefined;

function nodeBuffer(): BufferClass | null {
  return (bufferClass ??= builtinModule<{ Buffer?: BufferClass }>('node:buffer')?.Buffer ?? null);
}

/** The size of Node's pools in bytes; Infinity if there is no pool. */
export function poolSize(): number {
  return nodeBuffer()?.poolSize ?? Infinity;
}

/** The pool that a value is a slice of; undefined for everything but a Buffer that can be one. */
export function poolOf(value: unknown): ArrayBufferLike | undefined {
  if (!js.isView(value)) return undefined;
  const Buffer = nodeBuffer();
  // A slice at the start of the pool looks like a typed array that keeps its data on the heap, and is walked as one.
  if (Buffer === null || js.getPrototypeOf(value) !== Buffer.prototype || js.typedArrayByteOffset(value) === 0)
    return undefined;
  // Node takes no slice of half the pool or more.
  if (js.typedArrayByteLength(value) >= Buffer.poolSize >>> 1) return undefined;
  const buffer = js.typedArrayBuffer(value);
  try {
    const spare = js.arrayBufferByteLength(buffer) - Buffer.poolSize;
    return spare >= 0 && spare <= MAX_ALIGNMENT ? buffer : undefined;
  } catch {
    // A Buffer on a SharedArrayBuffer.
    return undefined;
  }
}

/** The slices of pools in one entry: its walk ignores the pools, and the slices are added. */
export class PoolShare {
  /** Bytes of the entry's slices. */
  bytes = 0;
  readonly #pools = new SafeSet<object>();
  readonly #isIgnored: ((value: object) => boolean) | undefined;

  constructor(isIgnored: ((value: object) => boolean) | undefined) {
    this.#isIgnored = isIgnored;
  }

  /** Adds a value that is itself a slice; a walk does not ask whether to ignore its root. */
  add(value: unknown): void {
    const pool = poolOf(value);
    if (pool === undefined) return;
    this.#pools.add(pool);
    this.bytes += ceil(js.typedArrayByteLength(value) / SLICE_ALIGNMENT) * SLICE_ALIGNMENT;
  }

  /** The `ignore` predicate of the walk; it sees a slice before its pool. */
  readonly isIgnored = (value: object): boolean => {
    if (this.#isIgnored?.(value) === true || this.#pools.has(value)) return true;
    this.add(value);
    return false;
  };
}
