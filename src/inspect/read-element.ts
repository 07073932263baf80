/**
 * Reading an element without changing the array. V8 compiles a load `array[i]` that has seen two to four hidden
 * classes into code that first moves each array to the most general elements kind among them (the transition groups of
 * ElementAccessFeedback, src/compiler/js-native-context-specialization.cc; Maglev does the same). An array of doubles
 * that was only read is then an array of pointers to heap numbers, for good. A megamorphic load changes nothing, so
 * this one must be megamorphic before it has seen a second array.
 *
 * No number of calls in advance ensures that: V8 records nothing before it has allocated the function's feedback
 * vector, and it drops the vector of a function that was long unused. Hence the rule: `keepGeneric` is called whenever
 * another array is about to be read. It asks the same load for a name, never the same twice, and V8 makes a keyed load
 * megamorphic as soon as a name differs from what it has recorded, be that another name or an element
 * (KeyedLoadIC::LoadName, IC::UpdatePolymorphicIC in src/ic/ic.cc). So whenever the vector appears, at most one array
 * is recorded before the load is megamorphic.
 */

/** The element at an index; a data property or a hole, which the caller has made sure of. */
export function readElement(array: ArrayLike<unknown>, index: number): unknown {
  return array[index];
}

/** The same function, and so the same feedback, with a name in place of an index. */
const readName = readElement as unknown as (object: object, name: string) => unknown;

const NAMED = { one: 0, other: 0 };
let isOther = false;

/**
 * To be called before the first `readElement` of each array, and again if another array may have been read since.
 * The names alternate: code that V8 has optimised for one of them would pass it by without recording it.
 */
export function keepGeneric(): void {
  isOther = !isOther;
  readName(NAMED, isOther ? 'other' : 'one');
}
