/**
 * The base class of results: `String`, `console.log` and loggers (`%s`, `%o`) in Node and Deno print its table, and
 * `JSON.stringify` gives its plain data. A browser's console always lists the fields: write
 * `console.log(String(result))` there.
 */
import * as js from '../platform/intrinsics.ts';

/** An object that prints itself. */
export abstract class Printable {
  /**
   * @param name the name of the class, for results that pages make: it goes to the prototype as `Symbol.toStringTag`,
   *   which a browser's console shows in place of the name that a minifier chose.
   */
  constructor(name?: string) {
    if (name === undefined) return;
    const prototype = js.getPrototypeOf(this)!;
    if (!js.hasOwn(prototype, Symbol.toStringTag))
      js.defineProperty(prototype, Symbol.toStringTag, { __proto__: null, value: name } as PropertyDescriptor);
  }

  /** The result as a string, without a trailing newline. */
  abstract toString(): string;

  /** What `console.log` and `util.inspect` print in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** The same for Deno. */
  [Symbol.for('Deno.customInspect')](): string {
    return this.toString();
  }
}

/**
 * Copies own fields that are not undefined. Fields are defined, not assigned, so that no setter on `Object.prototype`
 * runs. Reports are made while the program is measured, so no built-in that it may have patched is called.
 */
function copyFields(from: object, to: object): void {
  const names = js.ownKeys(from);
  for (let i = 0; i < names.length; i++) {
    const value = (from as Record<string | symbol, unknown>)[names[i]];
    if (value !== undefined)
      js.defineProperty(to, names[i], { __proto__: null, value, ...ORDINARY } as PropertyDescriptor);
  }
}

/** The attributes of an assigned property. */
const ORDINARY = { enumerable: true, writable: true, configurable: true };

/** The plain data of a result: its own fields except undefined ones. */
export function plainDataOf<Data extends object>(result: Data): Data {
  const data = {} as Data;
  copyFields(result, data);
  return data;
}

/** The methods that a result has besides its data. */
export interface ResultMethods<Data> {
  /** The result as a string, without a trailing newline. */
  toString(): string;
  /** The plain data, for JSON, logs and other threads. */
  toJSON(): Data;
}

/** The class that results extend: an instance has the fields of its data. */
export interface ResultConstructor {
  new <Data extends object>(data: Data, name?: string): Data & ResultMethods<Data>;
}

/**
 * A result with the fields of its data: `class SizeDiff extends Result<SizeDiffData>`. The fields are declared and
 * documented once, in the interface of the data; the constructor copies them. A subclass needs an explicit constructor:
 * on V8 11 the default one spreads its arguments with an iterator that the program may have patched.
 */
export const Result: ResultConstructor = class extends Printable {
  constructor(data: object, name?: string) {
    super(name);
    copyFields(data, this);
  }

  override toString(): string {
    return JSON.stringify(this);
  }

  toJSON(): object {
    return plainDataOf(this);
  }
} as unknown as ResultConstructor;
