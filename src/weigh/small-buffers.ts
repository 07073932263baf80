/**
 * The ArrayBuffers of small typed arrays, which keep their data on the heap: such a buffer must not be read, since V8
 * would move the data, and so the walk never meets it.
 */
import { kindSize } from '../layout/layout.ts';
import type { Layout } from '../layout/layout.ts';
import * as js from '../platform/intrinsics.ts';
import { isOnHeap } from './built-in-size.ts';
import type { Totals } from './totals.ts';

/** The buffers of one value. */
export class SmallBuffers {
  #count = 0;
  /** Bytes of the views. */
  #bytes = 0;

  /** Adds the buffer of a typed array that may keep its data on the heap; returns its size, 0 for any other one. */
  add(layout: Layout, view: object, rows: Totals): number {
    const bytes = js.typedArrayByteLength(view);
    if (!isOnHeap(layout, view, bytes)) return 0;
    const row = rows.of('ArrayBuffer');
    const size = kindSize(layout, 'arrayBuffer');
    row.count++;
    row.exact(size);
    this.#count++;
    this.#bytes += bytes;
    return size;
  }

  /** Small views may also be windows on a larger buffer of the same value. */
  allowWindows(layout: Layout, totals: Totals): void {
    if (this.#count === 0) return;
    const buffers = totals.of('ArrayBuffer');
    if (buffers.external > 0) buffers.min -= this.#count * kindSize(layout, 'arrayBuffer') + this.#bytes;
  }

  clear(): void {
    this.#count = this.#bytes = 0;
  }
}
