/**
 * Reading an element without changing the array. An ordinary `array[i]` that has met several elements kinds is
 * compiled by V8 into code that first moves every array to the most general of them, and an array of doubles
 * that was only read ends up with a box for each number. A load that has met too many shapes is left generic, and
 * the generic load changes nothing: so this one is shown many before it is used.
 */

/** Elements of as many hidden classes as make a load site megamorphic (more than v8_flags.max_valid_polymorphic_map_count). */
const SHAPES: readonly ArrayLike<unknown>[] = [
  new Int8Array(1),
  new Int16Array(1),
  new Int32Array(1),
  new Uint8Array(1),
  new Float64Array(1),
  { 0: 1, length: 1 },
];

/** The element at an index; a data property or a hole, which the caller has made sure of. */
export function readElement(array: ArrayLike<unknown>, index: number): unknown {
  return array[index];
}

/** To be called before the first element of a walk is read: V8 forgets what a long unused function has met. */
export function keepGeneric(): void {
  for (let i = 0; i < SHAPES.length; i++) readElement(SHAPES[i], 0);
}
