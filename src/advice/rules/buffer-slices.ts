/**
 * Views that keep a large buffer alive. A slice made by `subarray`, and every small Buffer from Node's pool, keeps the
 * whole ArrayBuffer alive; a copy of the slice keeps only its own bytes.
 */
import * as js from '../../platform/intrinsics.ts';
import { Kind } from '../../inspect/kinds.ts';
import { nullPrototypeList, SafeMap } from '../../platform/safe-collections.ts';
import { isOnHeap } from '../../weigh/built-in-size.ts';
import { eachPlace } from './by-place.ts';
import { partOf } from './part.ts';
import type { Place } from '../place.ts';
import type { Rule } from '../proposal.ts';
import { formatBytes } from '../../report/bytes.ts';
import type { Estimator } from '../estimator.ts';

/** A buffer with a larger fraction in use is not reported. */
const MOSTLY_USED = 0.5;

/** Of copies with more bytes than this only a part is built. */
const MAX_COPIED = 1 << 20;

const Bytes = Uint8Array;
const View = DataView;
const Memory = ArrayBuffer;

/** A buffer and its views. */
interface Buffer {
  readonly place: Place;
  readonly views: object[];
  /** Bytes of the views themselves. */
  own: number;
  /** The sum of the byte lengths of the views. */
  shown: number;
  /** Bytes of copies. */
  copies: number;
  /** The bytes of the buffer with its memory; 0 until the buffer itself was met. */
  bytes: number;
}

/** Looks for buffers of which views show only a small part. */
export const bufferSlices: Rule = {
  kind: 'buffer-slice',
  examine({ places }, estimator, propose) {
    const buffers = new SafeMap<object, Buffer>();
    eachPlace(
      places,
      (kind) => kind === Kind.typedArray || kind === Kind.dataView,
      (place) => readViews(place, estimator, buffers),
    );
    eachPlace(
      places,
      (kind) => kind === Kind.arrayBuffer,
      ({ objects, holders, bytes }) => {
        for (let i = 0; i < objects.length; i++) {
          const buffer = buffers.get(objects[i]);
          // Code that holds the buffer itself may need all of it.
          if (buffer !== undefined && holders[i] === buffer.views.length) buffer.bytes = bytes[i];
        }
      },
    );
    const byPlace = new SafeMap<Place, Buffer[]>();
    buffers.forEach((buffer) => {
      if (buffer.bytes === 0 || buffer.shown > MOSTLY_USED * buffer.bytes || buffer.copies >= buffer.bytes + buffer.own)
        return;
      const list = byPlace.get(buffer.place);
      if (list !== undefined) list[list.length] = buffer;
      else {
        const first = nullPrototypeList<Buffer>();
        first[0] = buffer;
        byPlace.set(buffer.place, first);
      }
    });
    byPlace.forEach((list, place) => {
      const objects = nullPrototypeList<object>();
      let before = 0;
      let after = 0;
      let shown = 0;
      let kept = 0;
      for (let i = 0; i < list.length; i++) {
        const { views, own, bytes, copies } = list[i];
        for (let k = 0; k < views.length; k++) objects[objects.length] = views[k];
        before += own + bytes;
        after += copies;
        shown += list[i].shown;
        kept += bytes;
      }
      propose({
        path: place.path,
        count: objects.length,
        before,
        after,
        objects,
        reason:
          `a view keeps its whole buffer alive: ${formatBytes(kept)} for ` +
          `${formatBytes(shown)} in ${objects.length === 1 ? 'the view' : 'the views'}`,
        action:
          'copy views that are kept for long: `view.slice()`, for a Buffer `Uint8Array.prototype.slice.call(view)`',
        onlyIf: 'nothing outside the value holds the buffer',
      });
    });
  },
};

function readViews(place: Place, estimator: Estimator, buffers: Map<object, Buffer>): void {
  const { objects, kind } = place;
  for (let i = 0; i < objects.length; i++) {
    const view = objects[i];
    const isTyped = kind === Kind.typedArray;
    const shown = isTyped ? js.typedArrayByteLength(view) : dataViewBytes(view);
    // A small array may have its data on the heap, and reading its `buffer` would move the data.
    if (isTyped && isOnHeap(estimator.layout, view, shown)) continue;
    const target = isTyped ? js.typedArrayBuffer(view) : js.dataViewBuffer(view);
    let buffer = buffers.get(target);
    if (buffer === undefined)
      buffers.set(target, (buffer = { place, views: nullPrototypeList(), own: 0, shown: 0, copies: 0, bytes: 0 }));
    buffer.views[buffer.views.length] = view;
    buffer.own += place.bytes[i];
    buffer.shown += shown;
    buffer.copies += copyBytes(shown, isTyped, estimator);
  }
}

/** The byte length of a DataView; 0 if its buffer is detached or became too short. */
function dataViewBytes(view: object): number {
  try {
    return js.dataViewByteLength(view);
  } catch {
    return 0;
  }
}

function copyBytes(shown: number, isTyped: boolean, estimator: Estimator): number {
  const { size, factor } = partOf(shown, MAX_COPIED);
  return (
    factor *
    estimator.once(`${isTyped ? 'bytes' : 'DataView'} ${size}`, () =>
      isTyped ? new Bytes(size) : new View(new Memory(size)),
    )
  );
}
