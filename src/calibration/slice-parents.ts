/**
 * What slices keep alive in the values of a calibration: V8 stores a string that was cut out of a larger one as a
 * reference to it, so that a cache of small strings may keep all that they were cut from.
 */
import type { CalibrationData, PlaceData } from './data.ts';

/** Bytes of the strings that slices refer to, in all places. */
export function sliceParentBytes(data: CalibrationData): number {
  let bytes = ofPlace(data.root);
  for (let i = 0; i < data.classes.length; i++) {
    const { shapes } = data.classes[i];
    for (let k = 0; k < shapes.length; k++) {
      const { fields } = shapes[k];
      for (let f = 0; f < fields.length; f++) bytes += ofPlace(fields[f] ?? undefined);
    }
  }
  return bytes;
}

/** What is in the fields of objects is in the shapes of their classes as well, and counts there. */
function ofPlace(place: PlaceData | undefined): number {
  if (place === undefined) return 0;
  const { parents = 0, elements, keys, values, slots } = place;
  let bytes = parents + ofPlace(elements) + ofPlace(keys) + ofPlace(values);
  if (slots !== undefined) for (let i = 0; i < slots.length; i++) bytes += ofPlace(slots[i][1]);
  return bytes;
}
