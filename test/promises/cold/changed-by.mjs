// Makes a call as often as a program would soon, and looks which arrays V8 keeps in another way afterwards. Needs
// --allow-natives-syntax; asking V8 for the kind changes nothing. Plain JavaScript: Node's workers and a browser's load
// it as it is.
import { calls } from './first-calls.mjs';
import { arraysOf } from './values.mjs';

/** What V8 has optimised by the first call must not change the arrays in a second, either. */
const CALLS = 2;

/** `double`, `double holey`, `smi`, ... */
const kindOf = new Function(
  'array',
  `return (%HasDictionaryElements(array) ? 'dictionary' : %HasDoubleElements(array) ? 'double'
    : %HasSmiElements(array) ? 'smi' : %HasObjectElements(array) ? 'object' : 'other')
    + (%HasHoleyElements(array) ? ' holey' : '')`,
);

/**
 * The changes that a call made to arrays of a value (`{ 'double to object': 31 }`), and how many arrays it has. The
 * call `none` does nothing.
 */
export async function changedBy(call, heapscale, value) {
  const arrays = arraysOf(value);
  const before = arrays.map((array) => kindOf(array));
  for (let i = 0; i < CALLS && call !== 'none'; i++) await calls[call](heapscale, value, arrays);
  const changes = {};
  arrays.forEach((array, i) => {
    const after = kindOf(array);
    if (after === before[i]) return;
    const change = `${before[i]} to ${after}`;
    changes[change] = (changes[change] ?? 0) + 1;
  });
  return { changes, arrays: arrays.length };
}
