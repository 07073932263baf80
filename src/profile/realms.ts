/** The global objects in which a function and its conditions look names up: its own realm's, if that is another one (as in Jest). */

/** This realm's global object, and the function's. */
export function realmsOf(fn: (...args: never[]) => unknown): readonly object[] {
  let prototype: object | null = Object.getPrototypeOf(fn) as object | null;
  // An asynchronous function's prototype stands above Function.prototype, whose own prototype is Object.prototype.
  for (
    let above = prototype;
    above !== null && typeof Object.getOwnPropertyDescriptor(above, 'call')?.value !== 'function';
    above = prototype
  ) {
    prototype = Object.getPrototypeOf(above) as object | null;
  }
  const realmFunction =
    prototype === null ? undefined : (Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value as unknown);
  if (typeof realmFunction !== 'function' || realmFunction === Function) return [globalThis];
  const theirs = (Reflect.construct(realmFunction, ['return globalThis']) as () => object)();
  return [globalThis, theirs];
}
