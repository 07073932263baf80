/**
 * The names on a global object under which there is something that belongs to no value. One list for the walk
 * (boundary.ts), which looks at the running program, and for V8's count (heap/realm.ts), which reads a snapshot.
 */

/**
 * The language's global names: all that is reachable from them by native functions and their prototypes is built in.
 * Other global names are the platform's, created on first access: reading them all would load half of Node.
 */
export const LANGUAGE_NAMES =
  'Object Function Array Number parseFloat parseInt Boolean String Symbol Date Promise RegExp Error ' +
  'AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError JSON Math ' +
  'Intl ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array ' +
  'Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set Iterator ' +
  'WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry DisposableStack AsyncDisposableStack ' +
  'SharedArrayBuffer WebAssembly Temporal decodeURI decodeURIComponent encodeURI encodeURIComponent escape ' +
  'unescape eval isFinite isNaN';

/**
 * Functions of the platform that Node and Deno write in JavaScript, so that their source looks like the program's. A
 * platform's other functions are native, and its classes are recognised by their prototypes.
 */
export const SCRIPTED_FUNCTIONS =
  ' setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask structuredClone ' +
  'fetch atob btoa Buffer ';
