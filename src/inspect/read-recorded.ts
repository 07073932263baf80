/**
 * Reads an object's own properties in a walk that records references, like `readPlain` in one that records none: no
 * symbols, no indices, no `stack`, every descriptor plain, no names skipped.
 */
import * as js from '../platform/intrinsics.ts';
import { Held } from './object-facts.ts';
import type { ObjectFacts } from './object-facts.ts';
import { isSmallInteger, mayHaveGrown, readAccessor } from './read-properties.ts';
import type { ReadTarget } from './read-target.ts';
import { Step } from './references.ts';
import type { ReferenceSink } from './references.ts';

/** Reads the properties `facts.names`, in reverse, and passes on what they hold. */
export function readRecorded(
  target: ReadTarget,
  references: ReferenceSink,
  value: object,
  isPlainObject: boolean,
  facts: ObjectFacts,
): void {
  const { names } = facts;
  const count = names.length;
  facts.reserve(count);
  const { held } = facts;
  const { visitor, stack, smiShift, engine } = target;
  const keys = references.keysOf(facts);
  references.step = Step.property;
  let smis = 0;
  let doubles = 0;
  for (let i = count - 1; i >= 0; i--) {
    const descriptor = js.getOwnPropertyDescriptor(value, names[i]);
    let what: number = Held.other;
    const item = descriptor === undefined ? undefined : (descriptor.value as unknown);
    if (typeof item === 'string') {
      if (item.length > 0) {
        references.key = keys[i];
        visitor.string(item, isPlainObject);
      }
    } else if (typeof item === 'number') {
      if (isSmallInteger(item, smiShift, engine)) {
        what = Held.smi;
        smis++;
      } else {
        what = Held.double;
        doubles++;
        visitor.fieldNumber(item);
        references.key = keys[i];
        references.heapNumber();
      }
    } else if (typeof item === 'object') {
      if (item !== null) {
        references.key = keys[i];
        if (!references.meet(item)) {
          facts.byCode = true;
        } else {
          stack[target.top++] = item;
          if (mayHaveGrown(item, engine)) what = facts.holdArray(i, item, engine);
        }
      }
    } else if (typeof item === 'function') {
      facts.byCode = true;
      references.key = keys[i];
      if (references.meet(item)) stack[target.top++] = item;
    } else if (item === undefined) {
      facts.byCode = true;
      if (descriptor !== undefined) {
        readAccessor(target, descriptor, facts, keys[i]);
        references.step = Step.property;
      }
    } else {
      references.key = keys[i];
      target.value(item, isPlainObject);
    }
    held[i] = what;
  }
  facts.smis = smis;
  facts.doubles = doubles;
}
