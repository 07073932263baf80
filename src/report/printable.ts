/**
 * The base of every result: it prints as its table wherever it is written (`String`, `console.log`, `%s` and `%o` of
 * loggers in Node and Deno), and `JSON.stringify` gives its plain data. A browser's console lists the fields of an
 * object whatever its class says: write `console.log(String(result))` there.
 */
import * as js from '../platform/intrinsics.ts';

/** Prints as text. */
export abstract class Printable {
  /** The result as text, without a line end at its end. */
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
 * Copies own fields that are not undefined. They are defined and not assigned, so that no setter on `Object.prototype`
 * runs; nor does anything else that the program may have replaced, for reports are made while it is being measured.
 */
function copyFields(from: object, to: object): void {
  const names = js.ownKeys(from);
  for (let i = 0; i < names.length; i++) {
    const value = (from as Record<string | symbol, unknown>)[names[i]];
    if (value !== undefined)
      js.defineProperty(to, names[i], { __proto__: null, value, ...ORDINARY } as PropertyDescriptor);
  }
}

/** What a property is that was assigned. */
const ORDINARY = { enumerable: true, writable: true, configurable: true };

/** The plain data of a result: its own fields without those that are undefined. */
export function plainDataOf<Data extends object>(result: Data): Data {
  const data = {} as Data;
  copyFields(result, data);
  return data;
}

/** What a result has beside its data. */
export interface ResultMethods<Data> {
  /** The result as text, without a line end at its end. */
  toString(): string;
  /** The plain data, for JSON, logs and other threads. */
  toJSON(): Data;
}

/** The class that results extend: an instance has the fields of its data. */
export interface ResultConstructor {
  new <Data extends object>(data: Data): Data & ResultMethods<Data>;
}

/**
 * A result with the fields of its data: `class SizeDiff extends Result<SizeDiffData>`. The fields are declared and
 * documented once, in the interface of the data; the constructor copies what it is given. A subclass writes its
 * constructor out: on V8 11 a default one spreads its arguments, by an iterator that the program may have replaced.
 */
export const Result: ResultConstructor = class extends Printable {
  constructor(data: object) {
    super();
    copyFields(data, this);
  }

  override toString(): string {
    return JSON.stringify(this);
  }

  toJSON(): object {
    return plainDataOf(this);
  }
} as unknown as ResultConstructor;
