/** The own names of objects that the host made, which may be answered by its code. */
import { isGlobalObject } from './kinds.ts';
import * as js from '../platform/intrinsics.ts';

/**
 * The own names of an object that the host made. C++ answers for some of its properties when they are read: those of
 * `process.env` are not stored anywhere, and of a module that is not linked yet Node throws at `hasAsyncGraph`. The
 * names of a global object are returned as they are, since none of its properties may be read.
 */
export function hostNames(value: object): string[] {
  if (environment === undefined) environment = findEnvironment();
  if (value === environment) return [];
  const names = js.getOwnPropertyNames(value);
  if (isGlobalObject(value)) return names;
  let count = 0;
  for (let i = 0; i < names.length; i++) {
    try {
      js.getOwnPropertyDescriptor(value, names[i]);
      names[count++] = names[i];
    } catch {
      // Left out.
    }
  }
  names.length = count;
  return names;
}

/** Undefined until it was looked for. */
let environment: unknown;

/** `process.env`; null where there is none. Reading `process` runs an accessor of Node. */
function findEnvironment(): unknown {
  const { process } = globalThis as { process?: unknown };
  if (typeof process !== 'object' || process === null) return null;
  return js.getOwnPropertyDescriptor(process, 'env')?.value ?? null;
}
