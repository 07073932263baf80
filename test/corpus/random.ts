/** Random values for property tests: whatever is nested into whatever. */
import fc from 'fast-check';
import { flat } from './structure.ts';

const text = fc.string({ maxLength: 30 }).map(flat);
/** Integral doubles as small integers: the generator hands out some of them boxed, which no program sees. */
const number = fc.double({ noNaN: true }).map((x) => (Math.abs(x) < 2 ** 31 && Number.isInteger(x) ? x | 0 : x));
const leaf = fc.oneof(
  text,
  fc.integer(),
  number,
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.bigInt(),
  fc.date({ noInvalidDate: true }),
);
const nested = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 8 }),
    fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 8, noNullPrototype: true }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 6 }).map((entries) => new Map(entries)),
    fc.array(tie('value'), { maxLength: 6 }).map((items) => new Set(items)),
    fc.uint8Array({ maxLength: 100 }),
    fc.array(number, { maxLength: 20 }),
  ),
}));

/** Any nested value. */
export const anything: fc.Arbitrary<unknown> = nested.value;
