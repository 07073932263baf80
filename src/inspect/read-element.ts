/**
 * Reading an element without changing the array. V8 compiles a load `array[i]` that has seen two to four hidden classes
 * into code that first moves each array to the most general elements kind among them (the transition groups of
 * ElementAccessFeedback, src/compiler/js-native-context-specialization.cc; Maglev does the same). An array of doubles
 * that was only read is then an array of pointers to heap numbers, for good. A megamorphic load changes nothing, so
 * this one must be megamorphic before it has seen a second array.
 *
 * Calls in advance cannot ensure that: V8 records nothing before it has allocated the function's feedback vector, and
 * it drops the vector of a function that was long unused. Hence the rule: `keepGeneric` is called whenever another
 * array is about to be read. It does the same load with a name, never the same twice, and V8 makes a keyed load
 * megamorphic as soon as a name differs from the recorded one, be that another name or an element
 * (KeyedLoadIC::LoadName, IC::UpdatePolymorphicIC in src/ic/ic.cc). So whenever the vector is allocated, at most one
 * array is recorded before the load is megamorphic.
 */

/** The element at an index, which the caller knows to be a data property or a hole. */
export function readElement(array: ArrayLike<unknown>, index: number): unknown {
  return array[index];
}

/** The same function, and so the same feedback, called with a name instead of an index. */
const readName = readElement as unknown as (object: object, name: string) => unknown;

const NAMED = { one: 0, other: 0 };
let isOther = false;

/**
 * Call this before the first `readElement` of each array, and again if another array may have been read since. The
 * names alternate: code that V8 has optimised for one of them would skip recording it.
 */
export function keepGeneric(): void {
  isOther = !isOther;
  readName(NAMED, isOther ? 'other' : 'one');
}
