/**
 * Objects whose literal is still being evaluated: `{ a: 1, b: await load() }` exists while `load` runs, with a
 * placeholder of V8 (`uninitialized_value`) in `b`. The program cannot reach it yet, but V8's inspector lists it among
 * the live objects, and `typeof` of the placeholder ends the process on V8 13 and later. The placeholder can be read
 * and compared, however; so the objects are listed while a literal of this file is unfinished, whose placeholder
 * identifies those of the others.
 */
import * as js from '../platform/intrinsics.ts';
import type { List } from '../reveal/remote-objects.ts';

/** The field by which the literal of this file, or another one that has it, is found. */
export const FIELD = 'heapscale: a literal that is not finished';

const objectPrototype: object = Object.prototype;

/** Runs `work` while an object of this shape is unfinished. */
export function amidLiteral<Result>(work: () => Result): Result {
  const literal = { 'heapscale: a literal that is not finished': work(), isFinished: true };
  return literal[FIELD];
}

/**
 * Whether an object of a list is an unfinished literal, which must not be read.
 *
 * @param objects live objects that inherit from `Object.prototype`, listed and used inside {@link amidLiteral}, or
 *   while another literal with {@link FIELD} is unfinished.
 * @returns undefined if the engine does not list unfinished literals.
 */
export function unfinishedTest(objects: List): ((object: object) => boolean) | undefined {
  const { length } = objects;
  for (let i = 0; i < length; i++) {
    const object = objects[i] as object;
    if (js.hasOwn(object, FIELD) && js.getPrototypeOf(object) === objectPrototype) return testFor(object);
  }
  return undefined;
}

function testFor(known: object): (object: object) => boolean {
  // In an element, because V8's optimising compiler ends the process if it meets the placeholder in a constant.
  const placeholder = [js.getOwnPropertyDescriptor(known, FIELD)!.value as unknown];
  return (object) => {
    if (js.getPrototypeOf(object) !== objectPrototype) return false;
    const names = js.getOwnPropertyNames(object);
    for (let i = 0; i < names.length; i++)
      if (js.getOwnPropertyDescriptor(object, names[i])!.value === placeholder[0]) return true;
    return false;
  };
}
